import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, type Plugin } from "chart.js";
import type { ChartData } from "./chart-data.ts";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend);

const BAR_REM = 1.5;
const LINE_REM = 1.25;
/** Between the places, and for the axis and the years above. */
const GAP_REM = 0.75;
const FRAME_REM = 5;
/** The width of an A4 page between its margins, in CSS pixels. */
const PAPER_PX = 680;
const PATTERN_SIZE = 10;

/** Paper is white, whatever the screen looks like. */
const ON_PAPER: Colors = { ink: "#000", line: "#999", bar: "#333", ground: "#fff" };

interface Colors {
  readonly ink: string;
  readonly line: string;
  readonly bar: string;
  readonly ground: string;
}

/**
 * Draws horizontal bars, each with its figure as the report writes it at its end and each year with a pattern of its
 * own, so that nothing hangs on colour. Gives the way to take it down again.
 */
export function drawBarChart(canvas: HTMLCanvasElement, data: ChartData): () => void {
  const fontSize = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const font = { family: getComputedStyle(canvas).fontFamily, size: fontSize * 0.875 };
  let colors = colorsOnScreen(canvas);
  const labels = data.places.map((place) => breakName(place, canvas.clientWidth < 500 ? 7 : 14));
  const holder = canvas.parentElement;
  if (holder !== null) {
    // All places are given the room of the highest, and none less than its name takes.
    const highest = Math.max(data.years.length * BAR_REM, ...labels.map(({ length }) => length * LINE_REM));
    holder.style.height = `${(data.places.length * (highest + GAP_REM) + FRAME_REM) * fontSize}px`;
  }
  const longest = Math.max(...data.years.flatMap(({ bars }) => bars.map(({ label }) => [...label].length)));
  const ink = () => colors.ink;
  const line = () => colors.line;
  const chart = new Chart(canvas, {
    type: "bar",
    data: {
      labels,
      datasets: data.years.map(({ year, bars }, row) => ({
        label: `${year}年`,
        data: bars.map(({ value }) => value),
        backgroundColor: () => patternOf(row, colors),
        borderColor: () => colors.bar,
        borderWidth: 1.5,
        maxBarThickness: fontSize * BAR_REM,
      })),
    },
    options: {
      indexAxis: "y",
      animation: false,
      maintainAspectRatio: false,
      events: [],
      layout: { padding: { right: Math.min(canvas.clientWidth * 0.4, (longest + 1) * font.size) } },
      scales: {
        x: { beginAtZero: true, grid: { color: line }, ticks: { color: ink, font, maxTicksLimit: 5 } },
        y: { grid: { display: false }, ticks: { color: ink, font, autoSkip: false } },
      },
      plugins: { legend: { labels: { color: colors.ink, font } } },
    },
    plugins: [labelsAtEnds(data, ink, font)],
  });
  const paint = (next: Colors) => {
    colors = next;
    const legend = chart.options.plugins?.legend?.labels;
    if (legend) legend.color = next.ink;
    chart.update();
  };
  const fitPaper = () => {
    chart.resize(Math.min(PAPER_PX, canvas.clientWidth), canvas.clientHeight);
    paint(ON_PAPER);
  };
  const fitScreen = () => {
    chart.resize();
    paint(colorsOnScreen(canvas));
  };
  addEventListener("beforeprint", fitPaper);
  addEventListener("afterprint", fitScreen);
  return () => {
    removeEventListener("beforeprint", fitPaper);
    removeEventListener("afterprint", fitScreen);
    chart.destroy();
  };
}

function colorsOnScreen(canvas: HTMLCanvasElement): Colors {
  const style = getComputedStyle(canvas);
  const isForced = matchMedia("(forced-colors: active)").matches;
  const token = (name: string) => (isForced ? style.color : style.getPropertyValue(name).trim() || style.color);
  return { ink: style.color, line: token("--line"), bar: token("--accent"), ground: token("--surface") };
}

/** What each bar says, and why there is none. */
function labelsAtEnds({ years }: ChartData, ink: () => string, font: { family: string; size: number }): Plugin<"bar"> {
  return {
    id: "labels-at-ends",
    afterDatasetsDraw(chart) {
      const { ctx, scales } = chart;
      ctx.save();
      ctx.fillStyle = ink();
      ctx.font = `${font.size}px ${font.family}`;
      ctx.textBaseline = "middle";
      for (const [row, { bars }] of years.entries())
        for (const [at, { value, label }] of bars.entries()) {
          const bar = chart.getDatasetMeta(row).data[at];
          if (bar === undefined) continue;
          const end = value === null ? (scales.x?.getPixelForValue(0) ?? 0) : bar.x;
          ctx.fillText(label, end + 6, bar.y);
        }
      ctx.restore();
    },
  };
}

/** Solid, stripes, dots, empty: told apart in black and white too. */
function patternOf(row: number, { bar, ground }: Colors): string | CanvasPattern {
  if (row === 0) return bar;
  if (row === 3) return ground;
  const tile = document.createElement("canvas");
  tile.width = PATTERN_SIZE;
  tile.height = PATTERN_SIZE;
  const pen = tile.getContext("2d");
  if (pen === null) return bar;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, PATTERN_SIZE, PATTERN_SIZE);
  pen.fillStyle = bar;
  pen.strokeStyle = bar;
  pen.lineWidth = 2.5;
  if (row === 1) {
    pen.beginPath();
    for (const shift of [-PATTERN_SIZE, 0, PATTERN_SIZE]) {
      pen.moveTo(shift, PATTERN_SIZE);
      pen.lineTo(shift + PATTERN_SIZE, 0);
    }
    pen.stroke();
  } else {
    pen.beginPath();
    pen.arc(PATTERN_SIZE / 2, PATTERN_SIZE / 2, 2.5, 0, 2 * Math.PI);
    pen.fill();
  }
  return pen.createPattern(tile, "repeat") ?? bar;
}

/** A long name on several lines: the department on its own, and the last part of the place whole where it fits. */
function breakName(name: string, width: number): string[] {
  return name.split(" · ").flatMap((whole) => {
    const parts = whole.match(/.+?(?:特别行政区|自治区|自治州|自治县|省|市|盟|县|区|旗|$)/gu) ?? [whole];
    const lines: string[] = [];
    for (const part of parts) {
      const last = lines.at(-1);
      if (last !== undefined && last.length + part.length <= width) lines[lines.length - 1] = last + part;
      else lines.push(...(part.match(new RegExp(`.{1,${width}}`, "gu")) ?? []));
    }
    return lines;
  });
}
