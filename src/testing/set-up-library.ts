import { createOpenccScriptConverter } from "../adapters/opencc-script-converter.ts";
import { buildLibrary } from "../core/build-library.ts";
import { createAssistant } from "../core/create-assistant.ts";
import type { KnownFacts } from "../core/model/report.ts";
import type { ChatModel } from "../core/ports/chat-model.ts";
import { createSearchableLibrary } from "../core/search/searchable-library.ts";
import { setUpApp } from "./set-up-app.ts";

/**
 * An app that answers from texts as files hold them: read, built and searched by words with nothing faked.
 *
 * @param chatModel puts answers into words; they stay quotes without one
 */
export async function setUpLibrary(
  files: readonly { file: string; raw: string; known?: KnownFacts }[],
  chatModel: ChatModel | null = null,
) {
  const converter = createOpenccScriptConverter();
  const sources = files.map(({ file, raw, known = {} }) => ({
    ...{ id: file.replace(/\.txt$/u, ""), file, raw, known },
    digest: `digest of ${file}`,
  }));
  const builtAt = "2026-01-01T00:00:00.000Z";
  const { library } = await buildLibrary(sources, { converter, embedder: null, builtAt });
  const searchable = createSearchableLibrary(library, null, converter);
  return setUpApp({}, createAssistant({ current: () => searchable, converter, embedder: null, chatModel }));
}
