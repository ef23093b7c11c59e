import type { Meta } from "../../http/contract.ts";
import type { QuizBlueprintBody } from "../../http/quiz-contract.ts";
import { createCombobox } from "../indicators/combobox.ts";
import { regionChoices } from "../indicators/indicator-choices.ts";
import { element, find } from "../shared/element.ts";
import { DIFFICULTY_NAMES, DIFFICULTY_NOTES, ITEM_TYPES, type ItemType, TYPE_NAMES } from "./item-text.ts";
import { createReportPicker } from "./report-picker.ts";

const MAX_ITEMS = 500;
const MAX_SEED = 4_294_967_295;
const USUAL_COUNTS: Readonly<Record<ItemType, number>> = { single: 10, multiple: 0, judge: 5, fill: 5, short: 0 };
type Difficulty = keyof typeof DIFFICULTY_NAMES;
const DIFFICULTIES = Object.keys(DIFFICULTY_NAMES) as Difficulty[]; // the keys are the type's

interface Options {
  readonly meta: Promise<Meta>;
  readonly announce: (message: string) => void;
  readonly onSubmit: (blueprint: QuizBlueprintBody) => void;
}

/** Brings the form of index.html to life: which reports, how many of which type, how hard. */
export function startBlueprintForm({ meta, announce, onSubmit }: Options): void {
  const form = find("form.blueprint", HTMLFormElement);
  const fault = find("#form-fault", HTMLElement);
  const year = find("#year", HTMLSelectElement);
  const seed = find("#seed", HTMLInputElement);
  const chapters = find("#chapters", HTMLInputElement);
  let region = "";
  let known: Meta | undefined;

  const narrowing = () => ({ region, year: year.value === "" ? undefined : Number(year.value) });
  const picker = createReportPicker(find("details.reports", HTMLDetailsElement), find(".report-picker", HTMLElement), {
    ...{ narrowing, announce },
    onChange: () => showScope(),
  });
  const counts = ITEM_TYPES.map((type) => {
    const input = element("input", {
      ...{ type: "number", id: `count-${type}`, min: "0", max: String(MAX_ITEMS), step: "1" },
      ...{ inputmode: "numeric", value: String(USUAL_COUNTS[type]), required: true },
    });
    const label = element("label", { for: input.id }, TYPE_NAMES[type]);
    find(".counts", HTMLElement).append(element("div", { class: "field" }, label, input));
    input.addEventListener("input", () => showTotal());
    return { type, input };
  });
  const difficulties = DIFFICULTIES.map((difficulty) => {
    const box = element("input", { type: "checkbox", checked: true });
    find(".difficulties", HTMLElement).append(
      element("label", {}, box, `${DIFFICULTY_NAMES[difficulty]}（${DIFFICULTY_NOTES[difficulty]}）`),
    );
    return { difficulty, box };
  });

  const total = () => counts.reduce((sum, { input }) => sum + (Number(input.value) || 0), 0);
  const showTotal = () => {
    find("#total", HTMLElement).textContent = `合计 ${total()} 题`;
  };
  const showScope = () => {
    const chosen = picker.chosen().length;
    const place = [region, year.value === "" ? "" : `${year.value}年`].filter(Boolean).join("、");
    const all = known === undefined ? "全部报告" : `全部 ${known.reports} 份报告`;
    find("#scope", HTMLElement).textContent =
      chosen > 0 ? `只从选中的 ${chosen} 份报告出题。` : `从${place === "" ? all : `${place}的报告`}出题。`;
  };
  const narrowed = () => {
    picker.refresh();
    showScope();
  };
  const regionBox = createCombobox(find("#region", HTMLInputElement), find("#region-choices", HTMLElement), {
    find: async (typed) => regionChoices(typed, (await meta.catch(() => undefined))?.regions ?? []),
    onChoose({ value }) {
      region = value;
      narrowed();
    },
    onClear() {
      region = "";
      narrowed();
    },
  });
  regionBox.set("");
  year.addEventListener("change", narrowed);

  const findFault = (): readonly [string, HTMLElement] | undefined => {
    for (const { input } of counts) {
      const count = Number(input.value);
      if (input.value.trim() === "" || !Number.isInteger(count) || count < 0 || count > MAX_ITEMS)
        return [`题数应为 0 到 ${MAX_ITEMS} 的整数。`, input];
    }
    const first = counts[0]?.input ?? form;
    if (total() === 0) return ["请至少给一种题型填上题数。", first];
    if (total() > MAX_ITEMS) return [`一份卷子最多 ${MAX_ITEMS} 题，现在合计 ${total()} 题。`, first];
    if (difficulties.every(({ box }) => !box.checked)) return ["请至少选一种难度。", difficulties[0]?.box ?? form];
    const number = seed.value.trim();
    if (number !== "" && !(/^\d+$/u.test(number) && Number(number) <= MAX_SEED))
      return [`卷号应为 0 到 ${MAX_SEED} 的整数，或不填。`, seed];
    return undefined;
  };
  const readBlueprint = (): QuizBlueprintBody => {
    const reports = picker.chosen();
    const { year: one } = narrowing();
    const types = Object.fromEntries(counts.map(({ type, input }) => [type, Number(input.value)]));
    const words = chapters.value.split(/[\s、，,；;]+/u).filter(Boolean);
    const levels = difficulties.filter(({ box }) => box.checked).map(({ difficulty }) => difficulty);
    return {
      ...{ count: total(), types, seed: seed.value.trim() === "" ? randomSeed() : Number(seed.value) },
      ...(levels.length < DIFFICULTIES.length && { difficulties: levels }),
      // Region and year only helped to find the reports that were ticked.
      ...(reports.length > 0 && { reports: [...reports] }),
      ...(reports.length === 0 && region !== "" && { regions: [region] }),
      ...(reports.length === 0 && one !== undefined && { years: [one] }),
      ...(words.length > 0 && { chapters: words }),
    };
  };
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [message = "", at] = findFault() ?? [];
    fault.textContent = message;
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    if (at === undefined) return onSubmit(readBlueprint());
    at.setAttribute("aria-invalid", "true");
    at.closest("details")?.setAttribute("open", "");
    at.focus();
  });

  showTotal();
  showScope();
  meta.then(
    (loaded) => {
      known = loaded;
      year.append(...loaded.years.map((one) => element("option", { value: String(one) }, `${one}年`)));
      showScope();
    },
    // The form works without what it could offer; what is wrong shows when a paper is asked for.
    () => {},
  );
}

/** Any number that names a paper: another one each time. */
export function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
