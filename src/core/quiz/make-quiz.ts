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
import { type CheckedBlueprint, ITEM_TYPES, readBlueprint, TYPE_NAMES } from "./read-blueprint.ts";
import type { ReportList } from "./report-lists.ts";
import { type Random, seededRandom, shuffled } from "./seeded-random.ts";

/** Digits of an id that stand for what is asked about. */
const EVIDENCE_DIGITS = 8;
/** Reports that are tried in vain for one type, before the paper says that it could not be filled: bounds the work. */
const MOST_VAIN = 60;
/** Those that need figures first: what they leave makes items of several statements, or of lists. */
const MAKERS: readonly (readonly [QuizItemType, ItemMaker])[] = [
  ["single", makeSingle],
  ["judge", makeJudge],
  ["fill", makeFill],
  ["multiple", makeMultiple],
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

/** What a paper asks first, and what it asks where that is not enough. */
const STAGES = ["law", "any"] as const;

class PaperMaker {
  private readonly items: QuizItem[] = [];
  private readonly shortfall: QuizShortfall[] = [];
  private readonly asked = new Set<string>();
  private readonly stems = new Set<string>();
  /** Items made from each report. */
  private readonly used = new Map<number, number>();
  /** Rows of the reports that have the chapters wanted, as drawn. */
  private readonly order: readonly number[];
  private readonly isOfPaper: (row: number) => boolean;
  private readonly random: Random;
  private readonly excluded: ReadonlySet<string>;
  private readonly draw: EvenDraw;
  private stage: (typeof STAGES)[number] = "law";

  constructor(
    private readonly library: Library,
    private readonly blueprint: CheckedBlueprint,
  ) {
    this.random = seededRandom(blueprint.seed);
    this.draw = new EvenDraw(this.random);
    const rows = shuffled(this.random, blueprint.rows);
    this.order = blueprint.chapters.length === 0 ? rows : rows.filter((row) => this.hasChapters(row));
    const ofPaper = new Set(this.order);
    this.isOfPaper = (row) => ofPaper.has(row);
    this.excluded = new Set([...blueprint.exclude].map((id) => id.slice(0, EVIDENCE_DIGITS)));
  }

  /** Adds items of one type, in turn from the reports that gave the fewest; about the rule of law as long as there are any. */
  fill(type: QuizItemType, wanted: number, make: ItemMaker): void {
    const possible = [...this.blueprint.difficulties].some((difficulty) => mayMake(type, difficulty));
    let made = 0;
    let vain = 0;
    for (const stage of STAGES) {
      if (!possible || made === wanted) break;
      this.stage = stage;
      ({ made, vain } = this.fillStage(wanted, made, make));
    }
    if (made < wanted) this.shortfall.push({ type, wanted, made, reason: this.whyMissing(type, wanted - made, vain) });
  }

  private fillStage(wanted: number, already: number, make: ItemMaker): { made: number; vain: number } {
    const used = (row: number) => this.used.get(row) ?? 0;
    const queue = [...this.order].sort((one, other) => used(one) - used(other));
    let made = already;
    let vain = 0;
    let chances = this.draw.next();
    for (let turn = 0; vain < MOST_VAIN && made < wanted && turn < queue.length; turn++) {
      const row = queue[turn] ?? 0;
      if (!this.addItem(row, make, chances)) {
        vain++;
        continue;
      }
      made++;
      chances = this.draw.next();
      queue.push(row);
    }
    return { made, vain };
  }

  private addItem(row: number, make: ItemMaker, chances: Chances): boolean {
    const { library, random, order, isOfPaper } = this;
    const mayAsk = (fact: QuizFact) => this.mayAsk(fact);
    const mayAskList = (list: ReportList) => this.mayAskList(list);
    const facts = shuffled(random, factsOf(library, row).filter(mayAsk));
    const shared = { library, random, facts, mayAsk, mayAskList, rows: order, isOfPaper, reportRow: row };
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
    if (this.order.length === 0) return `${told}所选 ${rows.length} 份报告没有标题含${chapter}的章节，请换章节。`;
    const from =
      chapters.length === 0
        ? `所选 ${rows.length} 份报告里`
        : `所选 ${rows.length} 份报告里 ${this.order.length} 份有标题含${chapter}的章节，其中`;
    if (vain >= MOST_VAIN) return `${told}${from}，试过的 ${vain} 份出不了更多，没有再试；请缩小报告范围或放宽条件。`;
    return `${told}${from}，${whatIsMissing(type, difficulties)}。`;
  }

  private hasChapters(row: number): boolean {
    return this.library.reports[row]?.sections.some(({ path }) => this.isInChapters(path)) === true;
  }

  /** An item of several facts is known by all of them together. */
  private isExcluded({ id }: QuizItem): boolean {
    return this.excluded.has(id.slice(0, EVIDENCE_DIGITS));
  }

  private mayAsk(fact: QuizFact): boolean {
    const { id, topic, report, figure } = fact;
    if (this.asked.has(id) || this.asked.has(topic) || this.excluded.has(evidenceDigits([id]))) return false;
    if (this.stage === "law" && !fact.isOfLaw) return false;
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
    const shortfall = ITEM_TYPES.flatMap((type) => this.shortfall.filter((missing) => missing.type === type));
    return { title: titleOf(items), seed, items, shortfall };
  }
}

function titleOf(items: readonly QuizItem[]): string {
  const places = [...new Set(items.flatMap(({ sources: [{ region }] }) => region ?? []))];
  const name = divisionsOfPath(places[0] ?? "").at(-1) ?? "";
  return places.length === 1 ? `${name}法治知识测试` : "法治政府建设年度报告知识测试";
}

/** What the reports lack for more items of a type: what a type and difficulty need of them. */
function whatIsMissing(type: QuizItemType, difficulties: ReadonlySet<QuizDifficulty>): string {
  const only = difficulties.size === 1 ? [...difficulties][0] : undefined;
  if (only === "distinguish" && type !== "multiple") return "可以放在一起辨析、又没有考过的数据已经用完";
  if (only === "combine") return "可以放在一起计算、又没有考过的数据已经用完";
  if (type === "multiple") return "没有一份还有四个没有考过、又能核实真假的说法可以编成一题";
  if (type === "single" || type === "judge") return "能核实唯一答案、写得出错误数值又没有考过的数据已经用完";
  return "能核实唯一答案又没有考过的内容已经用完";
}

/** Statements of one report that are right or not are told apart or remembered, not reckoned with. */
function mayMake(type: QuizItemType, difficulty: QuizDifficulty): boolean {
  return type !== "multiple" || difficulty !== "combine";
}
