/** Words of everyday speech that together mean what reports have an official term for, in any order and with others between. */
interface EverydayConcept {
  readonly terms: readonly string[];
  /** One of each stands in the question. */
  readonly all: readonly RegExp[];
  /** What makes it another thing. */
  readonly not?: RegExp;
}

const OFFICIALS = /当官|当头|官老?爷|官儿|头头|头儿|领导|[局镇县区市乡处]长|一把手|老大|老总/u;
const GOVERNMENT = /政府|衙门|公家|官家|官府|上头|部门|[局镇]里|当官/u;
const ABOVE = /上头|上面|上级|上一级|往上|上边/u;
const OBJECTS = /不服|评理|复查|申诉|重新看|再看|状子|讨说法/u;
const IN_COURT = /法院|法庭|开庭|上庭|出庭|露面|被告席|官司/u;
const QUARREL = /吵|闹|打架|干仗|干架|纠纷|矛盾|疙瘩|斗气|斗嘴|扯皮|掐架/u;
const RECONCILE = /劝|说和|讲和|和好|握手|化解|摆平|解开|调解|说拢/u;
const MISHEARD_NOTARY = /公正(?=[处书员费])|(?<=[做办])公正/u;
const NOTARY = new RegExp(`公证|${MISHEARD_NOTARY.source}`, "u");
const ABROAD = /出国|国外|外国|留学|老外|香港|澳门|台湾/u;

/** The concepts that people name by describing them. A rule needs words of two classes, so that a topic alone names none. */
const CONCEPTS: readonly EverydayConcept[] = [
  { terms: ["出庭应诉"], all: [OFFICIALS, IN_COURT] },
  { terms: ["行政复议", "复议"], all: [OBJECTS, ABOVE], not: /官司|法院|法庭/u },
  { terms: ["纠错", "撤销"], all: [/翻|改过来|办错|办砸|推翻|判错/u, /上头|上面|上级|复查|复议|评理/u] },
  { terms: ["败诉"], all: [GOVERNMENT, /输|[打告斗]赢/u] },
  {
    terms: ["法律援助"],
    all: [/公家|政府|免费|不要钱|不花钱|没钱|穷|请不起|打不起/u, /律师|打官司/u],
    not: /告政府|告衙门|[打告]赢|输|村里|居委/u,
  },
  { terms: ["法律顾问"], all: [/村|居委|社区/u, /律师/u], not: /打官司|免费|公家/u },
  { terms: ["12345", "热线"], all: [/热线|投诉电话|诉苦电话|[幺一]二三四五/u] },
  { terms: ["调解", "矛盾纠纷"], all: [QUARREL, RECONCILE], not: GOVERNMENT },
  { terms: ["行政争议"], all: [QUARREL, GOVERNMENT, RECONCILE] },
  { terms: ["公证"], all: [MISHEARD_NOTARY] },
  { terms: ["证据保全"], all: [NOTARY, /证据/u] },
  { terms: ["涉外公证"], all: [NOTARY, ABROAD], not: /视频|屏幕/u },
  { terms: ["视频公证"], all: [NOTARY, /视频|屏幕|不用飞|不用回/u] },
  { terms: ["巡回办证", "上门办证"], all: [NOTARY, /腿脚|上门|下乡|跑下来|走不动/u] },
  { terms: ["农民工"], all: [/打工|工友|外来工|工地|装修队/u] },
  { terms: ["劳动报酬", "工资"], all: [/工钱|血汗钱|工资|结不到账|欠薪/u] },
  { terms: ["法治宣传", "普法"], all: [/讲法|法律/u, /摆摊|摆桌|传单|横幅|宣传|活动/u] },
  { terms: ["案卷"], all: [/档案|卷宗|案子的文书/u, /抽|查|写得|评/u] },
  { terms: ["信息公开申请"], all: [/政府|部门/u, /材料|信息/u, /要|申请|去信/u] },
  { terms: ["政协提案"], all: [/政协/u, /点子|意见|提/u] },
  { terms: ["人大代表建议"], all: [/人大|代表/u, /建议|意见|点子/u], not: /政协/u },
  { terms: ["营商环境"], all: [/做生意|做买卖|开厂|投资/u, /环境/u] },
  { terms: ["知识产权"], all: [/发明|商标|专利|牌子/u, /抄|仿|护/u] },
  { terms: ["移送公安"], all: [/交|移|送/u, /警察|公安/u] },
  { terms: ["罚没款"], all: [/罚/u, /票子|收.{0,4}钱|多少钱/u, /一年|总共|一共|靠/u] },
  { terms: ["常务会议"], all: [/[市区县]长/u, /开会|会上|开了/u] },
];

/** The official terms of the concepts that a folded question describes, a list each. */
export function findEverydayConcepts(folded: string): (readonly string[])[] {
  return CONCEPTS.filter(({ all, not }) => all.every((one) => one.test(folded)) && !(not?.test(folded) ?? false)).map(
    ({ terms }) => terms,
  );
}
