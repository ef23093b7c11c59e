import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { LLM_PRESETS, type LlmPreset } from "../../src/config/llm-presets.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

/** docs/adapters.md tells what the code does; the fault table has its test in chat-faults.test.ts. */
describe("docs/adapters.md", () => {
  const docs = read("docs/adapters.md");

  it("shows the example as it is compiled and run, in 40 lines", () => {
    const example = read("src/testing/example-chat-model.ts");
    expect(docs).toContain(`\`\`\`ts\n${example}\`\`\`\n`);
    expect(example.trimEnd().split("\n").length).toBeLessThanOrEqual(40);
  });

  it("lists the presets as they are", () => {
    const presets: Readonly<Record<string, LlmPreset>> = LLM_PRESETS;
    const rows = Object.entries(presets).map(([name, { title, baseUrl, model, needsKey, extraBody }]) => {
      const asked = model === null ? "— (must be set)" : `\`${model}\``;
      const fields = extraBody === undefined ? "—" : `\`${JSON.stringify(extraBody)}\``;
      return `| \`${name}\` | ${title} | \`${baseUrl}\` | ${asked} | ${needsKey ? "yes" : "no"} | ${fields} |`;
    });
    expect(docs).toContain(`| --- |\n${rows.join("\n")}\n\n`);
  });

  it("gives the limits of the guard", () => {
    const guard = read("src/adapters/guarded-chat-model.ts");
    expect(guard).toContain("MAX_CHARS = 8_000");
    expect(guard).toContain("{ failures: 3, restMs: 30_000, maxRestMs: 300_000 }");
    expect(docs).toMatch(/8,000 characters[\s\S]*three failures in a row[\s\S]*30 s \(twice as long[\s\S]*5 min/);
  });
});
