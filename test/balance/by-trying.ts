import type { ConstrainedLine, LineSide } from "../../src/balance/constrained-line.ts";
import type { StationPlan } from "../../src/balance/station-plan.ts";
import { verifyConstraints } from "../../src/balance/verify-constraints.ts";
import { timeAt, verifyStationPlan } from "../../src/balance/verify-station-plan.ts";

/** What one way to run a station takes. */
interface Option {
  readonly plans: readonly StationPlan[];
  readonly workplaces: number;
  readonly cost: number;
  readonly moves: number;
  readonly squares: number;
}

export type TriedPrice = "stations" | "cost" | "squares";

/** Counts a station of a two-sided line for more than all sides. */
const SIDED_STATION = 100;

/** The least price of any line by trying all assignments of tasks to stations, and for each all ways to run every station. */
export class LineTrial {
  readonly #given: ConstrainedLine;
  readonly #cycle: number;
  readonly #options = new Map<string, Option[]>();

  constructor(given: ConstrainedLine, cycle: number) {
    this.#given = given;
    this.#cycle = cycle;
  }

  /** @param most stations; with squares, also exactly so many workplaces where sides do not count */
  least(price: TriedPrice, most: number, workplaces = Infinity): number {
    const { tasks } = this.#given.problem;
    let best = Infinity;
    const loads: string[][] = Array.from({ length: most }, () => []);
    const { precedence } = this.#given.problem;
    const isU = this.#given.constraints.isUShaped === true;
    const places = new Map<string, number>();
    const isWrong = ({ before, after }: { before: string; after: string }): boolean =>
      (places.get(before) ?? -1) > (places.get(after) ?? most);
    const assign = (k: number): void => {
      if (k === tasks.length) {
        if (this.#isOrdered(loads)) best = Math.min(best, this.#leastOf(loads, price, workplaces, best));
        return;
      }
      for (let station = 0; station < most; station++) {
        places.set(tasks[k]!.id, station);
        if (!isU && precedence.some(isWrong)) continue;
        loads[station]!.push(tasks[k]!.id);
        assign(k + 1);
        loads[station]!.pop();
      }
      places.delete(tasks[k]!.id);
    };
    assign(0);
    return best;
  }

  /** What concerns stations as such: precedence, company, and places. */
  #isOrdered(loads: readonly (readonly string[])[]): boolean {
    const { problem, constraints } = this.#given;
    const { together, apart, zones, allowedStations, isUShaped } = constraints;
    const places = {
      ...(together === undefined ? {} : { together }),
      ...(apart === undefined ? {} : { apart }),
      ...(zones === undefined ? {} : { zones }),
      ...(allowedStations === undefined ? {} : { allowedStations }),
      ...(isUShaped === undefined ? {} : { isUShaped }),
    };
    if (Object.keys(places).length === 0) return true;
    return verifyConstraints({ problem, constraints: places }, loads, 1e12).length === 0;
  }

  #leastOf(
    loads: readonly (readonly string[])[],
    price: TriedPrice,
    workplaces: number,
    bound: number,
  ): number {
    const { today, workers = [], stationTypes = [], budget = Infinity, sides } = this.#given.constraints;
    const last = loads.findLastIndex((load) => load.length > 0);
    if (price === "stations" && (sides === undefined ? 1 : SIDED_STATION) * (last + 1) >= bound) return bound;
    if (loads.some((load, k) => load.length > 0 && this.#optionsOf(load, k + 1).length === 0)) return bound;
    const isSided = sides !== undefined;
    let best = bound;
    const choose = (k: number, chosen: readonly Option[], empty: number): void => {
      if (k <= last) {
        if (loads[k]!.length === 0) choose(k + 1, chosen, empty + 1);
        else
          for (const option of this.#optionsOf(loads[k]!, k + 1)) choose(k + 1, [...chosen, option], empty);
        return;
      }
      const sum = (of: (option: Option) => number): number =>
        chosen.reduce((total, each) => total + of(each), 0);
      const plans = chosen.flatMap((option) => option.plans);
      const isScarce = [
        ...workers.map(({ id, count = Infinity }) => [count, count1(plans, "worker", id)] as const),
        ...stationTypes.map(({ id, count = Infinity }) => [count, count1(plans, "stationType", id)] as const),
        [budget, sum(({ cost }) => cost)] as const,
        [today?.mostMoves ?? Infinity, sum(({ moves }) => moves)] as const,
        [workplaces, sum((option) => option.workplaces) + (isSided ? 0 : empty)] as const,
      ].some(([limit, used]) => used > limit + 1e-9);
      if (isScarce) return;
      const stations = sum((option) => option.workplaces) + (isSided ? SIDED_STATION * (last + 1) : empty);
      const squares = sum((option) => option.squares) + (isSided ? 0 : empty * this.#cycle ** 2);
      best = Math.min(
        best,
        price === "stations" ? stations : price === "cost" ? sum(({ cost }) => cost) : squares,
      );
    };
    choose(0, [], 0);
    return best;
  }

  #optionsOf(load: readonly string[], station: number): readonly Option[] {
    const key = `${load.join()} ${this.#given.constraints.today === undefined ? 0 : station}`;
    let options = this.#options.get(key);
    if (options === undefined) {
      options = this.#tryOptions(load, station);
      this.#options.set(key, options);
    }
    return options;
  }

  #tryOptions(load: readonly string[], station: number): Option[] {
    const { sides, workers, stationTypes, mostParallel = 1 } = this.#given.constraints;
    const kinds = (workers?.map(({ id }) => ({ worker: id })) ?? [{}]).flatMap((worker) =>
      (stationTypes?.map(({ id }) => ({ stationType: id })) ?? [{}]).map((type) => ({ ...worker, ...type })),
    );
    const options: Option[] = [];
    if (sides === undefined) {
      for (const kind of kinds) {
        for (let parallel = 1; parallel <= mostParallel; parallel++) {
          const plan = { station, tasks: this.#bestOrder(load), parallel, ...kind, time: 0, idle: 0 };
          this.#keep(options, [plan]);
        }
      }
      return options;
    }
    for (let split = 0; split < 2 ** load.length; split++) {
      for (const left of kinds) {
        for (const right of kinds) {
          const of = (k: number): LineSide => (((split >> k) & 1) === 0 ? "left" : "right");
          const isUsed = (side: LineSide): boolean => load.some((_, k) => of(k) === side);
          if (!isUsed("left") && left !== kinds[0]) continue;
          if (!isUsed("right") && right !== kinds[0]) continue;
          const empty = {
            left: { station, side: "left" as const, ...left },
            right: { station, side: "right" as const, ...right },
          };
          for (let parallel = 1; parallel <= mostParallel; parallel++) {
            const plans = this.#schedules(load, of, empty, parallel);
            if (plans !== undefined) this.#keep(options, plans);
          }
        }
      }
    }
    return options;
  }

  /** A schedule for the mean, and one for each model. */
  #schedules(
    load: readonly string[],
    sideOf: (k: number) => LineSide,
    kinds: Readonly<Record<LineSide, { station: number; side: LineSide }>>,
    parallel: number,
  ): StationPlan[] | undefined {
    const { models = [], overload = 0 } = this.#given.constraints;
    const room = this.#cycle * parallel;
    const own = new Map(this.#given.problem.tasks.map(({ id, time }) => [id, time]));
    const plans = this.#schedule(load, sideOf, kinds, room, (id) => this.#meanOf(id));
    const byModel = models.map(({ id: model, times }) => ({
      model,
      plans: this.#schedule(load, sideOf, kinds, room * (1 + overload), (id) => times[id] ?? own.get(id)!),
    }));
    if (plans === undefined || byModel.some((each) => each.plans === undefined)) return undefined;
    return plans.map((plan) => {
      const startsOf = (of: readonly StationPlan[]): number[] => {
        const same = of.find(({ side }) => side === plan.side)!;
        return plan.tasks.map((id) => same.starts![same.tasks.indexOf(id)]!);
      };
      return {
        ...plan,
        ...(parallel === 1 ? {} : { parallel }),
        ...(models.length === 0
          ? {}
          : {
              startsByModel: Object.fromEntries(byModel.map((each) => [each.model, startsOf(each.plans!)])),
            }),
      };
    });
  }

  /** The first order of tasks whose schedule ends in time on both sides, each task as early as its side and its predecessors let it. */
  #schedule(
    load: readonly string[],
    sideOf: (k: number) => LineSide,
    kinds: Readonly<Record<LineSide, { station: number; side: LineSide }>>,
    room: number,
    baseOf: (id: string) => number,
  ): StationPlan[] | undefined {
    const { precedence } = this.#given.problem;
    const reaches = (from: string, to: string): boolean =>
      precedence.some(({ before, after }) => before === from && (after === to || reaches(after, to)));
    const waitsFor = load.map((id) => load.flatMap((other, k) => (reaches(other, id) ? [k] : [])));
    const time = load.map((id, k) =>
      timeAt(this.#given, { ...kinds[sideOf(k)], tasks: [], time: 0, idle: 0 }, id, baseOf(id)),
    );
    for (const order of permutations(load.map((_, k) => k))) {
      const free = { left: 0, right: 0 };
      const ends = load.map(() => -1);
      let isSound = true;
      for (const k of order) {
        if (waitsFor[k]!.some((other) => ends[other]! < 0)) isSound = false;
        const start = waitsFor[k]!.reduce((most, other) => Math.max(most, ends[other]!), free[sideOf(k)]);
        ends[k] = start + time[k]!;
        free[sideOf(k)] = ends[k]!;
      }
      if (!isSound || Math.max(free.left, free.right) > room * (1 + 1e-10)) continue;
      return (["left", "right"] as const).flatMap((side) => {
        const own = order.filter((k) => sideOf(k) === side);
        if (own.length === 0) return [];
        const starts = own.map((k) => ends[k]! - time[k]!);
        return [{ ...kinds[side], tasks: own.map((k) => load[k]!), starts, time: 0, idle: 0 }];
      });
    }
    return undefined;
  }

  /** The order with the least setups among all that precedence admits. */
  #bestOrder(load: readonly string[]): readonly string[] {
    const { setups } = this.#given.constraints;
    if (setups === undefined) return load;
    const { precedence } = this.#given.problem;
    const between = (list: typeof setups.forward, from: string, to: string): number =>
      list.find((setup) => setup.from === from && setup.to === to)?.time ?? 0;
    let best: readonly string[] = load;
    let least = Infinity;
    for (const order of permutations(load)) {
      const isWrong = precedence.some(({ before, after }) => {
        return (
          order.includes(before) && order.includes(after) && order.indexOf(before) > order.indexOf(after)
        );
      });
      if (isWrong) continue;
      let sum = between(setups.backward ?? setups.forward, order.at(-1)!, order[0]!);
      for (let k = 1; k < order.length; k++) sum += between(setups.forward, order[k - 1]!, order[k]!);
      if (sum < least) [best, least] = [order, sum];
    }
    return best;
  }

  #keep(options: Option[], plans: readonly StationPlan[]): void {
    let isSound = true;
    for (const plan of plans) verifyStationPlan(this.#given, plan, this.#cycle, () => (isSound = false));
    if (!isSound) return;
    const { today, workers = [], stationTypes = [], setups } = this.#given.constraints;
    const cost = plans.reduce((sum, plan) => {
      const worker = workers.find(({ id }) => id === plan.worker)?.cost ?? 0;
      const type = stationTypes.find(({ id }) => id === plan.stationType)?.cost ?? 0;
      return sum + (worker + type) * (plan.parallel ?? 1);
    }, 0);
    let moves = 0;
    let squares = 0;
    for (const { station, side, tasks, parallel = 1, ...kind } of plans) {
      for (const id of tasks) {
        const before = today?.assignment.findIndex((load) => load.includes(id)) ?? -1;
        if (before < 0) continue;
        const was = today?.sides?.[id];
        if (before + 1 !== station || (was !== undefined && was !== side)) moves++;
      }
      const plan = { station, tasks, parallel, ...kind };
      let work = tasks.reduce((sum, id) => sum + timeAt(this.#given, plan, id, this.#meanOf(id)), 0);
      tasks.forEach((id, k) => {
        const list = k === 0 ? (setups?.backward ?? setups?.forward) : setups?.forward;
        const from = k === 0 ? tasks.at(-1) : tasks[k - 1];
        work += list?.find((setup) => setup.from === from && setup.to === id)?.time ?? 0;
      });
      squares += parallel * (this.#cycle - work / parallel) ** 2;
    }
    const workplaces = plans.reduce((sum, { parallel = 1 }) => sum + parallel, 0);
    options.push({ plans, workplaces, cost, moves, squares });
  }

  #meanOf(id: string): number {
    const { problem, constraints } = this.#given;
    const own = problem.tasks.find((task) => task.id === id)!.time;
    const { models } = constraints;
    if (models === undefined) return own;
    const shares = models.reduce((sum, { share }) => sum + share, 0);
    return models.reduce((sum, { share, times }) => sum + (share / shares) * (times[id] ?? own), 0);
  }
}

function count1(plans: readonly StationPlan[], kind: "worker" | "stationType", id: string): number {
  return plans.reduce((sum, plan) => sum + (plan[kind] === id ? (plan.parallel ?? 1) : 0), 0);
}

function* permutations<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length <= 1) {
    yield items;
    return;
  }
  for (let k = 0; k < items.length; k++) {
    for (const rest of permutations([...items.slice(0, k), ...items.slice(k + 1)]))
      yield [items[k]!, ...rest];
  }
}
