import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { defined } from "../../src/base/assert.ts";
import { ok } from "../../src/base/result.ts";
import { readPlant } from "../../src/plant/read.ts";
import type { Plant } from "../../src/plant/schema.ts";
import { Frame, HEADER } from "../../src/protocol/frame.ts";
import type { FramePort, RunStopped } from "../../src/protocol/simulation.ts";
import type { RunResult } from "../../src/sim/results.ts";
import { type RunHost, RunLoop, type Runnable } from "../../src/sim/run-loop.ts";
import { ZeroTimeLoop } from "../../src/sim/kernel/kernel.ts";
import { Simulation } from "../../src/sim/simulation.ts";

const scene = readPlant(readFileSync(new URL("../../scenes/hello-line.plant.json", import.meta.url), "utf8"));

/** A plant of which the loop sees nothing but the horizon, s. */
function plantUntil(horizon: number): Plant {
  if (!scene.ok) throw new Error("the scene is sound");
  const { plant } = scene.value;
  return { ...plant, run: { ...plant.run, horizon } };
}

const results = new Simulation(plantUntil(1)).results();

/** A clock and a task queue that only move when the test says so, ms. */
class FakeHost {
  clock = 0;
  /** Tasks with the time from which they may run, in the order of their time. */
  readonly tasks: { at: number; task: () => void }[] = [];

  add(at: number, task: () => void): void {
    this.tasks.push({ at, task });
  }

  /** Runs what is due, then lets the time pass. @returns how long each task took, ms */
  run(ms: number): number[] {
    const end = this.clock + ms;
    const durations: number[] = [];
    for (;;) {
      this.tasks.sort((a, b) => a.at - b.at);
      const next = this.tasks[0];
      if (next === undefined || next.at > end) break;
      this.tasks.shift();
      this.clock = Math.max(this.clock, next.at);
      const start = this.clock;
      next.task();
      durations.push(this.clock - start);
    }
    this.clock = Math.max(this.clock, end);
    return durations;
  }
}

/** One event every `gap` seconds; each costs `cost` ms of the host's clock. */
class FakeModel implements Runnable {
  readonly elements = [{ id: "a", kind: "station" as const }];
  time = 0;
  events = 0;
  last = Infinity;
  wipNow = 1;
  failure: Error | undefined;
  readonly host: FakeHost;
  readonly gap: number;
  readonly cost: number;

  constructor(host: FakeHost, gap = 1, cost = 0.001) {
    this.host = host;
    this.gap = gap;
    this.cost = cost;
  }

  get lastEventTime(): number {
    return this.events * this.gap;
  }

  get nextEventTime(): number {
    const next = (this.events + 1) * this.gap;
    return next > this.last ? Infinity : next;
  }

  advance(time: number, maxEvents: number): boolean {
    for (let i = 0; i < maxEvents; i++) {
      if (this.nextEventTime > time) {
        this.time = time;
        return true;
      }
      this.step();
    }
    return false;
  }

  step(): boolean {
    if (this.failure !== undefined) throw this.failure;
    this.time = this.nextEventTime;
    this.events++;
    this.host.clock += this.cost;
    return true;
  }

  results(): RunResult {
    return { ...results, wipNow: this.wipNow };
  }

  writeFrame(frame: Frame): void {
    frame.header[HEADER.time] = this.time;
    frame.header[HEADER.hidden] = Math.max(0, 1000 - frame.moverCapacity);
  }
}

/** The page's end: keeps what it gets, and gives buffers back when it is told to. */
class FakePort implements FramePort {
  readonly buffers: ArrayBuffer[] = [];
  readonly stops: RunStopped[] = [];
  frames = 0;
  #listener: ((event: { readonly data: unknown }) => void) | undefined;

  postMessage(message: ArrayBuffer | RunStopped): void {
    if (message instanceof ArrayBuffer) {
      this.buffers.push(message);
      this.frames++;
    } else this.stops.push(message);
  }

  addEventListener(_: "message", listener: (event: { readonly data: unknown }) => void): void {
    this.#listener = listener;
  }

  start(): void {}

  giveBack(): void {
    for (const data of this.buffers.splice(0)) this.#listener?.({ data });
  }

  header(slot: keyof typeof HEADER): number {
    const buffer = this.buffers.at(-1);
    return buffer === undefined ? Number.NaN : (new Frame(buffer, 1).header[HEADER[slot]] ?? Number.NaN);
  }
}

function loaded(model?: (host: FakeHost) => FakeModel, horizon = 1e9) {
  const host = new FakeHost();
  const models: FakeModel[] = [];
  const port = new FakePort();
  const loop = new RunLoop({
    now: () => host.clock,
    soon: (task) => host.add(host.clock, task),
    later: (task, ms) => host.add(host.clock + ms, task),
    prepare: () => Promise.resolve(),
    read: () => ok({ plant: plantUntil(horizon), warnings: [] }),
    compile: () => {
      const made = model?.(host) ?? new FakeModel(host);
      models.push(made);
      return made;
    },
  });
  loop.connect(port);
  loop.load("{}");
  const newest = (): FakeModel => defined(models.at(-1), "a model");
  return { host, loop, port, models, newest };
}

describe("the run loop", () => {
  test("keeps the pace that is asked for", () => {
    const { host, loop, newest } = loaded();
    loop.setSpeed(10);
    loop.play();
    host.run(2000);
    expect(newest().time).toBeGreaterThan(19.5);
    expect(newest().time).toBeLessThanOrEqual(20);
  });

  test("changes the pace without a jump in time", () => {
    const { host, loop, newest } = loaded();
    loop.setSpeed(1);
    loop.play();
    host.run(1000);
    loop.setSpeed(100);
    host.run(1000);
    expect(newest().time).toBeGreaterThan(98);
    expect(newest().time).toBeLessThanOrEqual(101);
  });

  test("gives the calls a turn at least every 10 ms at full speed", () => {
    const { host, loop, newest } = loaded((host) => new FakeModel(host, 1, 0.002));
    loop.setSpeed(Infinity);
    loop.play();
    const slices = host.run(1000);
    expect(Math.max(...slices)).toBeLessThan(10);
    // Nearly all of the time goes into events: 2 µs each.
    expect(newest().events).toBeGreaterThan(450_000);
  });

  test("does not run after what it could not keep up with", () => {
    const { host, loop, newest } = loaded((host) => new FakeModel(host, 1, 1));
    loop.setSpeed(1e6);
    loop.play();
    host.run(5000);
    const behind = newest().time;
    loop.setSpeed(1);
    host.run(1000);
    expect(newest().time - behind).toBeLessThan(2);
  });

  test("sends three frames and no more until a buffer comes back, and the run goes on", () => {
    const { host, loop, port, newest } = loaded();
    loop.play();
    host.run(1000);
    expect(port.frames).toBe(3);
    expect(newest().time).toBeGreaterThan(0.9);
    port.giveBack();
    host.run(100);
    expect(port.frames).toBe(6);
  });

  test("sends a frame only when something changed", () => {
    const { host, loop, port } = loaded();
    port.giveBack();
    port.giveBack();
    const before = port.frames;
    host.run(1000);
    port.giveBack();
    host.run(1000);
    expect(port.frames).toBe(before);
    loop.step();
    expect(port.frames).toBe(before + 1);
    expect(port.header("time")).toBe(1);
    expect(port.header("speed")).toBe(0);
  });

  test("makes larger frames when parts found no room", () => {
    const { port } = loaded();
    expect(port.header("hidden")).toBeGreaterThan(0);
    port.giveBack();
    expect(port.header("hidden")).toBe(0);
  });

  test("pauses at the horizon once, and then goes on without an end", () => {
    const { host, loop, port, newest } = loaded(undefined, 100);
    loop.setSpeed(Infinity);
    loop.play();
    host.run(100);
    expect(port.stops).toEqual([
      { reason: "horizon", time: 100, lastEventTime: 100, message: "", elements: [] },
    ]);
    expect(newest().time).toBe(100);
    loop.play();
    host.run(100);
    expect(newest().time).toBeGreaterThan(100);
    expect(port.stops).toHaveLength(1);
  });

  test("runs to a given time at full speed, whatever the speed", () => {
    const { host, loop, port, newest } = loaded();
    loop.setSpeed(1);
    loop.runUntil(5000.5);
    host.run(200);
    expect(newest().time).toBe(5000.5);
    expect(port.stops[0]?.reason).toBe("target");
  });

  test("reports a deadlock with the time of the last event: parts, and no event left", () => {
    const { host, loop, port } = loaded((host) => Object.assign(new FakeModel(host), { last: 50 }));
    loop.setSpeed(Infinity);
    loop.play();
    host.run(100);
    expect(port.stops).toEqual([expect.objectContaining({ reason: "deadlock", lastEventTime: 50 })]);
  });

  test("is no deadlock when all parts have left", () => {
    const { host, loop, port } = loaded(
      (host) => Object.assign(new FakeModel(host), { last: 50, wipNow: 0 }),
      100,
    );
    loop.setSpeed(Infinity);
    loop.play();
    host.run(100);
    expect(port.stops[0]?.reason).toBe("horizon");
  });

  test("reports a zero-time loop and stands; any other exception is thrown", () => {
    const failure = new ZeroTimeLoop(["a", "b"], 0);
    const { host, loop, port, newest } = loaded((host) => Object.assign(new FakeModel(host), { failure }));
    loop.play();
    host.run(3000);
    expect(port.stops).toEqual([expect.objectContaining({ reason: "zeroTimeLoop", elements: ["a", "b"] })]);
    const { time } = newest();
    host.run(3000);
    expect(newest().time).toBe(time);
    newest().failure = new Error("our bug");
    expect(() => loop.step()).toThrow("our bug");
  });

  test("refuses a plant whose parts go round before any time has passed", () => {
    const host = new FakeHost();
    const loop = new RunLoop({
      now: () => host.clock,
      soon: (task) => host.add(host.clock, task),
      later: (task, ms) => host.add(host.clock + ms, task),
      prepare: () => Promise.resolve(),
      read: () => ok({ plant: plantUntil(1), warnings: [] }),
      compile: () => {
        throw new ZeroTimeLoop(["a", "b"], 0);
      },
    });
    const answer = loop.load("{}");
    expect(!answer.ok && answer.error.map(({ rule, values }) => [rule, values])).toEqual([
      ["zeroTime/loop", { circle: "a → b" }],
    ]);
  });

  test("keeps the former plant, and its run, when a new one is refused", () => {
    const host = new FakeHost();
    const model = new FakeModel(host);
    let answer: ReturnType<RunHost["read"]> = ok({ plant: plantUntil(1e9), warnings: [] });
    const loop = new RunLoop({
      now: () => host.clock,
      soon: (task) => host.add(host.clock, task),
      later: (task, ms) => host.add(host.clock + ms, task),
      prepare: () => Promise.resolve(),
      read: () => answer,
      compile: () => model,
    });
    loop.load("{}");
    loop.play();
    host.run(500);
    answer = { ok: false, error: [] };
    expect(loop.load("broken").ok).toBe(false);
    host.run(500);
    expect(model.time).toBeGreaterThan(0.9);
  });

  test("resets to time 0, with the seed that is given and from then on", () => {
    const seeds: (number | undefined)[] = [];
    const host = new FakeHost();
    const loop = new RunLoop({
      now: () => host.clock,
      soon: (task) => host.add(host.clock, task),
      later: (task, ms) => host.add(host.clock + ms, task),
      prepare: () => Promise.resolve(),
      read: () => ok({ plant: plantUntil(1e9), warnings: [] }),
      compile: (_, { seed }) => (seeds.push(seed), new FakeModel(host)),
    });
    loop.load("{}");
    loop.play();
    loop.reset({ seed: 7 });
    loop.reset();
    expect(host.run(1000)).toHaveLength(1);
    expect(seeds).toEqual([undefined, 7, 7]);
  });
});
