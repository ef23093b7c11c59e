import type { ChatModel } from "../core/ports/chat-model.ts";

/** What a scripted model does: the pieces of its reply, or an error to throw where it stands. */
export type Script = readonly (string | Error)[];

/** What a model was asked. */
export type ModelRequest = Parameters<ChatModel["stream"]>[0];

/** A chat model that says what it is told to; `asked` keeps what it was asked. */
export function scriptModel(script: Script | ((request: ModelRequest) => Script), id = "scripted:model") {
  const asked: ModelRequest[] = [];
  const model: ChatModel = {
    id,
    async *stream(request) {
      asked.push(request);
      for (const piece of typeof script === "function" ? script(request) : script) {
        if (piece instanceof Error) throw piece;
        yield piece;
      }
    },
  };
  return { model, asked };
}
