import { defined } from "../base/assert.ts";
import type { Micros } from "../base/units.ts";
import type { AccountsState } from "./accounts/accounts.ts";
import type { ElementModel, ElementState } from "./elements/element.ts";
import type { Link, OutputQueue, Port } from "./kernel/ports.ts";
import type { SystemState } from "./statistics/system-clock.ts";
import { NO_CAUSE, type Trace } from "./kernel/trace.ts";
import type { RunParts } from "./build-run.ts";
import type { ClaimsState } from "./resources/claims.ts";

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
    readonly [id: string]: {
      readonly content: number;
      /** Parts that it made itself; only where it did. */
      readonly made?: number;
      readonly state: ElementState;
    };
  };
  /** Only where the plant has resources. */
  readonly resources?: { readonly [id: string]: ElementState };
  readonly claims?: ClaimsState;
  readonly system: SystemState;
  /** Per element, the elements whose parts wait for room in it, first to be served first. */
  readonly waiting: { readonly [id: string]: readonly string[] };
  /** Per element, its queues whose first part is held back by gates and waits nowhere; only where there are such. */
  readonly held?: { readonly [id: string]: readonly number[] };
  readonly series: { interval: number; counts: number[] };
  /** Only where the plant has energy or costs. */
  readonly accounts?: AccountsState;
  /** Numbering and causes of the event log, where one is written. */
  readonly trace?: {
    readonly counts: { readonly [id: string]: number };
    readonly timerCauses: { readonly [name: string]: string };
    /** Only where the plant has resources. */
    readonly claimCauses?: { readonly [name: string]: string };
    /** Only where a resource remembers some. */
    readonly resourceCauses?: { readonly [name: string]: string };
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
  const { plant, kernel, ports, models, resources, series } = run;
  kernel.joints?.sever();
  const { trace } = kernel;
  const pending = run.timers.filter((timer) => timer.pending);
  const waiting = ports.map((port): [string, string[]] => [port.id, waitingAt(port)]);
  return {
    version: SNAPSHOT_VERSION,
    plant: plant.id,
    now: kernel.now,
    events: kernel.events,
    sequence: kernel.calendar.sequence,
    timers: Object.fromEntries(pending.map(({ name, time, order }) => [name, [time, order]])),
    elements: Object.fromEntries(
      ports.map((port, i) => [
        port.id,
        {
          content: port.content,
          ...(port.made === 0 ? {} : { made: port.made }),
          state: (models[i] as ElementModel).save(),
        },
      ]),
    ),
    ...(resources.size === 0
      ? {}
      : {
          resources: Object.fromEntries(Array.from(resources, ([id, model]) => [id, model.save()])),
          claims: run.claims.save(run.claimSlots),
        }),
    system: kernel.system.save(),
    waiting: Object.fromEntries(waiting.filter(([, origins]) => origins.length > 0)),
    ...heldIn(ports),
    series: series.save(),
    ...(run.accounts === undefined ? {} : { accounts: run.accounts.save() }),
    ...(trace === undefined
      ? {}
      : {
          trace: {
            counts: trace.save(),
            timerCauses: Object.fromEntries(
              pending
                .filter(({ cause }) => cause !== NO_CAUSE)
                .map(({ name, cause }) => [name, trace.name(cause)]),
            ),
            ...(resources.size === 0
              ? {}
              : { claimCauses: run.claims.saveCauses(run.claimSlots, (cause) => trace.name(cause)) }),
            ...resourceCauses(resources, trace),
          },
        }),
  };
}

function resourceCauses(
  resources: RunParts["resources"],
  trace: Trace,
): Pick<NonNullable<RunState["trace"]>, "resourceCauses"> {
  const known = [...resources].flatMap(([id, model]) =>
    (model.causes?.() ?? [])
      .filter(({ cause }) => cause !== NO_CAUSE)
      .map(({ name, cause }): [string, string] => [`${id}/${name}`, trace.name(cause)]),
  );
  return known.length === 0 ? {} : { resourceCauses: Object.fromEntries(known) };
}

function heldIn(ports: readonly Port[]): Pick<RunState, "held"> {
  const held = ports.map((port): [string, number[]] => [
    port.id,
    port.queues.flatMap((queue, i) =>
      queue.presented && queue.controlled && queue.links.every((link) => link.held) ? [i] : [],
    ),
  ]);
  const some = held.filter(([, queues]) => queues.length > 0);
  return some.length === 0 ? {} : { held: Object.fromEntries(some) };
}

/** Marks the links where the first part of a queue is held back: those of its links where it does not wait. */
function restoreHeld(ports: readonly Port[], state: RunState, waiting: ReadonlySet<Link>): void {
  for (const port of ports) {
    for (const i of state.held?.[port.id] ?? []) (port.queues[i] as OutputQueue).presented = true;
    for (const queue of port.queues)
      for (const link of queue.links) link.held = queue.controlled && queue.presented && !waiting.has(link);
  }
}

function waitingAt(port: Port): string[] {
  const origins: string[] = [];
  for (let link = port.waitHead; link !== undefined; link = link.waitNext) origins.push(link.from.id);
  return origins;
}

/** Brings a run that stands at time 0 into the saved state. */
export function restoreRun(run: RunParts, state: RunState): void {
  const { kernel, ports, models, calendars, series } = run;
  const { calendar, flow, trace } = kernel;
  kernel.now = state.now;
  kernel.events = state.events;
  for (const timer of run.timers) {
    calendar.cancel(timer);
    const saved = state.timers[timer.name];
    if (saved === undefined) continue;
    [timer.time, timer.order] = saved;
    calendar.insert(timer);
    if (trace !== undefined) timer.cause = trace.parse(state.trace?.timerCauses[timer.name]);
  }
  calendar.sequence = state.sequence;
  kernel.parts.clear();
  for (const shift of calendars.values()) shift.restore();
  for (const [id, model] of run.resources) model.restore(defined(state.resources?.[id], `state of ${id}`));
  if (state.claims !== undefined) run.claims.restore(run.claimSlots, state.claims);
  if (trace !== undefined)
    run.claims.restoreCauses(run.claimSlots, (name) => trace.parse(state.trace?.claimCauses?.[name]));
  if (trace !== undefined)
    for (const [id, model] of run.resources)
      for (const kept of model.causes?.() ?? [])
        kept.cause = trace.parse(state.trace?.resourceCauses?.[`${id}/${kept.name}`]);
  ports.forEach((port, i) => {
    const saved = defined(state.elements[port.id], `state of ${port.id}`);
    port.waitHead = undefined;
    port.waitTail = undefined;
    port.content = saved.content;
    port.made = saved.made ?? 0;
    (models[i] as ElementModel).restore(saved.state);
  });
  kernel.system.restore(state.system);
  const links = new Map(
    ports.flatMap((port) => port.links.map((link) => [`${link.from.id}\n${link.to.id}`, link])),
  );
  const waiting = new Set<Link>();
  for (const [to, origins] of Object.entries(state.waiting)) {
    for (const from of origins) {
      const link = defined(links.get(`${from}\n${to}`), `link ${from} to ${to}`);
      flow.restoreWaiting(link);
      waiting.add(link);
    }
  }
  restoreHeld(ports, state, waiting);
  series.restore(state.series);
  if (state.accounts !== undefined) run.accounts?.restore(state.accounts);
  if (trace !== undefined && state.trace !== undefined) trace.restore(state.trace.counts);
}
