// What pages of other sites do to each other's scripts, from libraries of 2008 to pop-ups of today.
window.heard = [];
Array.prototype.toJSON = function () {
  return `not json: ${this.length}`;
};
Array.prototype.extra = () => {};
Object.prototype.added = () => {};
String.prototype.toJSON = function () {
  return `"${this}"`;
};
for (const type of ["keydown", "keyup", "input", "click", "focusin", "paste", "wheel", "pointerdown", "submit"])
  document.addEventListener(type, (event) => {
    if (event.target.localName !== "fawen-chat") return;
    window.heard.push(type);
    event.preventDefault();
  });
document.addEventListener("focusin", (event) => {
  if (event.target.localName === "fawen-chat") document.getElementById("search").focus();
});
window.before = { globals: Object.getOwnPropertyNames(window), styles: document.styleSheets.length };
// Bars that no layer of the page's own can be above of.
document.addEventListener("DOMContentLoaded", () =>
  document.documentElement.append(...document.querySelectorAll(".bar")),
);
