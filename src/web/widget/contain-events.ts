/** What visitors do in the box; all of it would otherwise reach the page as if done to `<fawen-chat>`. */
const CONTAINED = [
  ...["keydown", "keypress", "keyup", "beforeinput", "input", "change", "paste", "copy", "cut"],
  ...["compositionstart", "compositionupdate", "compositionend", "selectstart", "contextmenu"],
  ...["click", "dblclick", "auxclick", "mousedown", "mouseup", "mousemove", "mouseover", "mouseout"],
  ...["pointerdown", "pointerup", "pointermove", "pointerover", "pointerout", "pointercancel"],
  ...["touchstart", "touchmove", "touchend", "touchcancel", "wheel", "focusin", "focusout", "dragstart", "drop"],
] as const;

/**
 * Keeps events inside the box: a page's shortcuts must not fire while somebody types, its pop-ups must not take the
 * focus back, its scroll scripts must not eat the wheel. Listeners of the page in the capturing phase still see them.
 */
export function containEvents(root: ShadowRoot): void {
  for (const type of CONTAINED) root.addEventListener(type, (event) => event.stopPropagation());
}
