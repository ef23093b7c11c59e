import { z } from "zod";

const PatternSchema = z.union([z.object({ Regex: z.string() }), z.object({ String: z.string() })]);
type Pattern = z.infer<typeof PatternSchema>;

const NormalizerStepSchema = z.discriminatedUnion("type", [
  z.object({ type: z.enum(["NFC", "NFKC", "NFKD"]) }),
  z.object({ type: z.literal("Lowercase") }),
  z.object({ type: z.literal("Replace"), pattern: PatternSchema, content: z.string() }),
]);
const SplitterStepSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("WhitespaceSplit") }),
  z.object({
    type: z.literal("Split"),
    pattern: PatternSchema,
    behavior: z.literal("Isolated"),
    invert: z.literal(false),
  }),
]);

/** The `normalizer` of a `tokenizer.json`, as a list of steps. Steps that no static model uses yet are refused. */
export const NormalizerSchema = z.union([
  z.null().transform(() => []),
  z.object({ type: z.literal("Sequence"), normalizers: z.array(NormalizerStepSchema) }).transform((s) => s.normalizers),
  NormalizerStepSchema.transform((step) => [step]),
]);
/** The `pre_tokenizer` of a `tokenizer.json`, likewise. */
export const SplitterSchema = z.union([
  z.null().transform(() => []),
  z
    .object({ type: z.literal("Sequence"), pretokenizers: z.array(SplitterStepSchema) })
    .transform((s) => s.pretokenizers),
  SplitterStepSchema.transform((step) => [step]),
]);

/** The steps that a text goes through before its words are looked up, one after the other. */
export function createNormalizer(steps: z.infer<typeof NormalizerSchema>): (text: string) => string {
  const functions = steps.map((step) => {
    if (step.type === "Lowercase") return (text: string) => text.toLowerCase();
    if (step.type !== "Replace") return (text: string) => text.normalize(step.type);
    const pattern = toRegExp(step.pattern);
    return (text: string) => text.replaceAll(pattern, step.content);
  });
  return (text) => functions.reduce((normalized, normalize) => normalize(normalized), text);
}

/** Cuts a normalized text into the stretches that no token crosses. */
export function createSplitter(steps: z.infer<typeof SplitterSchema>): (text: string) => string[] {
  const functions = steps.map((step) => {
    if (step.type === "WhitespaceSplit") return (text: string): readonly string[] => text.match(/\S+/g) ?? [];
    const pattern = toRegExp(step.pattern);
    return (text: string): readonly string[] => isolate(text, pattern);
  });
  return (text) => functions.reduce<string[]>((stretches, split) => stretches.flatMap(split), [text]);
}

/** What matches and what stands between, all of it. */
function isolate(text: string, pattern: RegExp): string[] {
  const stretches: string[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(pattern)) {
    if (index > end) stretches.push(text.slice(end, index));
    if (match !== "") stretches.push(match);
    end = index + match.length;
  }
  if (end < text.length) stretches.push(text.slice(end));
  return stretches;
}

/** @throws SyntaxError for a pattern that only other languages understand */
function toRegExp(pattern: Pattern): RegExp {
  if ("String" in pattern) return new RegExp(escapeRegExp(pattern.String), "gu");
  // Python allows these to be escaped; JavaScript with the flag u does not.
  return new RegExp(pattern.Regex.replace(/\\([#&~])/g, "$1"), "gu");
}

export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
