import type { Micros } from "../../base/units.ts";
import { asDistribution } from "../../plant/as-distribution.ts";
import type { Divert } from "../../plant/elements/divert.ts";
import type { TransferCar } from "../../plant/elements/transfer-car.ts";
import type { Turntable } from "../../plant/elements/turntable.ts";
import { Sampler, type SamplerState } from "../kernel/sampler.ts";
import { coveredAfter, type Motion, travelTime } from "../resources/motion.ts";
import type { BuildContext } from "./element.ts";

/** How what hands parts over gets from one neighbour to the other. Places are in its own measure. */
export interface Guide {
  /** A turn in degrees, a place on a rail in metres, or the number of a way. */
  readonly measure: "turn" | "rail" | "way";
  readonly start: number;
  /** Where it waits with nothing to do, seen from a place; undefined where it stays. */
  rest(at: number): number | undefined;
  /** Where it meets an element before or after, seen from a place. */
  input(from: string, at: number): number;
  output(to: string, at: number): number;
  /** Time to get from one place to another, µs; asked once for each movement. */
  time(at: number, to: number): Micros;
  /** Where it is so many seconds after it set off. */
  between(at: number, to: number, seconds: number): number;
  /** The place from which it goes on after having got there. */
  settled(place: number): number;
  /** The place as it is drawn: a share of a full turn, of its rail, or of its ways. */
  share(place: number): number;
  save?(): SamplerState;
  restore?(state: SamplerState): void;
}

/** Shortest turn from one angle to another, deg: from −180 (exclusive) to 180, or half of that where both ends are alike. */
function shortestTurn(from: number, to: number, period: number): number {
  const turn = (to - from) % period;
  if (turn > period / 2) return turn - period;
  return turn <= -period / 2 ? turn + period : turn;
}

export function turntableGuide({ angles, speed, acceleration, symmetric = false, rest }: Turntable): Guide {
  const motion: Motion = { speed, acceleration };
  const period = symmetric ? 180 : 360;
  const towards = (angle: number, at: number): number => at + shortestTurn(at, angle, period);
  const meets = (id: string, at: number): number => towards(angles[id] ?? 0, at);
  return {
    measure: "turn",
    start: rest ?? 0,
    rest: (at) => (rest === undefined ? undefined : towards(rest, at)),
    input: meets,
    output: meets,
    time: (at, to) => travelTime(Math.abs(to - at), motion),
    between: (at, to, seconds) => between(at, to, seconds, motion),
    settled: (place) => place % 360,
    share: (place) => (((place % 360) + 360) % 360) / 360,
  };
}

export function carGuide({ stops, speed, acceleration, deceleration, rest, placement }: TransferCar): Guide {
  const motion: Motion = { speed, acceleration, deceleration };
  const meets = (id: string): number => stops[id] ?? 0;
  const [length] = placement.size;
  return {
    measure: "rail",
    start: rest ?? 0,
    rest: () => rest,
    input: meets,
    output: meets,
    time: (at, to) => travelTime(Math.abs(to - at), motion),
    between: (at, to, seconds) => between(at, to, seconds, motion),
    settled: (place) => place,
    share: (place) => place / length + 0.5,
  };
}

/** A divert has no place for what comes in: it is set for one of its ways. */
export function divertGuide({ switchTime = 0, initial }: Divert, context: BuildContext): Guide {
  const ways = context.port.links.map(({ to }) => to.id);
  const time = new Sampler(asDistribution(switchTime), context.stream("switchTime"));
  return {
    measure: "way",
    start: Math.max(0, ways.indexOf(initial ?? "")),
    rest: () => undefined,
    input: (_, at) => at,
    output: (to) => ways.indexOf(to),
    time: (at, to) => (at === to ? 0 : time.next()),
    between: (at) => at,
    settled: (place) => place,
    share: (place) => (ways.length > 1 ? place / (ways.length - 1) : 0),
    save: () => time.save(),
    restore: (state) => time.restore(state),
  };
}

function between(at: number, to: number, seconds: number, motion: Motion): number {
  const covered = coveredAfter(seconds, Math.abs(to - at), motion);
  return to < at ? at - covered : at + covered;
}
