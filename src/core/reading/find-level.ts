import type { IdentityFact } from "../model/report.ts";
import type { RegionFacts } from "./find-region.ts";

const GOVERNMENT = /(?:人民政府|^(?:中国共产党|中共).{2,30}委员会)$/;
const TOWNSHIP = /(?:镇|乡)(?:人民政府|党委)$/;
const SUBDISTRICT = /街道(?:办事处|党工委)$/;
/** Courts, procuratorates and the bodies of the Party that govern by law are no departments of a government. */
const DEPARTMENT =
  /(?:局|厅|(?<!依法治[国省市县区])委员会|人民政府办公[室厅]|(?<!委员会)办公室|发改委|国资委|卫健委|中心|支队|大队)$/;

/**
 * The level that a report speaks from: that of its place, unless one department of the government there signs, which
 * answers for itself alone: 市辖区(区政府部门). Several bodies of which one is the government speak for the place.
 */
export function findLevel(place: RegionFacts, issuer: IdentityFact<string>): IdentityFact<string> {
  const { level, division } = place;
  if (division === undefined || issuer.value === null) return level;
  const bodies = issuer.value.replace(/[（(].*?[）)]/g, "").split("、");
  const evidence = issuer.evidence === undefined ? {} : { evidence: issuer.evidence };
  const { certainty } = issuer.certainty === "given" ? level : issuer;
  const kinds = bodies.map((body) => kindOf(body, division.name));
  if (kinds.every((kind) => kind === "township")) return { value: "乡镇", certainty, ...evidence };
  if (kinds.every((kind) => kind === "subdistrict")) return { value: "街道", certainty, ...evidence };
  if (!kinds.every((kind) => kind === "department")) return level;
  return { value: `${division.level}(${unitOf(division.name)}政府部门)`, certainty, ...evidence };
}

type Kind = "government" | "department" | "township" | "subdistrict" | "other";

function kindOf(body: string, place: string): Kind {
  if (TOWNSHIP.test(body)) return "township";
  if (SUBDISTRICT.test(body)) return "subdistrict";
  if (GOVERNMENT.test(body) || body.endsWith(place)) return "government";
  return DEPARTMENT.test(body) ? "department" : "other";
}

/** How people call the government of a place: 省, 市, 区, 县, 旗 …; an autonomous region is a 区 in its own words. */
function unitOf(name: string): string {
  return name.slice(-1);
}
