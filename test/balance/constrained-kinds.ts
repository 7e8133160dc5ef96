import type { LineConstraints } from "../../src/balance/constrained-line.ts";
import type { Next } from "./general-kinds.ts";

/** Constraints of one kind, for a line with these tasks. */
export const KINDS: Readonly<
  Record<string, (ids: readonly string[], next: Next, cycle: number) => LineConstraints>
> = {
  "mixed models with an overload limit": (ids, next, cycle) => ({
    models: [0, 1, 2].map((k) => ({
      id: `m${k}`,
      share: 1 + next(3),
      times: Object.fromEntries(ids.map((id) => [id, next(Math.ceil(cycle * 0.8))])),
    })),
    overload: next(4) / 10,
  }),
  "tasks together and apart": (ids, next) => ({
    together: ids.length < 2 ? [] : [[ids[next(ids.length)]!, ids[next(ids.length)]!]],
    apart: [[...new Set([ids[next(ids.length)]!, ids[next(ids.length)]!, ids[next(ids.length)]!])]],
  }),
  "fixed and allowed stations": (ids, next) => ({
    allowedStations: { [ids[next(ids.length)]!]: [1 + next(3)], [ids[next(ids.length)]!]: [1 + next(3), 2] },
  }),
  "ergonomic load limits": (ids, next) => ({
    loadLimits: [{ name: "points", most: 6, amounts: Object.fromEntries(ids.map((id) => [id, next(7)])) }],
  }),
  "stochastic times": (ids, next, cycle) => ({
    stochastic: {
      certainty: [0.8, 0.9, 0.99][next(3)]!,
      variances: Object.fromEntries(ids.map((id) => [id, next(Math.ceil(cycle * 0.5))])),
    },
  }),
  "rebalancing with few moves": (ids, next) => ({
    today: {
      assignment: [0, 1, 2].map((k) => ids.filter((_, task) => (task * 7 + ids.length) % 3 === k)),
      mostMoves: next(4),
    },
  }),
  "a U-shaped line": () => ({ isUShaped: true }),
  "several kinds at once": (ids, next) => ({
    isUShaped: next(2) === 0,
    apart: ids.length < 2 ? [] : [[ids[0]!, ids[1]!]],
    allowedStations: { [ids[next(ids.length)]!]: [1 + next(2), 3] },
    loadLimits: [{ name: "points", most: 9, amounts: Object.fromEntries(ids.map((id) => [id, next(7)])) }],
  }),
};
