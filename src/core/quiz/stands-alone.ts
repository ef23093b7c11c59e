import type { Figure } from "../model/figure.ts";
import type { ClauseWords } from "./cut-clause.ts";

const MIN_WORDS = 5;
const MAX_WORDS = 48;
/** Lean on what was said before, or on when it was said. */
export const LEANING =
  /我[省市区县州局委院镇]|本[省市区县州局委院年月]|上述|下述|今年|去年|前年|明年|上年|当年|目前|同期|以来|期间|该[\p{sc=Han}]|这[些个项一是支批次类种家]|据此|三者|两者|二者|全局|就能|都已|其中|其[他它中]|前者|后者|之一|以上|如下|唯一|首[次个家创]|相关|有关|等等|他们|她们|它们|为期|(?<!”)部分(?!失)/u;
/** What begins the rest of a sentence and no sentence. */
const THIN_START =
  /^(?:是|从|则|就|所|清理后|其|制作播放|被|获(?!评|得|批)|均|并|且|但|而|比|较|也|还|仅|经|中(?=[有的，])|含|之|的|至|占|为(?![\p{sc=Han}]{2,8}(?:提供|挽回|办理|止损|追回))|同比|环比|增至|降至|提[高升]|下降|上升|增长|\p{sc=Han}{2,8}(?:中|时|后)(?=有|收到|发现|查出))/u;
/** 召开局党组召开…: the report's own slip. */
const TWICE = /(召开|开展|举办|组织|受理|办理|推进)(?=\p{sc=Han}{0,6}\1)/u;
/** What each one has or needs at least: a measure and no result. */
const EACH = /^(?:每|至少|平均)|每(?:村|个|名|家|镇|户|万)|至少|不[少低]于|不超过/u;
const IS_AIM = /目标/u;
const ENDS_TORN = /(?:损|的|和|与|及|对|向|在|把|将|等|由|以|从|全|约)$/u;
/** A clause without any of these names a thing and says nothing of it. */
const ACT =
  /受理|办理|办结|审结|审理|审查|审核|开展|举办|召开|举行|组织|培训|完成|印发|出台|制定|修订|修改|废止|清理|备案|报备|公示|公开|录入|发布|推出|建成|建立|设立|成立|组建|打造|配备|聘请|选聘|培育|培养|新增|增加|入选|获评|获得|荣获|评为|命名|入册|接待|接受|服务|提供|出具|提出|上报|发出|收到|接到|调解|化解|排查|调处|处置|处理|查处|立案|抽查|检查|整改|督查|督办|代理|参加|参与|承办|协助|挽回|追回|挂接|整合|实现|开通|覆盖|制作|播放|监督|梳理|调整|下放|推动|研究|审议|听取|答复|解答|核准|获批|配齐|创建|落实|生产总值|收费|投入|惠及|宣传|宣讲|编制|编印|发放|征集|征求|走访|巡回|值班|学习|评查|评选|通报|移送|起诉|判决|执行|救助|帮扶|矫正|安置|公证|仲裁|鉴定|签订|签约|达成|纳入|减少|压减|取消|承接|赋权|交办|反馈|厘清|直播|覆盖|止损|扩至|增至|检测|普查|登记|注册|聘任|表彰|晋级|结案|执结|追缴|罚没|责令|修缮|接入|明确/u;
/** 人民调解组织则扩充到: what it is set against was cut away. */
const SET_AGAINST = /(?<!规|原|准|总|法|细|否|守|通)则(?!\p{sc=Han}{0,2}[》”])/u;
/** 直接纠错率, 群众评价的满意率: of what is not said. */
const BARE_RATE =
  /^(?:直接|综合|按时|一次|及时|按期|回访|群众|评价|测评|总体|平均|办结|审结|满意|纠错|采纳|合格|优良|成功|占比|比例|的|为|率|度|件)*$/u;
/** 制作播放了37期, 举办线下活动1560场, 组织集中培训2次: of what is not said. */
const BARE_ACT =
  /^(?:共|累计|新增|完成|办理|受理|承办|审结|办结|开展|举办|召开|组织|培训|制作|播放|发放|推出|提出|出具|接待|接受|审查|审核|查处|调解|参加|参与|检查|排查|整改|编印|修订|完善|集中|线上|线下|现场|各类|各项|分层|分类|专题|专项|跨部门|演练|活动|会议|会商|预案|方案|问题|案件|材料|资料|直播|观看量|观摩|学习|全年|年内|了|和|并|的|、)*$/u;
const IS_RATE = /(?:率|比例|占比|满意度)$/u;

/** Whether the words in front of a figure and behind it say by themselves what it is of. */
export function readsWell(before: string, { after }: ClauseWords, { kind }: Figure): boolean {
  const body = before + after;
  const length = body.replace(/\P{sc=Han}/gu, "").length;
  if (length < MIN_WORDS || length > MAX_WORDS || LEANING.test(body) || THIN_START.test(before)) return false;
  if (TWICE.test(body) || SET_AGAINST.test(body) || EACH.test(body) || IS_AIM.test(body)) return false;
  if (BARE_ACT.test(body) || (after === "" && /了$/u.test(before))) return false;
  if (before === "" || ENDS_TORN.test(before) || /[\n｜?？]/u.test(body)) return false;
  if (kind === "share") return IS_RATE.test(before) && after === "" && !BARE_RATE.test(before);
  return kind === "rank" ? after === "" : ACT.test(body);
}
