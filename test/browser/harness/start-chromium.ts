import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { startServer } from "../../../bench/http/start-server.ts";
import { SAMPLE_REPORTS } from "../../../src/testing/sample-library.ts";
import { CHROMIUM_PATH, NO_CHROMIUM, serveChromium } from "../chromium.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** WebSocket addresses of Chromium, one for each file that runs at a time; none where there is no Chromium. */
    chromiums: readonly string[];
    /** Address of the real server (`npm start` over the sample reports), like `http://127.0.0.1:40123`. */
    server: string;
  }
}

const RUN = fileURLToPath(new URL("../../../scripts/run.mjs", import.meta.url));

/** Once for all browser tests: Chromium, and the program as people start it, over a few invented reports. */
export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (CHROMIUM_PATH === undefined) {
    console.warn(`browser tests skipped: ${NO_CHROMIUM}`);
    project.provide("chromiums", []);
    project.provide("server", "");
    return;
  }
  const root = mkdtempSync(join(tmpdir(), "fawen-browser-"));
  const server = await startServer([RUN, "start"], {
    ...{ CORPUS_DIR: writeReports(join(root, "corpus")), INDEX_DIR: join(root, "index"), EMBEDDER: "none" },
    ...{
      PORT: "0",
      HOST: "127.0.0.1",
      ALLOWED_ORIGINS: "*",
      // All tests are one visitor of one site, who asks more than people do.
      RATE_LIMIT_PER_MINUTE: "0",
      WIDGET_LIMIT_PER_VISITOR: "0",
      WIDGET_LIMIT_PER_SITE: "0",
      LOG_LEVEL: "error",
      LLM_PROVIDER: "extractive",
    },
  });
  const chromiums = await Promise.all(Array.from({ length: project.config.maxWorkers ?? 1 }, serveChromium));
  project.provide(
    "chromiums",
    chromiums.map((chromium) => chromium.wsEndpoint()),
  );
  project.provide("server", server.url);
  return async () => {
    await Promise.all([...chromiums.map((chromium) => chromium.close()), server.stop()]);
    rmSync(root, { recursive: true, force: true });
  };
}

/** Enough to make an item of every type of; the sample reports hold too little for one of several right options. */
const MORE_FIGURES =
  "审查规范性文件35件。办理行政处罚案件506宗。组织旁听庭审27场。法律援助中心受理案件163件。收到政府信息公开申请44件。";

function writeReports(folder: string): string {
  mkdirSync(folder);
  for (const { file, text } of SAMPLE_REPORTS) {
    const more = file === "qingxi-2022.txt" ? `\n${MORE_FIGURES}` : "";
    writeFileSync(join(folder, file), text.replace("\n二、化解矛盾纠纷", `${more}\n二、化解矛盾纠纷`));
  }
  const facts = SAMPLE_REPORTS.map(({ file, region, year }) => ({ file, region, year }));
  writeFileSync(join(folder, "reports.json"), JSON.stringify(facts));
  return folder;
}
