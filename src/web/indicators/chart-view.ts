import { element } from "../shared/element.ts";
import { type ChartData, describeChart } from "./chart-data.ts";

/** How long a change of the window or the look has to be over before it is drawn again. */
const SETTLED_MS = 150;

/**
 * The bar chart with its sentence for who does not see it. The drawing code is fetched when it is needed; the table
 * says the same without it.
 *
 * @returns the figure, and the way to stop redrawing it
 */
export function createChartView(data: ChartData, name: string): { node: HTMLElement; stop: () => void } {
  const canvas = element("canvas", { role: "img", "aria-label": `${name}条形图。${describeChart(data)}` });
  const node = element(
    "figure",
    { class: "chart" },
    element("div", { class: "chart-canvas" }, canvas),
    element(
      "figcaption",
      {},
      `单位：${data.unit === "" ? "无" : data.unit}。${describeChart(data)}。`,
      data.left > 0 ? `另有 ${data.left} 个地方没有画出，请看下表。` : "",
      "计划不画；横条末端是报告的写法。",
    ),
  );
  let takeDown = () => {};
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let width = 0;
  const draw = async () => {
    try {
      const { drawBarChart } = await import("./bar-chart.ts");
      if (stopped || !canvas.isConnected) return;
      takeDown();
      takeDown = drawBarChart(canvas, data);
    } catch {
      // Cut off from the network after the page came: the table below holds everything.
      canvas.parentElement?.replaceChildren(element("p", { class: "notice" }, "图没有取到，数据见下表。"));
    }
  };
  const redraw = () => {
    clearTimeout(timer);
    timer = setTimeout(draw, SETTLED_MS);
  };
  // Colours and sizes are painted, not styled: a change of look needs a new painting.
  const looks = new MutationObserver(redraw);
  looks.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-text"] });
  const queries = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"].map((query) =>
    matchMedia(query),
  );
  for (const query of queries) query.addEventListener("change", redraw);
  const sizes = new ResizeObserver(([entry]) => {
    const now = entry?.contentRect.width ?? 0;
    if (Math.abs(now - width) < 1) return;
    const isFirst = width === 0;
    width = now;
    if (isFirst) void draw();
    else redraw();
  });
  sizes.observe(node);
  return {
    node,
    stop() {
      stopped = true;
      clearTimeout(timer);
      looks.disconnect();
      sizes.disconnect();
      for (const query of queries) query.removeEventListener("change", redraw);
      takeDown();
    },
  };
}
