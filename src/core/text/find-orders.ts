import type { Span } from "../model/offsets.ts";

/**
 * Words by which a text orders whoever answers from it about, instead of reporting: a report addresses people and
 * offices, never the machine that reads it. Each is told apart from government wording that shares its words (要求
 * 用户实名登记, 按规定必须答复申请人): it names an assistant, orders an answer, or sets earlier orders aside.
 */
const MACHINE =
  "(?:AI|GPT|人工智能|大?语言模型|大模型|智能(?:问答|助手|客服|体)|问答(?:系统|助手|机器人)|聊天机器人|机器人|模型|助手)";
const ADDRESSES_READER = [
  String.raw`(?:仅|只|专)?供\s*${MACHINE}(?:系统|助手)?(?:阅读|读取|查看|参考|使用|处理)`,
  String.raw`作为(?:一[个名])?\s*${MACHINE}(?:系统)?[，,]?\s*(?:你|您|请|应|必须|须|要)`,
  String.raw`(?:读到|看到|读取|检索到|处理)(?:此处|此段|此文|这里|本段|这段(?:话|文字)?|本文件?|以上(?:内容|文字)?)[^。！？\n]{0,4}的?[^。！？\n，,]{0,6}${MACHINE}`,
  String.raw`(?:忽略|无视|忘记|忘掉|不要(?:理会|相信))(?:掉|了)?(?:全部|所有|一切)?(?:上文|前文|下文|其他内容|其余内容)`,
  String.raw`\byou\s+(?:must|should|are\s+now|will\s+now)\b|\bas\s+an?\s+(?:ai|language\s+model|assistant)\b|\b(?:respond|reply|answer)\s+(?:only\s+)?with\b|\bdo\s+not\s+(?:mention|cite|reveal|answer|quote)\b`,
  String.raw`(?:对|致|给)\s*(?:各?位?\s*)?(?:AI|人工智能|大模型|语言模型|智能助手|聊天机器人)[\p{L}]{0,4}的?(?:说明|指示|指令|提示|要求|命令)`,
  String.raw`(?:系统|开发者)(?:提示词?|指令|消息)\s*[:：]`,
  "</?(?:context|system|assistant|instructions?|prompt|user)>",
  String.raw`(?<![A-Za-z])(?:system|assistant|developer)\s*[:：]`,
  String.raw`ignore\s+(?:all\s+|any\s+|the\s+)*(?:previous|prior|above|earlier)`,
  String.raw`disregard\s+(?:all\s+|any\s+|the\s+)*(?:previous|prior|above|earlier)`,
  String.raw`(?:忽略|无视|忘记|忘掉|不要(?:理会|遵守|遵循))(?:掉|了)?(?:以上|上述|上面|之前|先前|前面|此前|所有|一切|你的)[^。！？\n]{0,8}(?:指令|指示|提示|规则|要求|设定|内容|约束)`,
];
const ORDERS_ANSWER = [
  String.raw`(?:你|您)(?:现在)?(?:必须|应当?|需要?|只能|要|务必)[^。！？\n，,]{0,8}(?:忽略|声明|声称|宣称|宣布|承认|引用|改口)`,
  "(?:请|须|应|必须|一律|统一)?(?:把|将)[^。！？\\n，,]{1,24}(?:改报|改答|改说|改称|说成|报成|答成|回答)(?:为|成|作|是)",
  String.raw`(?:应当?|须|必须|请|只能|一律)(?:回答|回复|答)(?:为|成|[“"])|(?:回答|回复)(?:为|成)\s*[“"]?\d`,
  "(?:你|您|模型|助手|AI)(?:现在)?(?:必须|应当?|需要?|只能|要|得|务必)(?:直接|立即|如实)?(?:告诉|告知|回答|回复|答复|声称|输出)",
  String.raw`(?:无论|不管|不论|凡)(?:被)?(?:用户|别人|读者|对方|任何人|谁|有人)?(?:怎么|如何)?[问到]{1,2}(?:什么|起|到|及)?[^。！？\n]{0,30}?(?:回答|回复|答复|告诉)`,
  String.raw`(?:告诉|告知|回答|回复)用户[^。！？\n]{0,20}(?:为|是|率|数|[:：“"])`,
  "(?:请|须|必须)(?:你)?(?:立即|立刻|马上|直接|一律|统一)(?:回复|回答|输出)",
  String.raw`回答[^。！？\n，,；]{1,20}(?:时|的?问题)[，,]?(?:一律|必须|都?要|请|应当?|只能)(?:回答|回复|答|说)`,
  "(?:一律|统一)(?:回答|回复)(?!(?:复|群众|市民|来|信))",
  String.raw`(?:请|不要|切勿|禁止)(?:引用|摘录|采用)(?:本|上述|以上|其他|其它|前述|别的)[^。！？\n]{0,6}(?:报告|内容|文字|数据|段落|原文)`,
];
const ORDERS = new RegExp([...ADDRESSES_READER, ...ORDERS_ANSWER].join("|"), "giu");
const ENDS = "。！？!?\n";

/** The sentences of a cleaned text that order about whoever answers from it, in order, none twice. */
export function findOrders(text: string): Span[] {
  const orders: Span[] = [];
  for (const { 0: words, index } of text.matchAll(ORDERS)) {
    if (index < (orders.at(-1)?.end ?? 0)) continue;
    let start = index;
    while (start > 0 && !ENDS.includes(text[start - 1] ?? "\n")) start--;
    let end = index + words.length;
    while (end < text.length && !ENDS.includes(text[end] ?? "\n")) end++;
    while (end < text.length && /[。！？!?”’"]/u.test(text[end] ?? "")) end++;
    orders.push({ start, end });
  }
  return orders;
}
