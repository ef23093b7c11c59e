/** Sides of a window in which the box has no room beside the page, in CSS pixels. */
const NARROW_PX = 576;
const LOW_PX = 480;

/** Typing brings up a keyboard that covers half of the screen. */
export const isTouchScreen = () => matchMedia("(pointer: coarse)").matches;

/**
 * How many pixels of the page go into one of the screen: 1, but on a phone whose page has no `<meta name="viewport">`
 * and is therefore laid out 980 pixels wide and shown small, where it is 2 to 3.
 */
export function pageScale(): number {
  if (!isTouchScreen()) return 1;
  const { width, height, orientation } = window.screen;
  // Some phones tell the same width however they are held.
  const isLandscape = orientation?.type.startsWith("landscape") ?? matchMedia("(orientation: landscape)").matches;
  const across = isLandscape ? Math.max(width, height) : Math.min(width, height);
  return Math.max(1, document.documentElement.clientWidth / across);
}

/** Whether the box takes the whole window, with nothing behind it in reach. */
export function needsWholeWindow(): boolean {
  const scale = pageScale();
  // In em where it can be: a visitor's larger text needs more room.
  if (scale === 1) return matchMedia(`(max-width: ${NARROW_PX / 16}em), (max-height: ${LOW_PX / 16}em)`).matches;
  const { clientWidth, clientHeight } = document.documentElement;
  return clientWidth / scale <= NARROW_PX || clientHeight / scale <= LOW_PX;
}
