import type { IdentityFact } from "../model/report.ts";
import { type Division, type DivisionMention, divisionsCalled, findDivisions, sharedNames } from "./divisions.ts";
import { readVoice, type Voice } from "./read-voice.ts";

export interface RegionFacts {
  readonly region: IdentityFact<string>;
  readonly level: IdentityFact<string>;
  /** Undefined where the place is unknown or in no list of divisions. */
  readonly division: Division | undefined;
}

/** Fewer weighed mentions than this prove nothing. */
const MIN_SCORE = 1.5;
/** Of the words that tell the level, at least this share must fit it. */
const LEAST_VOICE = 0.15;
/** A shared name must be spoken as often as this to be the speaker's. */
const MIN_SHARED = 2;
/** A zone with an administration of its own, behind the name of the place it lies in: 昆山|经济技术开发区. */
const ZONE =
  /^[\u3400-\u9fff]{0,10}?(?:开发区|高新区|经开区|新区|示范区|保税区|合作区|园区|度假区|实验区|生产建设兵团)(?=管理?委|管理局|开发建设|党工委|人民政府|法治|20\d\d|关于|$)/;
export const ZONE_LEVEL = "功能区";
/** A town at the beginning of a title, or behind the name of the place it lies in: 东莞市|虎门镇2024年…. */
const TOWN =
  /^(?:人民政府)?(?:关于)?(?:20\d\d年度?)?(?![城乡村街集]镇|城乡|[镇乡]街|各|全[市区县旗])((?:(?!推进|加强|关于|落实|所属|农村|乡镇|局)[\u3400-\u9fff]){1,8}?(?:镇|乡|街道))(?=(?:人民)?政府|党委|党工委|委员会|办事处|办公室|司法所|综合|法治|依法|推进|落实|贯彻|开展|关于|20\d\d|[二〇][〇○零O]|年度|：|$)/;
const TOWN_LEVEL = "乡镇";
const SUBDISTRICT_LEVEL = "街道";
const UNKNOWN_PLACE: RegionFacts = {
  region: { value: null, certainty: "unknown" },
  level: { value: null, certainty: "unknown" },
  division: undefined,
};

/**
 * The division a report is about: stated in its title or signature, otherwise the one that is named most among
 * those whose level fits the voice of the text (我市 speaks for a city, however often a district is praised). A name
 * that several places share (江北区) is decided by the city that the text names; without one the place is unknown.
 */
export function findRegion(text: string, statements: readonly string[]): RegionFacts {
  let best: { readonly division: Division; readonly statement: string } | undefined;
  for (const statement of statements) {
    const mentions = findDivisions(statement);
    const zone = findZone(statement, mentions) ?? findTown(statement, mentions);
    if (zone !== undefined) return zone;
    const division = deepest(mentions);
    // A title may name the province whose plan is carried out; the body that signs is the nearer place.
    if (division !== undefined && (best === undefined || isWithin(division, best.division)))
      best = { division, statement };
  }
  if (best !== undefined) return facts(best.division, "stated", best.statement);
  const shared = statements.map((statement) => ({ statement, divisions: divisionsCalled(statement) }));
  const named = shared.find(({ divisions }) => divisions.length > 0);
  if (named !== undefined) {
    const [division, ...others] = nearestTo(text, named.divisions);
    if (division === undefined || others.length > 0) return UNKNOWN_PLACE;
    const behind = named.statement.slice(named.statement.indexOf(division.name) + division.name.length);
    const place = townBehind(behind, division) ?? division;
    return facts(place, "stated", `${named.statement}；${findParentName(text, division)}`);
  }
  const spoken = regionOfWording(text);
  const town = statements.map((statement) => TOWN.exec(statement)).find((match) => match !== null);
  if (town?.[1] === undefined) return spoken;
  // 虎门镇2023年…: the wording tells only what it lies in.
  const level = { value: townLevel(town[1]), certainty: "stated", evidence: town.input } as const;
  return { region: spoken.region, level, division: undefined };
}

/**
 * The place that a person gave: its full path where the words name one division (恩平市, 广东江门), by the report's own
 * words where several are called so; otherwise the words as they are.
 */
export function resolveRegion(given: string, text: string, statements: readonly string[]): RegionFacts {
  const words = given.replace(/[\s·、,，/>-]+|^中国/g, "");
  const [whole] = ["", "市", "区", "县", "旗", "州"].map((suffix) => wholeName(words + suffix)).filter(isFound);
  const candidates = whole === undefined ? divisionsCalled(words, true) : [whole];
  const context = [...statements, text].join("\n");
  const [division, ...others] = candidates.length > 1 ? nearestTo(context, candidates) : candidates;
  if (division === undefined || others.length > 0)
    return { ...UNKNOWN_PLACE, region: { value: given, certainty: "given" } };
  const evidence = division.path === given ? {} : { evidence: given };
  return {
    region: { value: division.path, certainty: "given", ...evidence },
    level: { value: division.level, certainty: "inferred", evidence: division.path },
    division,
  };
}

/** The one division that the words are the name of, from the first to the last character. */
function wholeName(words: string): Division | undefined {
  const mentions = findDivisions(words);
  const covered = mentions.reduce((sum, { start, end }) => sum + end - start, 0);
  const division = deepest(mentions);
  const oneChain = mentions.every((one) => division?.path.startsWith(one.division.path));
  return covered === words.length && oneChain ? division : undefined;
}

function isFound(division: Division | undefined): division is Division {
  return division !== undefined;
}

function regionOfWording(text: string): RegionFacts {
  const mentions = findDivisions(text);
  const voice = readVoice(text);
  const scores = new Map<Division, { score: number; evidence: string }>();
  for (const { division, start, end } of mentions) {
    const fits = voice.share(division);
    const weight = (start < 300 ? 2 : 1) * (0.2 + fits);
    const entry = scores.get(division) ?? { score: 0, evidence: text.slice(start, end) };
    entry.score += weight;
    scores.set(division, entry);
  }
  const shared = sharedPlace(text, voice);
  if (shared !== undefined) return facts(shared, "inferred", `${shared.name}；${findParentName(text, shared)}`);
  const [best, second] = [...scores].sort((a, b) => b[1].score - a[1].score);
  if (best === undefined || best[1].score < MIN_SCORE || best[1].score < (second?.[1].score ?? 0) * 1.2)
    return UNKNOWN_PLACE;
  // A district that only names its city does not become the city.
  if (voice.share(best[0]) < LEAST_VOICE) return UNKNOWN_PLACE;
  const spoken = voice.example(best[0]);
  return facts(best[0], "inferred", spoken === undefined ? best[1].evidence : `${best[1].evidence}；${spoken}`);
}

/** The division of a shared name (江北区) that fits the voice and lies in the city that the text names. */
function sharedPlace(text: string, voice: Voice): Division | undefined {
  for (const { divisions, count } of sharedNames(text)) {
    const [first] = divisions;
    if (first === undefined || count < MIN_SHARED || voice.share(first) < 0.5) continue;
    const [division, ...others] = nearestTo(text, divisions);
    if (division !== undefined && others.length === 0) return division;
  }
  return undefined;
}

/** Those of the divisions of one name whose city or province the text names most; all where it names none. */
function nearestTo(text: string, divisions: readonly Division[]): readonly Division[] {
  const mentions = findDivisions(text);
  const countOf = (division: Division) =>
    mentions.filter((one) => one.division !== division && division.path.startsWith(one.division.path)).length;
  const counts = divisions.map(countOf);
  const most = Math.max(...counts);
  // A neighbour that is named once beside the own city decides nothing; two cities named alike neither.
  return most === 0 ? divisions : divisions.filter((_, row) => (counts[row] ?? 0) * 2 > most);
}

function findParentName(text: string, division: Division): string {
  const mention = findDivisions(text).find(
    (one) => one.division !== division && division.path.startsWith(one.division.path),
  );
  return mention === undefined ? division.path : text.slice(mention.start, mention.end);
}

function findZone(statement: string, mentions: readonly DivisionMention[]): RegionFacts | undefined {
  const last = mentions.findLast(({ division }) => division === deepest(mentions));
  if (last === undefined) return undefined;
  const zone = ZONE.exec(statement.slice(last.end))?.[0];
  if (zone === undefined) return undefined;
  const { division } = last;
  const name = statement.slice(last.start, last.end);
  // 新疆生产建设兵团 has a government of its own beside that of the region.
  if (zone.endsWith("兵团"))
    return { ...UNKNOWN_PLACE, region: { value: name + zone, certainty: "stated", evidence: statement } };
  // 昆山经济技术开发区 is the zone's name; 河北|雄安新区 and 昆山市|花桥开发区 name the place it lies in first.
  const ownName = name !== division.name && division.level !== "省级";
  const path = ownName ? division.path.slice(0, -division.name.length) + name + zone : division.path + zone;
  return {
    region: { value: path, certainty: "stated", evidence: statement },
    level: { value: ZONE_LEVEL, certainty: "stated", evidence: statement },
    division: undefined,
  };
}

/** The town or subdistrict that a statement names behind its place. */
function findTown(statement: string, mentions: readonly DivisionMention[]): RegionFacts | undefined {
  const place = deepest(mentions);
  for (const { division, end } of mentions) {
    const town = division === place ? townBehind(statement.slice(end), division) : undefined;
    if (town !== undefined) return facts(town, "stated", statement);
  }
  return undefined;
}

/** The town that `words`, what stands behind the name of `place`, begin with. No list of divisions goes as deep. */
function townBehind(words: string, place: Division): Division | undefined {
  const name = TOWN.exec(words)?.[1];
  if (name === undefined || place.level === "省级") return undefined;
  const short = name.replace(/(?:镇|乡|街道)$/, "");
  return { name, short, path: place.path + name, level: townLevel(name) };
}

function townLevel(name: string): string {
  return name.endsWith("街道") ? SUBDISTRICT_LEVEL : TOWN_LEVEL;
}

function facts(division: Division, certainty: "stated" | "inferred", evidence: string): RegionFacts {
  return {
    region: { value: division.path, certainty, evidence },
    level: { value: division.level, certainty, evidence },
    division,
  };
}

function isWithin(division: Division, other: Division): boolean {
  return division !== other && division.path.startsWith(other.path);
}

/** The last link of the longest chain: 江门市 + 江海区 name one place. */
function deepest(mentions: readonly DivisionMention[]): Division | undefined {
  let best = mentions[0]?.division;
  for (const { division } of mentions) if (best !== undefined && division.path.startsWith(best.path)) best = division;
  return best;
}
