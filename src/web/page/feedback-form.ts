import type { ChatResponse, Feedback } from "../../http/contract.ts";
import { RequestFailed, sendFeedback } from "../shared/api-client.ts";
import { button, element } from "../shared/element.ts";

const REASONS: readonly (readonly [Feedback["reasons"][number], string])[] = [
  ["wrong_figure", "数字不对"],
  ["wrong_source", "出处不对"],
  ["off_topic", "答非所问"],
  ["missing", "报告里有，却没找到"],
  ["unclear", "看不明白"],
  ["other", "其他"],
];
const MOST_COMMENT_CHARS = 500;
const MOST_LEAD_CHARS = 400;

/** 有帮助 and 没帮助 for an answer; the second asks why. Sent is only what the form says is sent. */
export function feedbackButtons(question: string, { id, lead }: ChatResponse, announce: (message: string) => void) {
  const told = element("span", { class: "small-print" });
  let sent = false;
  const say = (message: string) => {
    told.textContent = message;
    announce(message);
  };
  const send = async (given: Pick<Feedback, "vote" | "reasons" | "comment">) => {
    try {
      await sendFeedback({ answerId: id, question, lead: lead.slice(0, MOST_LEAD_CHARS), ...given });
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      return say(`没有提交成功。${error.message}`);
    }
    sent = true;
    // Not `disabled`, which would take the focus away from the button that was pressed.
    for (const [vote, node] of Object.entries(votes)) {
      node.setAttribute("aria-pressed", String(vote === given.vote));
      node.setAttribute("aria-disabled", "true");
    }
    say("已收到，谢谢。");
  };
  const form = reasonForm({
    onSend(reasons, comment) {
      hideForm();
      return send({ vote: "down", reasons, comment });
    },
    onClose: () => hideForm(),
  });
  const hideForm = () => {
    form.hidden = true;
    votes.down.setAttribute("aria-expanded", "false");
    votes.down.focus();
  };
  const votes = {
    up: voteButton("up", { "aria-pressed": "false" }, () => {
      if (sent) return;
      form.hidden = true;
      return send({ vote: "up", reasons: [], comment: "" });
    }),
    down: voteButton("down", { "aria-pressed": "false", "aria-expanded": "false" }, () => {
      if (sent) return;
      if (!form.hidden) return hideForm();
      form.hidden = false;
      votes.down.setAttribute("aria-expanded", "true");
      form.querySelector("input")?.focus();
    }),
  };
  return { buttons: [votes.up, votes.down, told], form };
}

const SVG = "http://www.w3.org/2000/svg";
const THUMB =
  "M2 21h3V9H2zm19-10c0-1.1-.9-2-2-2h-5.7l.9-4.4v-.3c0-.4-.2-.8-.4-1.1L12.7 2 7.6 7.2C7.2 7.6 7 8.1 7 8.6V19c0 1.1.9 2 2 2h8.2c.8 0 1.5-.5 1.8-1.2l2.800-6.6c.1-.2.2-.5.2-.7z";

/** A drawn thumb: office computers often have no font with 👍 in it. */
function voteButton(vote: Feedback["vote"], attributes: Record<string, string>, onPress: () => void) {
  const node = button(vote === "up" ? "有帮助" : "没帮助", { class: "quiet", ...attributes }, onPress);
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", vote === "up" ? "thumb" : "thumb is-down");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", THUMB);
  drawing.append(path);
  node.prepend(drawing);
  return node;
}

interface ReasonFormActions {
  readonly onSend: (reasons: Feedback["reasons"], comment: string) => void;
  readonly onClose: () => void;
}

function reasonForm({ onSend, onClose }: ReasonFormActions): HTMLFormElement {
  const boxes = REASONS.map(([reason, label]) => {
    const box = element("input", { type: "checkbox", value: reason });
    return { reason, box, node: element("label", { class: "check" }, box, label) };
  });
  const comment = element("textarea", { rows: "2", maxlength: String(MOST_COMMENT_CHARS) });
  const fault = element("p", { class: "form-fault", role: "alert" });
  const form = element(
    "form",
    { class: "feedback-form", hidden: true },
    element(
      "fieldset",
      {},
      element("legend", {}, "哪里不好？可以多选"),
      element("div", { class: "checks" }, ...boxes.map(({ node }) => node)),
    ),
    element("label", { class: "field" }, "补充说明（可不填，请勿写个人信息）", comment),
    element(
      "p",
      { class: "small-print" },
      "会把这个问题、首句答案和上面所填的内容发给本站管理员；不记录您的网络地址。",
    ),
    fault,
    element(
      "div",
      { class: "form-buttons" },
      element("button", { type: "submit", class: "primary" }, "提交"),
      button("取消", { class: "quiet" }, onClose),
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const reasons = boxes.filter(({ box }) => box.checked).map(({ reason }) => reason);
    const words = comment.value.trim();
    const isEmpty = reasons.length === 0 && words === "";
    fault.textContent = isEmpty ? "请至少选一项，或写一句说明。" : "";
    if (isEmpty) return boxes[0]?.box.focus();
    onSend(reasons, words);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  });
  return form;
}
