import { defined } from "../base/assert.ts";
import type { Micros } from "../base/units.ts";
import type { ElementModel, ElementState } from "./elements/element.ts";
import type { ContentState } from "./kernel/flow.ts";
import type { RunParts } from "./simulation.ts";

export const SNAPSHOT_VERSION = 1;

/** State of a run apart from its settings. Everything hangs on ids, nothing on positions in the plant file. */
export interface RunState {
  readonly version: number;
  readonly plant: string;
  readonly now: Micros;
  readonly events: number;
  readonly sequence: number;
  /** Pending events by `owner/timer`: time, and the rank among equal times. */
  readonly timers: { readonly [name: string]: readonly [time: Micros, order: number] };
  readonly elements: {
    readonly [id: string]: { readonly content: ContentState; readonly state: ElementState };
  };
  readonly system: ContentState;
  /** Per element, the elements whose parts wait for room in it, first to be served first. */
  readonly waiting: { readonly [id: string]: readonly string[] };
  readonly series: { interval: number; counts: number[] };
  /** Numbering and causes of the event log, where one is written. */
  readonly trace?: {
    readonly counts: { readonly [id: string]: number };
    readonly timerCauses: { readonly [name: string]: string };
  };
}

/** A saved run: plain data, so it survives JSON, and restored it has the same future, bit for bit. */
export interface SimulationSnapshot extends RunState {
  readonly seed: number;
  readonly replication: number;
  /** µs */
  readonly warmup: Micros;
  /** Since when statistics are kept, µs. */
  readonly observedSince: Micros;
}

export function saveRun(run: RunParts): RunState {
  const { plant, kernel, models, timerNames, series } = run;
  const { calendar, flow, trace } = kernel;
  const timers: { [name: string]: [Micros, number] } = {};
  const timerCauses: { [name: string]: string } = {};
  timerNames.forEach((name, timer) => {
    if (!calendar.isPending(timer)) return;
    timers[name] = [calendar.time[timer] as number, calendar.order[timer] as number];
    if (trace !== undefined && kernel.causeOfTimer(timer) >= 0) {
      timerCauses[name] = trace.name(kernel.causeOfTimer(timer));
    }
  });
  const waiting: { [id: string]: string[] } = {};
  plant.elements.forEach(({ id }, node) => {
    const links = flow.waiting(node);
    if (links.length > 0)
      waiting[id] = links.map((link) => kernel.names[flow.topology.from[link] as number] as string);
  });
  return {
    version: SNAPSHOT_VERSION,
    plant: plant.id,
    now: kernel.now,
    events: kernel.events,
    sequence: calendar.sequence,
    timers,
    elements: Object.fromEntries(
      plant.elements.map(({ id }, node) => [
        id,
        { content: flow.saveStatistics(node), state: (models[node] as ElementModel).save() },
      ]),
    ),
    system: flow.saveStatistics(flow.system),
    waiting,
    series: series.save(),
    ...(trace === undefined ? {} : { trace: { counts: trace.save(), timerCauses } }),
  };
}

/** Brings a run that stands at time 0 into the saved state. */
export function restoreRun(run: RunParts, state: RunState): void {
  const { plant, kernel, models, calendars, timerNames, series } = run;
  const { calendar, flow, trace } = kernel;
  kernel.now = state.now;
  kernel.events = state.events;
  timerNames.forEach((name, timer) => {
    calendar.cancel(timer);
    const saved = state.timers[name];
    if (saved === undefined) return;
    calendar.restore(timer, saved[0], saved[1]);
    if (trace !== undefined) kernel.restoreCauseOfTimer(timer, trace.parse(state.trace?.timerCauses[name]));
  });
  calendar.restoreSequence(state.sequence);
  for (const shift of calendars.values()) shift.restore();
  flow.clear();
  plant.elements.forEach(({ id }, node) => {
    const saved = defined(state.elements[id], `state of ${id}`);
    flow.restoreStatistics(node, saved.content);
    (models[node] as ElementModel).restore(saved.state);
  });
  flow.restoreStatistics(flow.system, state.system);
  plant.elements.forEach(({ id }, node) => {
    for (const from of state.waiting[id] ?? [])
      flow.restoreWaiting(flow.linkBetween(kernel.names.indexOf(from), node));
  });
  series.restore(state.series);
  if (trace !== undefined && state.trace !== undefined) trace.restore(state.trace.counts);
}
