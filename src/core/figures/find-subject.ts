import { findDivisions } from "../reading/divisions.ts";
import { behindLast, characterRoles, roleAt, rolesIn, WHITE_SPACE } from "../text/character-roles.ts";

/** Whom a figure is of: a body or place named in its sentence; empty name for the report's own as a whole. */
export interface FigureSubject {
  readonly name: string;
  /** Path of the division, the report's own where no other is named. */
  readonly region: string | null;
}

/** Bodies that have figures of their own. A department of a sentence's middle (向司法局报送) is none: it opens a clause. */
const BODY =
  /^(?:[市区县省]|全[省市区县]|我[市区县]|各级?)?[\p{sc=Han}“”]{0,14}?(?:人民法院|法院|检察院|检察机关|公安机关|司法局|仲裁委(?:员会)?|人大常委会|委员会|公证处|公证机构|法律援助(?:中心|机构)|(?<=^[市区县省镇])政府(?!部门|及|常务|工作|采购|投资|信息|法律|系统)|人民政府(?!办|及)|调解组织|调解委员会|中心(?!组))(?=[\p{sc=Han}“]|$)/u;
const LEAD_IN =
  /^(?:其中|同时|此外|另外?|目前|今年(?:以来)?|去年|全年|截[至止][^，]{0,12}|(?:20\d\d年度?)?(?:\d{1,2}[—\-–~至]\d{1,2}月)?|上半年|下半年|[、，\s])+/u;
const NO_BODY =
  /^(?:建成|建立|设立|成立|依托|通过|向|对|与|和|在|由|推动|组织|指导|督促|联合|完善|加强|加快|打造|推进|优化|高标准|充分|发挥|持续|不断|深化|落实|进一步|积极|协助|参与|新增|举办|召开|开展|制定|出台|扎实|强化)/u;

const ENDS_CLAUSE = 1;
/** Stands in every name that `BODY` matches. */
const OF_BODY = 2;
const OPENS_LEAD_IN = 4;
const ROLES = characterRoles([
  ["，；：。！？\n;:", ENDS_CLAUSE],
  ["院关局委会处构心府织", OF_BODY],
  [`其同此另目今去全截上下、，0123456789${WHITE_SPACE}`, OPENS_LEAD_IN],
]);

/** A clause without a subject, and one that tells of the report's place as a whole. */
const NONE = "none";
const OWN = "own";
type ClauseSubject = FigureSubject | typeof NONE | typeof OWN;

/**
 * The subjects that hold at the ends of the clauses of one sentence, by those places: a sentence is asked about once for
 * each of its figures, and each of them looks at the clauses before it.
 */
const held = new Map<number, FigureSubject>();
let heldFor: { readonly sentence: string; readonly region: string | null } = { sentence: "", region: null };

/** The body or place that the clauses up to `at` name last at their beginning, nearest first. */
export function findSubject(sentence: string, at: number, region: string | null): FigureSubject {
  if (heldFor.sentence !== sentence || heldFor.region !== region) {
    held.clear();
    heldFor = { sentence, region };
  }
  return heldAt(sentence, Math.min(at, sentence.length), region);
}

function heldAt(sentence: string, end: number, region: string | null): FigureSubject {
  if (end < 0) return { name: "", region };
  const known = held.get(end);
  if (known !== undefined) return known;
  const start = behindLast(ROLES, sentence, end, ENDS_CLAUSE);
  const own = subjectOf(sentence.slice(start, end), region);
  const subject = own === OWN ? { name: "", region } : own === NONE ? heldAt(sentence, start - 1, region) : own;
  held.set(end, subject);
  return subject;
}

function subjectOf(clause: string, region: string | null): ClauseSubject {
  const words = roleAt(ROLES, clause, 0) & OPENS_LEAD_IN ? clause.replace(LEAD_IN, "") : clause;
  const body = (rolesIn(ROLES, words) & OF_BODY) === 0 || NO_BODY.test(words) ? null : BODY.exec(words);
  if (body !== null) return { name: body[0], region };
  const [place] = region === null ? [] : findDivisions(words, [region]);
  if (place?.start === 0 && place.division.path !== region && !/^[的驻和与、]/u.test(words.slice(place.end)))
    return { name: words.slice(0, place.end), region: place.division.path };
  return /^(?:全|我|本)[省市区县州]/u.test(words) ? OWN : NONE;
}
