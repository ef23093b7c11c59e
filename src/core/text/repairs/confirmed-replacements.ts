import { editMatches, type RepairStep } from "./repair-step.ts";

/** Words that a person confirmed as wrong (`replacements` in reports.json). Longer words first. */
export const confirmedReplacements: RepairStep = {
  name: "confirmed-replacements",
  label: "按已确认的更正替换",
  findEdits(text, { replacements }) {
    const words = Object.keys(replacements)
      .filter((word) => word !== "")
      .sort((a, b) => b.length - a.length);
    if (words.length === 0) return [];
    const pattern = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
    return editMatches(text, pattern, ([match]) => replacements[match] ?? null);
  },
};
