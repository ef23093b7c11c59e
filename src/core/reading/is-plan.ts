/** 将 that takes an object (将法治建设纳入考核) tells what was done, 将 before a verb what will be. */
const TAKES_OBJECT =
  "(?![^，。；]{0,40}(?:作为|纳入|列[为入]|摆[在上]|放在|贯穿|融入|结合起来|落[到实]|转化为|下放|移[交送]|划[归转]|调整[为至]|延伸[到至]|压缩[到至])|近)";
/** Words at the beginning of a clause, or ahead of its verb, that tell what is going to be done. */
const AHEAD = new RegExp(
  [
    "(?:^|[，。；：、\\n])(?:下一步|接下来|今后|下一?阶段|下一年|明年|来年|新的一年|下半年将)(?!工作(?:奠定|打下|提供))",
    `(?:我们|(?:我|本|全)[省市区县州旗盟局厅委镇乡])将${TAKES_OBJECT}`,
    `将(?:继续|进一步|持续|坚持|深入|全面|着力|加快|努力|不断|切实|紧紧|围绕|以习近平|会同|推动|组织|开展|完善|健全)${TAKES_OBJECT}`,
    // 拟定 and 拟订 is drafting, which is done; 计划 as a noun stands behind its name.
    "(?:^|[，。；：、\\n]|[省市区县州局我们年月底前])(?:还|也|正|均)?(?:计划|预计|打算|力争|有望|争取(?=[在于到年]|早日|尽快|创建|实现|完成|进入))(?!生育|的|书|单列|把|[、，。》”]|[^，。；]{0,6}(?:印发|出台))(?=[\\u3400-\\u9fff\\d])",
    "(?:^|[，。；：、\\n]|[省市区县州局我们年月底前])拟(?:办(?=[理结])|(?![定订写制稿就任办好]))",
    "(?:^|[，。；：、\\n]|[省市区县州局我们年月底前])(?:正在?)?准备(?=举办|开展|组织|建|办|出台|印发|启动|召开|推出|实施|新增)",
    "(?:^|[，。；：、\\n]|[省市区县州局我们年月底前])规划(?=建设|新建|设立|实施|布局)",
    // 出庭应诉率力争达到100%: whatever stands in front.
    "(?:预计|预期|力争|争取|有望)(?:达|实现|完成|突破|超过|不低于|提[高升][到至])",
  ].join("|"),
);
const DONE =
  /已(?:经)?(?:全部|基本|圆满|顺利|成功|累计|相继|先后|正式)?(?:完成|建成|办结|办理|出台|印发|制定|开展|举办|投入|启动|成立|设立|实现|获|建立|培训|整改|受理|化解|清理|修订|报送)(?![^，。；]{0,8}的)|截[至止]到?(?:目前|今年|20\d\d年|\d{1,2}月)|(?:今年(?:以来)?|去年|上年)[，已共]|累计(?:完成|办理|开展|培训|化解|受理)/;

/**
 * Whether a stretch of text tells what is going to be done: by its own words, or as part of a section that does
 * (`inPlan`) unless it says that the thing is done already.
 */
export function isPlan(words: string, inPlan: boolean): boolean {
  return AHEAD.test(words) || (inPlan && !DONE.test(words));
}
