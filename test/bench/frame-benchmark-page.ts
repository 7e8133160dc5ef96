import { createView } from "../../src/view/view.ts";
import { conveyorPlant, elementList, emptyFrame, fillFrame } from "../view/synthetic-plant.ts";
import type { FrameBenchmark } from "./frame-benchmark-result.ts";

const CONVEYORS = 400;
/** m; two metres apart, so that about a tenth of the parts is near enough to be drawn in its shape. */
const LENGTH = 30;

declare global {
  interface Window {
    frameBenchmark?: FrameBenchmark;
  }
}

function whole(parameters: URLSearchParams, name: string, fallback: number): number {
  const value = Number(parameters.get(name) ?? fallback);
  return Number.isInteger(value) && value > 0 ? value : fallback;
}

/** Value below which the given share of the sorted numbers lies. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page lacks #${id}`);
  return found;
}

/**
 * Draws frames of so many moving parts one after the other, and measures the JavaScript time that the view
 * takes for each; the time of the synthetic source and that of the GPU are not in it.
 */
async function measure(movers: number, frames: number): Promise<FrameBenchmark> {
  const view = createView(element("stage"), {
    theme: "light",
    locale: "en",
    stateNames: (state) => state,
    onSelect: () => undefined,
    reducedMotion: true,
    quality: "low",
  });
  const plant = conveyorPlant(CONVEYORS, LENGTH);
  view.setPlant(plant, elementList(plant));
  view.lookFrom([-20, 400, 15], [0, 420, 0]);
  const frame = emptyFrame(plant, movers);
  const milliseconds: number[] = [];
  const warmUp = Math.min(10, frames);
  for (let i = 0; i < frames + warmUp; i++) {
    fillFrame(plant, frame, i / 60, movers);
    view.drawFrame(frame);
    await view.screenshotReady();
    if (i >= warmUp) milliseconds.push(view.statistics().frameScriptMilliseconds);
  }
  milliseconds.sort((a, b) => a - b);
  const { drawCalls, instances, triangles } = view.statistics();
  return {
    movers,
    frames,
    scriptMilliseconds: {
      median: quantile(milliseconds, 0.5),
      p95: quantile(milliseconds, 0.95),
      mean: milliseconds.reduce((sum, value) => sum + value, 0) / milliseconds.length,
    },
    drawCalls,
    instances,
    triangles,
  };
}

const parameters = new URLSearchParams(location.search);
const result = await measure(whole(parameters, "movers", 10_000), whole(parameters, "frames", 40));
window.frameBenchmark = result;
element("report").textContent = JSON.stringify(result, undefined, 2);
