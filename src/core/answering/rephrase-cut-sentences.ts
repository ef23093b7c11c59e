/** Without a stop in so many characters it is no sentence: what has come is cut off as one. */
const MAX_SENTENCE_CHARS = 400;
/** A half-width full stop ends a sentence behind Han characters and markers, never inside a number or a name. */
const STOP = /[。！？!?…]+|(?<=[\p{sc=Han}%‰\])）】］”])\.(?![\d.])/u;
const CLOSERS = "[”’」』》)）]*";
/** [1] ［1］ 【1】 [1][2] [1,2] [摘录1], with white space between. */
const MARKERS = String.raw`(?:\s*[\[［【(（][^\]］】)）\[［【\n]{0,12}[\]］】)）])*`;
const MARKER_INSIDE = /[\d０-９]/u;
const SENTENCE = new RegExp(String.raw`^[^\n]*?(?:(?:${STOP.source})${CLOSERS}|(?=\n))`, "u");
const BEHIND = new RegExp(`^${MARKERS}`, "u");
/** The rest of the stream may still bring a marker of the sentence before, or a closing quotation mark. */
const MAY_CONTINUE = /^\s*(?:[[［【(（][^\]］】)）\n]{0,12})?$/u;
/** …98.82%[1]。 is whole with its stop; a marker behind it would be one too many. */
const INNER_MARKER = /[[［【][^\]］】\n]{0,6}\d[^\]］】\n]{0,6}[\]］】]\s*[。！？!?]/u;
const WHOLE = new RegExp(`${STOP.source}${CLOSERS}${MARKERS}\\s*$`, "u");

/**
 * Cuts a stream of pieces into whole sentences, the markers behind their stop included, trimmed. A line end ends a
 * sentence too.
 */
export async function* cutSentences(pieces: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let rest = "";
  try {
    for await (const piece of pieces) {
      rest = (rest + piece).replaceAll("\r", "");
      for (let taken = take(rest, false); taken !== null; taken = take(rest, false)) {
        rest = rest.slice(taken.length);
        if (taken.trim() !== "") yield taken.trim();
      }
    }
  } catch (error) {
    // A stream that breaks behind a whole sentence has still said it.
    const whole = WHOLE.test(rest) ? take(rest, true) : null;
    if (whole !== null && whole.trim() !== "") yield whole.trim();
    throw error;
  }
  for (let taken = take(rest, true); taken !== null; taken = take(rest, true)) {
    rest = rest.slice(taken.length);
    if (taken.trim() !== "") yield taken.trim();
  }
}

/** The first sentence of a text; null while more of it may come. */
function take(text: string, ended: boolean): string | null {
  if (text === "") return null;
  const sentence = SENTENCE.exec(text)?.[0];
  if (sentence === undefined || (sentence === "" && text[0] !== "\n")) {
    if (ended || text.length > MAX_SENTENCE_CHARS) return text;
    return null;
  }
  if (text[sentence.length] === "\n") return text.slice(0, sentence.length + 1);
  const markers = markersAt(text.slice(sentence.length));
  const end = sentence.length + markers.length;
  const isWhole = markers === "" && INNER_MARKER.test(sentence) && text.length === end;
  if (!ended && !isWhole && MAY_CONTINUE.test(text.slice(end))) return null;
  return text.slice(0, end);
}

/** Markers right behind a stop; （其中…） is no marker. */
function markersAt(text: string): string {
  let behind = BEHIND.exec(text)?.[0] ?? "";
  for (;;) {
    const at = Math.max(...["[", "［", "【", "(", "（"].map((open) => behind.lastIndexOf(open)));
    if (at < 0 || isMarker(behind.slice(at))) return behind;
    behind = behind.slice(0, at);
  }
}

const isMarker = (text: string) => MARKER_INSIDE.test(text) && !/^[(（]/u.test(text);
