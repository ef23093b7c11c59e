import { create, insertMultiple, search } from "@orama/orama";
import { createTokenizer } from "@orama/tokenizers/mandarin";
import type { BenchPassage } from "../bench-set.ts";
import { closeNothing, type Engine } from "../engine.ts";

/** Orama with its own tokenizer for Mandarin. */
export async function buildOrama(passages: readonly BenchPassage[]): Promise<Engine> {
  const index = create({
    schema: { title: "string", text: "string" } as const,
    components: { tokenizer: createTokenizer() },
  });
  await insertMultiple(index, [...passages]);
  return {
    async search(question, k) {
      const { hits } = await search(index, { term: question, properties: ["title", "text"], limit: k });
      return hits.map(({ id }) => String(id));
    },
    close: closeNothing,
  };
}
