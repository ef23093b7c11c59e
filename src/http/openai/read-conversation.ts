import { FawenError } from "../../core/model/errors.ts";
import type { ChatMessage } from "../../core/model/question.ts";
import { cleanText, typedText } from "../contract.ts";
import { cutFootnotes } from "../footnotes.ts";
import type { CompletionMessage } from "./contract.ts";

/** As many as `POST /api/chat` takes. */
const MAX_TURNS = 100;

interface Turn extends ChatMessage {
  /** The row of its message, for errors. */
  readonly row: number;
}

/**
 * The conversation that a client sent, as the assistant reads it. System, developer and tool messages are left out:
 * what an answer says comes from the reports, never from instructions. The question (the last message) is held to the
 * rules of the contract; an earlier turn that breaks them is left out, because clients send a refused question again
 * and again as history.
 *
 * @throws FawenError `bad-request` that names the message
 */
export function readConversation(messages: readonly CompletionMessage[]): ChatMessage[] {
  const turns = messages.flatMap(({ role, content }, row): Turn[] =>
    role === "user" || role === "assistant" ? [{ role, row, content: textOf(content) }] : [],
  );
  const question = turns.at(-1);
  if (question?.role !== "user") {
    const row = question?.row ?? messages.length - 1;
    throw new FawenError("bad-request", "最后一条消息应是用户的问题", { field: `messages.${row}.role` });
  }
  checkQuestion(messages[question.row]?.content, question);
  const earlier = turns.slice(0, -1).flatMap(readEarlier);
  return [...earlier.slice(1 - MAX_TURNS), { role: "user", content: question.content }];
}

function readEarlier({ role, content }: Turn): ChatMessage[] {
  const rule = role === "user" ? typedText("问题") : cleanText("回答");
  const read = role === "user" ? content : cutFootnotes(content);
  return rule.safeParse(read).success ? [{ role, content: read }] : [];
}

function textOf(content: CompletionMessage["content"]): string {
  if (typeof content === "string") return content;
  return (content ?? []).flatMap(({ type, text }) => (type === "text" && text !== undefined ? [text] : [])).join("\n");
}

function checkQuestion(content: CompletionMessage["content"], { row, content: text }: Turn): void {
  const field = `messages.${row}.content`;
  const other = Array.isArray(content) ? content.findIndex((part) => part.type !== "text") : -1;
  if (other !== -1)
    throw new FawenError("bad-request", "只接受文字：图片、音频、文件请去掉后再问", {
      field: `${field}.${other}.type`,
    });
  const issue = typedText("问题").safeParse(text).error?.issues[0];
  if (issue !== undefined) throw new FawenError("bad-request", issue.message, { field });
}
