import type { Library } from "../model/library.ts";
import type { QuizBlueprint, QuizDifficulty, QuizItem, QuizItemType, QuizPaper, QuizShortfall } from "../model/quiz.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { type Chances, EvenDraw } from "./even-draw.ts";
import { evidenceDigits } from "./item-base.ts";
import { makeFill } from "./make-fill.ts";
import { makeJudge } from "./make-judge.ts";
import { makeMultiple } from "./make-multiple.ts";
import { makeShort } from "./make-short.ts";
import { makeSingle } from "./make-single.ts";
import { factsOf, type QuizFact } from "./quiz-fact.ts";
import type { ItemMaker } from "./quiz-task.ts";
import { type CheckedBlueprint, DIFFICULTIES, ITEM_TYPES, readBlueprint, TYPE_NAMES } from "./read-blueprint.ts";
import type { ReportList } from "./report-lists.ts";
import { type Random, seededRandom, shuffled } from "./seeded-random.ts";

/** Digits of an id that stand for what is asked about. */
const EVIDENCE_DIGITS = 8;
/** Reports that are tried in vain for one type, before the paper says that it could not be filled: bounds the work. */
const MOST_VAIN = 120;
/** The demanding ones first: what they cannot use is left for the others. */
const MAKERS: readonly (readonly [QuizItemType, ItemMaker])[] = [
  ["single", makeSingle],
  ["multiple", makeMultiple],
  ["judge", makeJudge],
  ["fill", makeFill],
  ["short", makeShort],
];

/**
 * A paper as its blueprint wants it, each item proven by the report that it cites. The same library and seed give the
 * same paper. Throws `FawenError` for a blueprint that is wrong in itself; where the reports hold too little for it, the
 * paper says how many items are missing.
 */
export function makeQuiz(library: Library, blueprint: QuizBlueprint): QuizPaper {
  const checked = readBlueprint(library, blueprint);
  const maker = new PaperMaker(library, checked);
  for (const [type, make] of MAKERS) maker.fill(type, checked.wanted.get(type) ?? 0, make);
  return maker.paper();
}

class PaperMaker {
  private readonly items: QuizItem[] = [];
  private readonly shortfall: QuizShortfall[] = [];
  private readonly asked = new Set<string>();
  private readonly stems = new Set<string>();
  /** Items made from each report. */
  private readonly used = new Map<number, number>();
  private readonly order: readonly number[];
  private readonly random: Random;
  private readonly excluded: ReadonlySet<string>;
  private readonly draw: EvenDraw;

  constructor(
    private readonly library: Library,
    private readonly blueprint: CheckedBlueprint,
  ) {
    this.random = seededRandom(blueprint.seed);
    this.draw = new EvenDraw(this.random);
    this.order = shuffled(this.random, blueprint.rows);
    this.excluded = new Set([...blueprint.exclude].map((id) => id.slice(0, EVIDENCE_DIGITS)));
  }

  /** Adds items of one type, in turn from the reports that gave the fewest. */
  fill(type: QuizItemType, wanted: number, make: ItemMaker): void {
    const used = (row: number) => this.used.get(row) ?? 0;
    const queue = [...this.order].sort((one, other) => used(one) - used(other));
    let made = 0;
    let vain = 0;
    let chances = this.draw.next();
    const possible = [...this.blueprint.difficulties].some((difficulty) => mayMake(type, difficulty));
    for (let turn = 0; possible && vain < MOST_VAIN && made < wanted && turn < queue.length; turn++) {
      const row = queue[turn] ?? 0;
      if (!this.hasChapters(row)) continue;
      if (!this.addItem(row, make, chances)) {
        vain++;
        continue;
      }
      made++;
      chances = this.draw.next();
      queue.push(row);
    }
    if (made < wanted) this.shortfall.push({ type, wanted, made, reason: this.whyMissing(type, wanted - made, vain) });
  }

  private addItem(row: number, make: ItemMaker, chances: Chances): boolean {
    const { library, random, order } = this;
    const mayAsk = (fact: QuizFact) => this.mayAsk(fact);
    const mayAskList = (list: ReportList) => this.mayAskList(list);
    const facts = shuffled(random, factsOf(library, row).filter(mayAsk));
    const shared = { library, random, facts, mayAsk, mayAskList, rows: order, reportRow: row };
    for (const difficulty of shuffled(random, [...this.blueprint.difficulties])) {
      const made = make({ ...shared, ...chances, difficulty });
      if (made === null || this.stems.has(made.item.stem) || this.isExcluded(made.item)) continue;
      this.items.push(made.item);
      this.stems.add(made.item.stem);
      for (const id of made.asked) this.asked.add(id);
      this.used.set(row, (this.used.get(row) ?? 0) + 1);
      return true;
    }
    return false;
  }

  private whyMissing(type: QuizItemType, missing: number, vain: number): string {
    const { rows, chapters, difficulties } = this.blueprint;
    const told = `${TYPE_NAMES[type]}少 ${missing} 道：`;
    if (![...difficulties].some((difficulty) => mayMake(type, difficulty)))
      return `${told}${TYPE_NAMES[type]}与所选难度这种搭配出不了题，请换题型或难度。`;
    const chapter = `“${chapters.join("”“")}”`;
    if (!rows.some((row) => this.hasChapters(row)))
      return `${told}所选 ${rows.length} 份报告没有标题含${chapter}的章节，请换章节。`;
    const limits = [
      ...(chapters.length === 0 ? [] : [`章节限于${chapter}`]),
      ...(difficulties.size === DIFFICULTIES.length ? [] : ["难度有限定"]),
    ];
    const narrowed = limits.length === 0 ? "" : `（${limits.join("，")}）`;
    if (vain >= MOST_VAIN)
      return `${told}所选 ${rows.length} 份报告${narrowed}里，试过的 ${vain} 份出不了更多，没有再试；请缩小报告范围或放宽条件。`;
    return `${told}所选 ${rows.length} 份报告${narrowed}里，能核实唯一答案又没有重复考查的内容已经用完。`;
  }

  private hasChapters(row: number): boolean {
    return this.library.reports[row]?.sections.some(({ path }) => this.isInChapters(path)) === true;
  }

  /** An item of several facts is known by all of them together. */
  private isExcluded({ id }: QuizItem): boolean {
    return this.excluded.has(id.slice(0, EVIDENCE_DIGITS));
  }

  private mayAsk({ id, topic, report, figure }: QuizFact): boolean {
    if (this.asked.has(id) || this.asked.has(topic) || this.excluded.has(evidenceDigits([id]))) return false;
    return this.isInChapters(report.sections[figure.sectionRow]?.path ?? []);
  }

  private mayAskList({ id, section, facts }: ReportList): boolean {
    if (this.asked.has(id) || this.excluded.has(evidenceDigits([id]))) return false;
    return this.isInChapters(section.path) && facts.every((fact) => this.mayAsk(fact));
  }

  private isInChapters(path: readonly string[]): boolean {
    const { chapters } = this.blueprint;
    return chapters.length === 0 || chapters.some((words) => path.some((heading) => heading.includes(words)));
  }

  paper(): QuizPaper {
    const { seed } = this.blueprint;
    const items = ITEM_TYPES.flatMap((type) => this.items.filter((item) => item.type === type));
    return { title: titleOf(items), seed, items, shortfall: this.shortfall };
  }
}

function titleOf(items: readonly QuizItem[]): string {
  const places = [...new Set(items.flatMap(({ sources: [{ region }] }) => region ?? []))];
  const name = divisionsOfPath(places[0] ?? "").at(-1) ?? "";
  return places.length === 1 ? `${name}法治知识测试` : "法治政府建设年度报告知识测试";
}

/** Statements of one report that are right or not are told apart or remembered, not reckoned with. */
function mayMake(type: QuizItemType, difficulty: QuizDifficulty): boolean {
  return type !== "multiple" || difficulty !== "combine";
}
