/** A text as it stands inside of quotation marks: its own become single ones (GB/T 15834—2011, 4.8.3.3). */
export function nest(text: string): string {
  return text.replace(/[“”‘’]/gu, (mark) => NESTED[mark] ?? mark);
}

const NESTED: Readonly<Record<string, string>> = { "“": "‘", "”": "’", "‘": "“", "’": "”" };
