import type { ChatResponse } from "../../http/contract.ts";

/** How it was made, and what could not be verified; empty when there is nothing to know. */
export function notesText({
  outcome,
  figures,
  notes = [],
}: Pick<ChatResponse, "outcome" | "figures" | "notes">): string {
  // Where there is no answer, what is told is what the library has: nothing of it claims to stand in a report.
  const claimed = outcome === "abstained" ? [] : figures;
  const unverified = [...new Set(claimed.filter(({ verified }) => !verified).map(({ text }) => text))];
  const warning = `这些数字没能在引文中逐字核对上，请以原文为准：${unverified.join("、")}。`;
  return [...notes, unverified.length > 0 ? warning : ""].join("");
}

/** How much was looked at for the answer; empty where the answer says so in its own words. */
export function coverageText({ answer, coverage }: Pick<ChatResponse, "answer" | "coverage">): string {
  if (coverage === undefined) return "";
  const { reports, disclosed, undisclosed } = coverage;
  if (answer.includes(`${disclosed} 份披露`)) return "";
  return `查了 ${reports} 份报告：${disclosed} 份有数据，${undisclosed} 份未披露。`;
}
