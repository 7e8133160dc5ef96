import type { ConstrainedLine, StationType, WorkerKind } from "../../src/balance/constrained-line.ts";
import { normalQuantile } from "../../src/base/normal-quantile.ts";
import { type Linear, MixedIntegerProgramme, type Solver, sum } from "./mip.ts";

/** A way to run a workplace. */
interface Way {
  readonly worker: WorkerKind | undefined;
  readonly type: StationType | undefined;
  readonly parallel: number;
}

/** Counts a station of a two-sided line for more than all sides. */
const SIDED_STATION = 100;

/**
 * A constrained line as one mixed-integer programme with as many stations: assignment variables by task, station,
 * side and way; sequence by arcs and ranks (setups) or by start times (two sides); U-lines after Urban (1998). Chance
 * constraints are added as cuts against loads that break them. Shares nothing with the search.
 */
export class LineProgramme {
  readonly #given: ConstrainedLine;
  readonly #cycle: number;
  readonly #stations: number;
  readonly #ids: readonly string[];
  readonly #sides: readonly (0 | 1)[];
  readonly #ways: readonly Way[];
  readonly #mip = new MixedIntegerProgramme();
  /** Task, station, side, way → 1 where it is so. */
  readonly #at: string[][][][];
  /** Station, side, way → 1 where it is manned so. */
  readonly #manned: string[][][];
  /** Station → 1 up to the last one. */
  readonly #open: string[];

  constructor(given: ConstrainedLine, cycle: number, stations: number) {
    this.#given = given;
    this.#cycle = cycle;
    this.#stations = stations;
    this.#ids = given.problem.tasks.map(({ id }) => id);
    const { sides, workers, stationTypes, mostParallel = 1 } = given.constraints;
    this.#sides = sides === undefined ? [0] : [0, 1];
    this.#ways = (workers ?? [undefined]).flatMap((worker) =>
      (stationTypes ?? [undefined]).flatMap((type) =>
        Array.from({ length: mostParallel }, (_, k) => ({ worker, type, parallel: k + 1 })),
      ),
    );
    const each = <T>(make: () => T): T[] => Array.from({ length: stations }, make);
    this.#at = this.#ids.map(() =>
      each(() => this.#sides.map(() => this.#ways.map(() => this.#mip.binary()))),
    );
    this.#manned = each(() => this.#sides.map(() => this.#ways.map(() => this.#mip.binary())));
    this.#open = each(() => this.#mip.binary());
    this.#placeRows();
    this.#mannedRows();
    this.#companyRows();
    this.#roomRows(given.constraints.setups === undefined ? undefined : this.#setupRows());
    if (given.constraints.isUShaped === true) this.#shapeRows();
    else this.#precedenceRows();
    if (sides !== undefined) this.#timeRows();
  }

  /** Undefined when there is no line. */
  least(solver: Solver, price: "stations" | "cost"): number | undefined {
    for (;;) {
      const found = this.#mip.least(solver, price === "cost" ? this.#cost() : this.#length());
      if (found === undefined) return undefined;
      if (!this.#cutUncertain(found.at)) return found.value;
    }
  }

  #here(i: number, k: number, side?: number): Linear {
    const sides = side === undefined ? this.#sides : [side];
    return sum(sides.flatMap((s) => this.#at[i]![k]![s]!.map((name) => [1, name] as const)));
  }

  #position(i: number): Linear {
    return sum(this.#open.map((_, k) => [k + 1, this.#here(i, k)] as const));
  }

  /** Every task once, and only where it may be. */
  #placeRows(): void {
    const { allowedStations = {}, sides = {}, skills = {}, equipment = {} } = this.#given.constraints;
    this.#ids.forEach((id, i) => {
      this.#mip.zero(
        sum(
          this.#open.map((_, k) => [1, this.#here(i, k)] as const),
          -1,
        ),
      );
      const missing = (needs: readonly string[] = [], has: readonly string[] = []): boolean =>
        needs.some((need) => !has.includes(need));
      this.#open.forEach((_, k) => {
        const isBarred = allowedStations[id]?.includes(k + 1) === false;
        for (const side of this.#sides) {
          const isWrongSide = sides[id] === (["right", "left"] as const)[side];
          this.#ways.forEach(({ worker, type }, m) => {
            const isUnable =
              (worker !== undefined &&
                (missing(skills[id], worker.skills) || worker.cannot?.includes(id) === true)) ||
              (type !== undefined && missing(equipment[id], type.equipment));
            const name = this.#at[i]![k]![side]![m]!;
            if (isBarred || isWrongSide || isUnable) this.#mip.zero(sum([[1, name]]));
            this.#mip.atMostZero(
              sum([
                [1, name],
                [-1, this.#manned[k]![side]![m]!],
              ]),
            );
          });
        }
      });
    });
  }

  /** One way for each side, open stations without gaps, and what is scarce. */
  #mannedRows(): void {
    const { workers = [], stationTypes = [], budget } = this.#given.constraints;
    this.#manned.forEach((sides, k) => {
      for (const ways of sides)
        this.#mip.atMostZero(sum([...ways.map((name) => [1, name] as const), [-1, this.#open[k]!]]));
      if (k > 0)
        this.#mip.atMostZero(
          sum([
            [1, this.#open[k]!],
            [-1, this.#open[k - 1]!],
          ]),
        );
    });
    const used = (isOf: (way: Way) => boolean): (readonly [number, string])[] =>
      this.#manned.flatMap((sides) =>
        sides.flatMap((ways) =>
          ways.flatMap((name, m) => (isOf(this.#ways[m]!) ? [[this.#ways[m]!.parallel, name] as const] : [])),
        ),
      );
    for (const worker of workers) {
      if (worker.count !== undefined)
        this.#mip.atMostZero(
          sum(
            used((way) => way.worker === worker),
            -worker.count,
          ),
        );
    }
    for (const type of stationTypes) {
      if (type.count !== undefined)
        this.#mip.atMostZero(
          sum(
            used((way) => way.type === type),
            -type.count,
          ),
        );
    }
    if (budget !== undefined) this.#mip.atMostZero(sum([[1, this.#cost()]], -budget));
  }

  /** Together, apart, zones, and moves. */
  #companyRows(): void {
    const { together = [], apart = [], zones, today } = this.#given.constraints;
    const index = (id: string): number => this.#ids.indexOf(id);
    const notBoth = (one: string, other: string): void => {
      if (one === other) return;
      this.#open.forEach((_, k) =>
        this.#mip.atMostZero(
          sum(
            [
              [1, this.#here(index(one), k)],
              [1, this.#here(index(other), k)],
            ],
            -1,
          ),
        ),
      );
    };
    for (const group of together) {
      for (const id of group.slice(1)) {
        this.#mip.zero(
          sum([
            [1, this.#position(index(id))],
            [-1, this.#position(index(group[0]!))],
          ]),
        );
      }
    }
    for (const group of apart)
      group.forEach((one, k) => group.slice(k + 1).forEach((other) => notBoth(one, other)));
    for (const [zone, foreign] of zones?.apart ?? []) {
      for (const one of this.#ids.filter((id) => zones!.of[id] === zone)) {
        for (const other of this.#ids.filter((id) => zones!.of[id] === foreign)) notBoth(one, other);
      }
    }
    if (today === undefined) return;
    const stays = today.assignment.flatMap((load, k) =>
      load.map((id) => {
        const side = today.sides?.[id];
        if (k >= this.#stations) return [1, sum([], 0)] as const;
        return [
          1,
          this.#here(index(id), k, side === undefined ? undefined : side === "left" ? 0 : 1),
        ] as const;
      }),
    );
    this.#mip.atMostZero(
      sum(
        stays.map(([, stay]) => [-1, stay] as const),
        stays.length - today.mostMoves,
      ),
    );
  }

  #timeOf(i: number, way: Way, base: number): number {
    const id = this.#ids[i]!;
    return way.worker?.times?.[id] ?? (way.type?.times?.[id] ?? base) * (way.worker?.pace ?? 1);
  }

  #meanOf(i: number): number {
    const { id, time } = this.#given.problem.tasks[i]!;
    const { models } = this.#given.constraints;
    if (models === undefined) return time;
    const shares = models.reduce((total, { share }) => total + share, 0);
    return models.reduce((total, { share, times }) => total + (share / shares) * (times[id] ?? time), 0);
  }

  /** Times and loads of each side of each station. */
  #roomRows(setups: readonly Linear[] | undefined): void {
    const { models = [], overload = 0, loadLimits = [] } = this.#given.constraints;
    const { tasks } = this.#given.problem;
    const row = (
      k: number,
      side: number,
      amount: (i: number, way: Way) => number,
      most: number,
      more?: Linear,
    ): void => {
      const terms = this.#ids.flatMap((_, i) =>
        this.#ways.map((way, m) => [amount(i, way), this.#at[i]![k]![side]![m]!] as const),
      );
      const room = this.#ways.map((way, m) => [-way.parallel * most, this.#manned[k]![side]![m]!] as const);
      this.#mip.atMostZero(sum([...terms, ...room, ...(more === undefined ? [] : [[1, more] as const])]));
    };
    this.#open.forEach((_, k) => {
      for (const side of this.#sides) {
        row(k, side, (i, way) => this.#timeOf(i, way, this.#meanOf(i)), this.#cycle, setups?.[k]);
        for (const { times } of models) {
          const base = (i: number): number => times[tasks[i]!.id] ?? tasks[i]!.time;
          row(k, side, (i, way) => this.#timeOf(i, way, base(i)), this.#cycle * (1 + overload), setups?.[k]);
        }
        for (const { most, amounts } of loadLimits) row(k, side, (i) => amounts[this.#ids[i]!] ?? 0, most);
      }
    });
  }

  #pairs(): (readonly [number, number])[] {
    return this.#given.problem.precedence.map(({ before, after }) => [
      this.#ids.indexOf(before),
      this.#ids.indexOf(after),
    ]);
  }

  #precedenceRows(): void {
    for (const [i, j] of this.#pairs()) {
      this.#mip.atMostZero(
        sum([
          [1, this.#position(i)],
          [-1, this.#position(j)],
        ]),
      );
    }
  }

  /** Each task on the front or the back of the U. */
  #shapeRows(): void {
    const legs = this.#ids.map((_, i) =>
      this.#open.map((__, k) => {
        const [front, back] = [this.#mip.binary(), this.#mip.binary()];
        this.#mip.zero(
          sum([
            [1, front],
            [1, back],
            [-1, this.#here(i, k)],
          ]),
        );
        return { front, back };
      }),
    );
    const earliness = (leg: readonly string[]): Linear =>
      sum(leg.map((name, k) => [this.#stations - k, name] as const));
    for (const [i, j] of this.#pairs()) {
      const [first, second] = [legs[i]!, legs[j]!];
      const front = (leg: typeof first): Linear => earliness(leg.map((each) => each.front));
      const back = (leg: typeof first): Linear => earliness(leg.map((each) => each.back));
      this.#mip.atMostZero(
        sum([
          [1, front(second)],
          [-1, front(first)],
        ]),
      );
      this.#mip.atMostZero(
        sum([
          [1, back(first)],
          [-1, back(second)],
        ]),
      );
    }
  }

  /** One closed tour through each station's tasks; returns the setup time of each station. */
  #setupRows(): Linear[] {
    const { forward, backward = forward } = this.#given.constraints.setups!;
    const size = this.#ids.length;
    const time = (list: typeof forward, i: number, j: number): number =>
      list.findLast(({ from, to }) => from === this.#ids[i] && to === this.#ids[j])?.time ?? 0;
    const rank = this.#ids.map(() => this.#mip.real(0, size));
    const follows = this.#ids.map(() => this.#ids.map((): string[] => []));
    const setups = this.#open.map((_, k) => {
      const arcs = this.#ids.flatMap((__, i) =>
        this.#ids.flatMap((___, j) => {
          const back = { i, j, name: this.#mip.binary(), time: time(backward, i, j), isBack: true };
          if (i === j) return [back];
          const on = { i, j, name: this.#mip.binary(), time: time(forward, i, j), isBack: false };
          follows[i]![j]!.push(on.name);
          return [back, on];
        }),
      );
      this.#ids.forEach((__, i) => {
        const out = arcs.filter((arc) => arc.i === i).map(({ name }) => [1, name] as const);
        const into = arcs.filter((arc) => arc.j === i).map(({ name }) => [1, name] as const);
        this.#mip.zero(sum([...out, [-1, this.#here(i, k)]]));
        this.#mip.zero(sum([...into, [-1, this.#here(i, k)]]));
      });
      this.#mip.atMostZero(
        sum(
          arcs.filter(({ isBack }) => isBack).map(({ name }) => [1, name] as const),
          -1,
        ),
      );
      return sum(arcs.map((arc) => [arc.time, arc.name] as const));
    });
    const big = size + 1;
    this.#ids.forEach((_, i) =>
      this.#ids.forEach((__, j) => {
        if (i === j) return;
        const arcs = follows[i]![j]!.map((name) => [big, name] as const);
        this.#mip.atMostZero(sum([[1, rank[i]!], [-1, rank[j]!], ...arcs], 1 - big));
      }),
    );
    for (const [i, j] of this.#pairs()) {
      const apart: [number, Linear][] = [
        [-big, this.#position(j)],
        [big, this.#position(i)],
      ];
      this.#mip.atMostZero(sum([[1, rank[i]!], [-1, rank[j]!], ...apart], 1));
    }
    return setups;
  }

  /** Both sides of a station have as many workplaces, where both are manned. */
  #pairRows(): void {
    const most = Math.max(...this.#ways.map(({ parallel }) => parallel));
    if (most === 1) return;
    this.#manned.forEach(([left = [], right = []]) => {
      const count = (names: readonly string[]): [number, string][] =>
        names.map((name, m) => [this.#ways[m]!.parallel, name]);
      const isManned = [...left, ...right].map((name): [number, string] => [most, name]);
      for (const [more, less] of [
        [left, right],
        [right, left],
      ] as const) {
        const apart = count(less).map(([factor, name]): [number, string] => [-factor, name]);
        this.#mip.atMostZero(sum([...count(more), ...apart, ...isManned], -2 * most));
      }
    });
  }

  /** Start times on a two-sided line: on average, and for each model, which has a schedule of its own. */
  #timeRows(): void {
    const { models = [], overload = 0 } = this.#given.constraints;
    const { tasks } = this.#given.problem;
    this.#pairRows();
    this.#scheduleRows((i) => this.#meanOf(i), this.#cycle);
    for (const { times } of models) {
      this.#scheduleRows((i) => times[tasks[i]!.id] ?? tasks[i]!.time, this.#cycle * (1 + overload));
    }
  }

  /** @param room of one workplace in each cycle */
  #scheduleRows(baseOf: (i: number) => number, room: number): void {
    const longest = room * Math.max(...this.#ways.map(({ parallel }) => parallel));
    const starts = this.#ids.map(() => this.#mip.real(0, longest));
    const time = this.#ids.map((_, i) =>
      sum(
        this.#at[i]!.flatMap((sides) =>
          sides.flatMap((ways) =>
            ways.map((name, m) => [this.#timeOf(i, this.#ways[m]!, baseOf(i)), name] as const),
          ),
        ),
      ),
    );
    const big = 2 * longest;
    this.#ids.forEach((_, i) =>
      this.#mip.atMostZero(
        sum([
          [1, starts[i]!],
          [1, time[i]!],
          ...this.#at[i]!.flatMap((sides) =>
            sides.flatMap((ways) => ways.map((name, m) => [-room * this.#ways[m]!.parallel, name] as const)),
          ),
        ]),
      ),
    );
    for (const [i, j] of this.#pairs()) {
      const apart: [number, Linear][] = [
        [-big, this.#position(j)],
        [big, this.#position(i)],
      ];
      this.#mip.atMostZero(sum([[1, starts[i]!], [1, time[i]!], [-1, starts[j]!], ...apart]));
    }
    this.#ids.forEach((_, i) => {
      for (let j = i + 1; j < this.#ids.length; j++) {
        const isFirst = this.#mip.binary();
        this.#open.forEach((__, k) => {
          for (const side of this.#sides) {
            const both: [number, Linear][] = [
              [big, this.#here(i, k, side)],
              [big, this.#here(j, k, side)],
            ];
            this.#mip.atMostZero(
              sum([[1, starts[i]!], [1, time[i]!], [-1, starts[j]!], [big, isFirst], ...both], -3 * big),
            );
            this.#mip.atMostZero(
              sum([[1, starts[j]!], [1, time[j]!], [-1, starts[i]!], [-big, isFirst], ...both], -2 * big),
            );
          }
        });
      }
    });
  }

  /** Cuts off the loads that break the chance constraint. @returns whether there were any */
  #cutUncertain(at: (name: string) => number): boolean {
    const { stochastic } = this.#given.constraints;
    if (stochastic === undefined) return false;
    const quantile = normalQuantile(stochastic.certainty);
    let isCut = false;
    this.#open.forEach((_, k) => {
      this.#ways.forEach((way, m) => {
        const load = this.#ids.map((__, i) => i).filter((i) => at(this.#at[i]![k]![0]![m]!) > 0.5);
        const total = load.reduce((all, i) => all + this.#timeOf(i, way, this.#meanOf(i)), 0);
        const variance = load.reduce((all, i) => all + (stochastic.variances[this.#ids[i]!] ?? 0), 0);
        const needed = total + quantile * (way.worker?.pace ?? 1) * Math.sqrt(variance);
        if (needed <= this.#cycle * way.parallel * (1 + 1e-10)) return;
        isCut = true;
        this.#open.forEach((__, every) => {
          const names = load.map((i) => [1, this.#at[i]![every]![0]![m]!] as const);
          this.#mip.atMostZero(sum(names, 1 - load.length));
        });
      });
    });
    return isCut;
  }

  #cost(): Linear {
    return sum(
      this.#manned.flatMap((sides) =>
        sides.flatMap((ways) =>
          ways.map((name, m) => {
            const { worker, type, parallel } = this.#ways[m]!;
            return [((worker?.cost ?? 0) + (type?.cost ?? 0)) * parallel, name] as const;
          }),
        ),
      ),
    );
  }

  #length(): Linear {
    const isSided = this.#sides.length === 2;
    return sum([
      ...this.#open.map((name) => [isSided ? SIDED_STATION : 1, name] as const),
      ...this.#manned.flatMap((sides) =>
        sides.flatMap((ways) =>
          ways.map(
            (name, m) => [isSided ? this.#ways[m]!.parallel : this.#ways[m]!.parallel - 1, name] as const,
          ),
        ),
      ),
    ]);
  }
}
