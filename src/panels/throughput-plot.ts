import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Formats } from "../app/i18n/formats.ts";
import { timeOfDay } from "../app/i18n/formats.ts";
import type { ThroughputData } from "./throughput-data.ts";

export interface PlotWording {
  readonly formats: Formats;
  readonly time: string;
  readonly throughput: string;
  readonly unit: string;
  /** Name of the time that is shaded. */
  readonly warmup: string;
}

function styleOf(host: HTMLElement, name: string): string {
  return getComputedStyle(host).getPropertyValue(name).trim();
}

/** Steps between ticks that suit a clock, s. */
const TICKS = [60, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800];

/** Draws the chart into an element, in the colours of the page as they are now. */
export class ThroughputPlot {
  readonly #plot: uPlot;
  readonly #observer: ResizeObserver;
  /** s */
  #warmup = 0;

  constructor(host: HTMLElement, wording: PlotWording) {
    const { formats } = wording;
    const axis = {
      stroke: styleOf(host, "--text-muted"),
      grid: { stroke: styleOf(host, "--border"), width: 1 },
      ticks: { stroke: styleOf(host, "--border"), width: 1 },
      font: `11px ${getComputedStyle(host).fontFamily}`,
    };
    const accent = styleOf(host, "--accent");
    const { stepped } = uPlot.paths;
    // A new day takes the place of its midnight: both together are wider than a tick's room.
    const tickText = (seconds: number): string =>
      seconds > 0 && seconds % 86_400 === 0
        ? formats.clock(seconds).slice(0, -9)
        : timeOfDay(seconds).slice(0, 5);
    const shade = styleOf(host, "--surface-hover");
    const shadeWarmup = (plot: uPlot): void => {
      if (this.#warmup === 0) return;
      const { left, top, width, height } = plot.bbox;
      const end = Math.min(left + width, plot.valToPos(this.#warmup, "x", true));
      plot.ctx.fillStyle = shade;
      plot.ctx.fillRect(left, top, end - left, height);
      plot.ctx.font = axis.font.replace("11px", `${11 * devicePixelRatio}px`);
      const room = 6 * devicePixelRatio;
      if (plot.ctx.measureText(wording.warmup).width + 2 * room > end - left) return;
      plot.ctx.fillStyle = axis.stroke;
      plot.ctx.textAlign = "left";
      plot.ctx.textBaseline = "top";
      plot.ctx.fillText(wording.warmup, left + room, top + room / 2);
    };
    this.#plot = new uPlot(
      {
        width: host.clientWidth || 300,
        height: host.clientHeight || 120,
        padding: [8, 20, 0, 0],
        legend: { show: false },
        hooks: { drawClear: [shadeWarmup] },
        cursor: { drag: { x: false, y: false } },
        scales: { x: { time: false }, y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] } },
        axes: [
          {
            ...axis,
            size: 28,
            space: 72,
            incrs: TICKS,
            values: (_, ticks) => ticks.map(tickText),
          },
          { ...axis, size: 48, space: 28, values: (_, ticks) => ticks.map((tick) => formats.number(tick)) },
        ],
        series: [
          { label: wording.time },
          {
            label: `${wording.throughput} (${wording.unit})`,
            stroke: accent,
            width: 1.75,
            fill: styleOf(host, "--accent-soft"),
            points: { show: false },
            ...(stepped === undefined ? {} : { paths: stepped({ align: -1 }) }),
          },
        ],
      },
      [[], []],
      host,
    );
    this.#observer = new ResizeObserver(() => {
      if (host.clientWidth > 0) this.#plot.setSize({ width: host.clientWidth, height: host.clientHeight });
    });
    this.#observer.observe(host);
  }

  show({ interval, warmup, ends, values }: ThroughputData): void {
    this.#warmup = warmup;
    // A step begins with its interval: the first one gets a beginning of its own.
    const start = (ends[0] ?? interval) - interval;
    this.#plot.setData([
      [start, ...ends],
      [values[0] ?? 0, ...values],
    ]);
  }

  destroy(): void {
    this.#observer.disconnect();
    this.#plot.destroy();
  }
}
