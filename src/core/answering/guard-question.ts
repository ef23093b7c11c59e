import type { AbstainReason } from "../model/answer.ts";

/** Most frequent family names: more than nine in ten people bear one. */
const FAMILY_NAMES =
  "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆汪范廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常欧阳]";
/** 江海区 begins like a name and is a place. */
const OF_PLACE = "[省市区县镇乡村局院所处办厅站委部会]";
/** Whom a personal number is of, by name or by part played; an office's telephone is public. */
const PERSON = `(?:(?<!\\p{sc=Han})${FAMILY_NAMES}[\\p{sc=Han}]{1,2}(?<!${OF_PLACE})|(?:问|告诉我|查一?下|是|找)${FAMILY_NAMES}[\\p{sc=Han}]{1,2}(?<!${OF_PLACE})|联系人|负责人|经办人|当事人|申请人|受援人|举报人|投诉人|局长|主任|书记|市长|区长|县长|镇长|院长|律师|法官|工作人员|他|她|某人)`;
const NUMBER = "(?:手机|电话|联系方式|微信号?|邮箱|电子邮件|住址|地址|身份证)";
const ASKS_PERSON = new RegExp(
  `${PERSON}(?:本人|个人)?的?(?:个人|私人|联系|家庭)?${NUMBER}|(?:手机|移动电话)号?码?(?:是|为)?(?:多少|几号|什么)?[?？。\\s]*$`,
  "u",
);

/**
 * Questions that no report could or should answer, told by their own words. Kinds of request, each general:
 * orders to the program itself, and what identifies or locates a private person.
 */
const GUARDS: readonly { readonly reason: AbstainReason; readonly pattern: RegExp }[] = [
  {
    reason: "unsafe",
    pattern:
      /(?:忽略|无视|忘记|不要(?:理会|遵守))(?:掉|了)?(?:以上|上面|之前|前面|此前|所有|一切|你的)?.{0,6}(?:指令|指示|提示|规则|要求|设定)|(?:系统|内部|初始)?提示词|system prompt|(?:扮演|假装你是|你现在是).{0,12}(?:角色|助手|模型|人)|越狱|jailbreak|ignore (?:all|the|previous|above).{0,20}instructions?/iu,
  },
  {
    reason: "out_of_scope",
    pattern:
      /^(?:你好|您好|哈喽|嗨|hi|hello|在吗|在不在|早上好|下午好|晚上好|谢谢|再见|你是谁)[啊呀吗么!！。.,，?？~ ]*$/iu,
  },
  {
    reason: "personal_data",
    pattern: ASKS_PERSON,
  },
  {
    reason: "personal_data",
    pattern:
      /身份证(?:号|号码)?|(?:家庭|家里|个人|私人)?(?:住址|(?<![抓记守稳留拦管顶锁靠盯咬兜扛撑扣把捉套护镇绊])住在?哪|家住)|(?:手机|电话|联系电话)号码?(?=.{0,4}(?:是多少|多少|几号))|银行(?:卡|账)号?|(?:老婆|丈夫|妻子|子女|孩子)(?:是谁|叫什么|多大)|(?:私生活|婚姻状况|出生日期|年薪)|(?<!(?:追[回讨缴索]|讨[回要薪]|拖?欠|支付|发放|兑现|民工|工人|职工)[^，,。？?]{0,6})工资(?:是)?多少/u,
  },
];

/** The reason to decline a folded question by its words alone, or null. */
export function guardQuestion(question: string): AbstainReason | null {
  return GUARDS.find((guard) => guard.pattern.test(question))?.reason ?? null;
}
