/** `a b` × `c d` → patterns that begin with a name and go on with one of the tails. */
const withTail = (names: string, tail: string): string[] => names.split(" ").map((name) => name + tail);
const NO_HOTEL = "(?!酒店|大酒店|度假|机场|社区|小区|广场|公司|集团|股份|影城|剧院|路|街)";
/** Latin names count only where no other letter stands before them. */
const latin = (names: string): string => `(?:${names.split(" ").join("|")})`;

/**
 * Brand names of gambling sites that get written over real words of hacked pages. Kept as a list because the words
 * themselves are the evidence; extend it when a new one is met. Names that are places and firms as well (凤凰, 银河)
 * count only with a site's own words behind them. Every pattern begins with a plain character or a Latin name.
 */
export const SPAM_BRANDS: readonly string[] = [
  ...withTail(
    "沙巴 亚博 皇冠 万博 乐鱼 开云 米兰 爱游戏 华体会 博狗 云开 星空 九游 半岛 雷速 米乐 九州 欧宝 完美 亿博 安博 乐虎 大发 天博 必威 德甲 球盟会 万象 乐动 雷火 江南 火狐 爱体 365",
    "体育(?:官网|平台|app|APP|登录|入口)?",
  ),
  ...withTail(
    "必威 伟德 优德 凯发 天博 乐虎 新葡京 葡京 威尼斯人 亚博 龙虎 利来 尊龙 博亚 环亚",
    "(?:国际|娱乐|娱乐城|官网|平台|赌场|棋牌|电竞)(?!酒店|机场|社区|小区)",
  ),
  ...withTail("金沙 云顶 永利 银河 太阳城 凤凰 大发 鸿博 皇冠", "(?:娱乐城|娱乐平台|娱乐官网|官网|赌场|棋牌)"),
  ...withTail("开元 欢乐 真钱", "(?:棋牌|游戏平台)"),
  ...["真人(?:荷官|百家乐|娱乐)", "爱游戏(?:官网|平台|app|APP)", "华体会", "球盟会"],
  // Names of casinos alone; with 酒店 behind them they are hotels.
  `澳门(?:新葡京|葡京|威尼斯人|金沙|太阳城|永利)(?:官网|平台|国际|娱乐城?|赌场)?${NO_HOTEL}`,
  ...withTail("新葡京 葡京 威尼斯人", NO_HOTEL),
  ...withTail(
    "凤凰 大发 彩神 聚宝 盛世 众彩 乐彩 金牛 幸运 快乐 天天 万家 必赢 亿万 豪彩 博乐",
    "彩票(?:平台|官网|网|登录|注册|app|APP)?(?!公益金|销售|管理|发行|中心|站)",
  ),
];
export const LATIN_BRANDS = [
  `${latin("BOB bob IM im KY ky B b OB ob ML ml JN jn HTH hth")}体育(?:官网|平台|app|APP|登录|入口)?`,
  `${latin("PG pg MG mg AG ag BB bb CQ9 cq9 PT pt JDB jdb IM im KY ky BBIN bbin")}(?:电子|真人|棋牌|捕鱼|视讯|电竞|娱乐)(?:官网|平台|游戏)?`,
];
/** Words of government work, straight behind which nobody writes such a term. */
const OFFICE = "(?=改革|窗口|事项|服务|审批|办理|大厅|营商|行政|执法|普法|法治|备案|登记|清单)";
/** Offers of gambling, sex, loans and forged papers. */
export const SPAM_OFFERS: readonly string[] = [
  ...[
    "百家乐(?:平台|官网|技巧)?",
    "时时彩(?:平台|计划)?",
    "北京赛车pk10",
    "pk10",
    "幸运飞艇",
    "老虎机",
    "特码",
    "真钱",
  ],
  ...["六合彩(?:资料|特码|开奖)?", "足彩(?:平台|投注)", "体育(?:投注|博彩)", "博彩(?:公司|平台|网站)?", "开奖结果"],
  ...withTail("电竞 世界杯 欧洲杯 网上 足球 篮球 彩票", "投注"),
  ...[
    "投注(?:网站|平台|技巧)",
    "买球(?<!购买球)(?![类场拍鞋衣服员迷队馆具星票杆桌台])",
    "快三(?:计划|平台)",
    "注册送\\d+",
    "送彩金",
  ],
  ...["棋牌(?:游戏|平台|官网)", "现金(?:棋牌|麻将)", "代开发票", "办证刻章", "刻章办证", "枪支弹药出售"],
  ...["迷药(?:出售|购买)?", "成人(?:视频|电影|网站|小说)", "传奇私服", "私服", "一夜情", "援交", "裸聊", "约炮"],
  ...["美女上门", "午夜福利视频", "福利视频", "亚洲精品", "国产精品", "高清无码", "黄色(?:网站|视频)"],
  ...["一区二区(?:三区)?", "二区三区", "代孕(?:机构|公司|中介|费用)", "贷款口子", "黑户(?:贷款|可贷)"],
  ...["无抵押(?:贷款)?[^。；，\\n]{0,6}(?:当天|当日|秒)(?:放款|到账)", "秒(?:下|批)款"],
  "彩票平台(?<!(?:体育|福利|中国)彩票平台)",
  ...["赌球", "滚球", "裸贷", "高利贷", "网络贷款", "校园贷", "色情", "情色", "外围女?"].map((term) => term + OFFICE),
  // Their matches, draws and sales have offices of their own; a reform or a list of matters they have not.
  ...withTail("世界杯 欧洲杯 投注 下注 彩票 赌场 赌博 博彩 娱乐城 棋牌 电竞", "(?=改革|营商|行政审批|普法|法治|依法)"),
  "加(?:微信|薇信|V信|QQ|qq)[:：号]{0,2}\\s*[\\w-]{5,}",
];
