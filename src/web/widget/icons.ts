const SVG = "http://www.w3.org/2000/svg";

function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(line);
  return svg;
}

export const bubbleIcon = () => icon("M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12h5");
export const closeIcon = () => icon("M6 6l12 12M18 6L6 18");
