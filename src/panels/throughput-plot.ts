import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Formats } from "../app/i18n/formats.ts";
import { dayOf, timeOfDay } from "../app/i18n/formats.ts";
import type { ThroughputData } from "./throughput-data.ts";

export interface PlotWording {
  readonly formats: Formats;
  readonly time: string;
  readonly throughput: string;
  readonly unit: string;
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
    const clock = (seconds: number): string =>
      seconds >= 86_400 ? formats.clock(seconds).slice(0, -3) : timeOfDay(seconds).slice(0, 5);
    this.#plot = new uPlot(
      {
        width: host.clientWidth || 300,
        height: host.clientHeight || 120,
        padding: [8, 20, 0, 0],
        legend: { show: false },
        cursor: { drag: { x: false, y: false } },
        scales: { x: { time: false }, y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] } },
        axes: [
          {
            ...axis,
            size: 28,
            space: 72,
            incrs: TICKS,
            values: (_, ticks) =>
              ticks.map((tick) => (dayOf(tick) > 1 ? clock(tick) : timeOfDay(tick).slice(0, 5))),
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

  show({ interval, ends, values }: ThroughputData): void {
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
