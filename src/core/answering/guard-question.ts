import type { AbstainReason } from "../model/answer.ts";

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
    pattern:
      /身份证(?:号|号码)?|(?:家庭|家里|个人|私人)?(?:住址|住在?哪|家住)|(?:手机|电话|联系电话)号码?(?=.{0,4}(?:是多少|多少|几号))|银行(?:卡|账)号?|(?:老婆|丈夫|妻子|子女|孩子)(?:是谁|叫什么|多大)|(?:私生活|婚姻状况|出生日期|年薪)|(?<!(?:追[回讨缴索]|讨[回要薪]|拖?欠|支付|发放|兑现|民工|工人|职工)[^，,。？?]{0,6})工资(?:是)?多少/u,
  },
];

/** The reason to decline a folded question by its words alone, or null. */
export function guardQuestion(question: string): AbstainReason | null {
  return GUARDS.find((guard) => guard.pattern.test(question))?.reason ?? null;
}
