import fc from "fast-check";
import type { QuizItem, QuizPaper } from "../core/model/quiz.ts";
import { fillItem, judgeItem, multipleItem, quizPaper, quizSource, shortItem, singleItem } from "./quiz-paper.ts";

/** What means something to one format or another, and what some cannot hold at all. */
const SIGNS: readonly string[] = [
  ...[
    "~",
    "=",
    "#",
    "{",
    "}",
    ":",
    "\\",
    '"',
    "'",
    "|",
    "*",
    "_",
    "`",
    "&",
    "%",
    "<",
    ">",
    "[",
    "]",
    "-",
    "+",
    "@",
    ",",
  ],
  ...[
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\u2028",
    " ",
    "\u00A0",
    "<b>",
    "</text>",
    "]]>",
    "<!--",
    "&amp;",
    "&lt;b&gt;",
    "&#61;",
  ],
  ...["=1+1", "+1", "-3.2%", "@SUM(A1)", "＝1", "//", "::名::", "$CATEGORY: x", "[html]", "[plain]", "%50%", "####"],
  ...["\\n", "\\=", "_x0041_", "# ", "1. ", "1) ", "- ", "> ", "TRUE", "T", "#html:true", "{1:SHORTANSWER:=x}", "A. "],
  ...[
    "\u0000",
    "\u0007",
    "\u001B",
    "\uFFFE",
    "\uFFFF",
    "\uD800",
    "\uDC00",
    "\u0085",
    "😀",
    "👨‍👩‍👧",
    "繁體中文",
    "ﷺ",
    "‮",
  ],
];

/** A text with such signs anywhere; always with a word, so that it is never empty. */
export const nastyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...SIGNS), fc.string({ maxLength: 4 }), fc.constant("云泽"), fc.constant("301件")), {
    maxLength: 8,
  })
  .chain((pieces) => fc.nat(pieces.length).map((place) => pieces.toSpliced(place, 0, "字")))
  .map((pieces) => pieces.join("").replaceAll("____", "___"));

const id = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16).padStart(16, "0"));
const source = fc.record({ title: nastyText, quote: nastyText, section: fc.array(nastyText, { maxLength: 2 }) });
const common = fc.record({ id, stem: nastyText, explanation: nastyText, chapter: nastyText, source });

/** One item of any type whose every text is nasty. */
const nastyItem: fc.Arbitrary<QuizItem> = fc
  .tuple(common, fc.array(nastyText, { minLength: 4, maxLength: 5 }), fc.boolean(), fc.constantFrom(0, 1, 2, 3, 4, 5))
  .map(([{ source: proof, ...texts }, more, correct, kind]): QuizItem => {
    const fields = { ...texts, sources: [quizSource(proof)] as const };
    const [first = "字", second = "字", third = "字"] = more;
    switch (kind) {
      case 0:
        return singleItem({ ...fields, options: more.map((text, place) => ({ text, correct: place === 2 })) });
      case 1:
        return multipleItem({ ...fields, options: more.map((text, place) => ({ text, correct: place % 3 > 0 })) });
      case 2:
        return judgeItem({ ...fields, correct });
      case 3:
        return fillItem({ ...fields, stem: `${texts.stem}____。`, answers: [[first, second]] });
      case 4:
        return fillItem({ ...fields, stem: `${texts.stem}____，${first}____`, answers: [[second], [third, first]] });
      default:
        return shortItem({ ...fields, points: [first, second] });
    }
  });

export const nastyPaper: fc.Arbitrary<QuizPaper> = fc
  .tuple(nastyText, fc.array(nastyItem, { minLength: 1, maxLength: 4 }))
  .map(([title, items]) => quizPaper(items, { title }));
