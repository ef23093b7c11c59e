import { describe, expect, it } from "vitest";
import type { QuizItem } from "../../core/model/quiz.ts";
import type { QuizPaperBody } from "../../http/quiz-contract.ts";
import type { QuizItemBody } from "../../http/quiz-item-contract.ts";
import { fillItem, judgeItem, quizPaper, singleItem } from "../../testing/quiz-paper.ts";
import {
  draftPaper,
  editItem,
  isDraft,
  markAll,
  markItem,
  moveItem,
  removeItem,
  replaceItem,
  replacementBlueprint,
  restoreItem,
  startDraft,
} from "./quiz-draft.ts";

/** As they come over the wire. */
const wireItem = (made: QuizItem): QuizItemBody => JSON.parse(JSON.stringify(made));
const wirePaper = (made: object): QuizPaperBody => JSON.parse(JSON.stringify(made));

const [single, judge, fill] = [wireItem(singleItem()), wireItem(judgeItem()), wireItem(fillItem())];
const draft = startDraft(
  { count: 3, seed: 7, regions: ["南江省青溪市"] },
  wirePaper(quizPaper([singleItem(), judgeItem(), fillItem()])),
);
const ids = ({ items }: typeof draft) => items.map(({ item }) => item.id);

describe("a draft", () => {
  it("moves items within its ends", () => {
    expect(ids(moveItem(draft, 0, 1))).toEqual([judge.id, single.id, fill.id]);
    expect(ids(moveItem(draft, 2, -1))).toEqual([single.id, fill.id, judge.id]);
    expect(ids(moveItem(draft, 0, -1))).toEqual(ids(draft));
    expect(ids(moveItem(draft, 2, 1))).toEqual(ids(draft));
  });

  it("never gets back what was taken out or replaced", () => {
    const fresh = { ...single, id: "00000000000000ff" };
    const changed = replaceItem(removeItem(draft, 1), 0, fresh);
    expect(ids(changed)).toEqual([fresh.id, fill.id]);
    const wanted = replacementBlueprint(changed, 1, 9);
    expect(wanted).toMatchObject({ count: 1, types: ["fill"], seed: 9, regions: ["南江省青溪市"] });
    expect(new Set(wanted.exclude)).toEqual(new Set([judge.id, single.id, fresh.id, fill.id]));
  });

  it("marks what a person wrote, wants it looked at again, and knows the way back", () => {
    const looked = markItem(draft, 0, true);
    const changed = editItem(looked, 0, { ...single, stem: "另一个题干？" }, ["请核对"]);
    expect(changed.items[0]).toMatchObject({
      item: { stem: "另一个题干？", edited: true, review: "unreviewed" },
      original: { stem: single.stem },
      warnings: ["请核对"],
    });
    const twice = editItem(changed, 0, { ...single, stem: "再改一次？" }, []);
    expect(twice.items[0]?.original?.stem).toBe(single.stem);
    expect(restoreItem(twice, 0).items[0]?.item.stem).toBe(single.stem);
    expect(restoreItem(twice, 0).items[0]?.item.edited).toBeUndefined();
  });

  it("takes words put back by hand for the first ones", () => {
    const changed = editItem(draft, 0, { ...single, stem: "另一个题干？" }, []);
    const back = editItem(changed, 0, { ...single, edited: true }, ["不会留下"]);
    expect(back.items[0]).toEqual({ item: { ...single, review: "unreviewed" }, warnings: [] });
  });

  it("marks all as looked at", () => {
    expect(draftPaper(markAll(draft, true)).items.every(({ review }) => review === "reviewed")).toBe(true);
  });

  it("is a paper with a name, whatever was typed", () => {
    expect(draftPaper({ ...draft, title: "  " }).title).toBe("测验");
  });

  it("is known among what a device may hold", () => {
    expect(isDraft(JSON.parse(JSON.stringify(draft)))).toBe(true);
    for (const other of [null, 1, "draft", {}, { ...draft, version: 2 }, { ...draft, items: {} }])
      expect(isDraft(other)).toBe(false);
  });
});
