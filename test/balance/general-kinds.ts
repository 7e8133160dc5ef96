import type { LineConstraints, Setup, TaskSide } from "../../src/balance/constrained-line.ts";

export type Next = (below: number) => number;

/** Draws constraints of one kind for a line with these tasks. */
type Draw = (ids: readonly string[], next: Next, cycle: number) => LineConstraints;

function chosen<T>(items: readonly T[], next: Next, percent: number): T[] {
  return items.filter(() => next(100) < percent);
}

function byTask<T>(ids: readonly string[], value: (id: string) => T): Record<string, T> {
  return Object.fromEntries(ids.map((id) => [id, value(id)]));
}

function drawSides(ids: readonly string[], next: Next): Record<string, TaskSide> {
  return byTask(ids, () => (["left", "right", "either", "either"] as const)[next(4)]!);
}

/** Any times, without the triangle inequality in every other line. */
function drawSetups(ids: readonly string[], next: Next, cycle: number): Setup[] {
  const most = next(2) === 0 ? 3 : Math.ceil(cycle / 2);
  return ids.flatMap((from) => chosen(ids, next, 60).map((to) => ({ from, to, time: next(most + 1) })));
}

function drawSkills(ids: readonly string[], next: Next, cycle: number): LineConstraints {
  const skills = ["weld", "wire", "test"];
  return {
    skills: byTask(ids, () => chosen(skills, next, 25)),
    workers: [0, 1].map((k) => ({
      id: `w${k}`,
      skills: k === 0 ? skills : chosen(skills, next, 50),
      cost: 1 + next(5),
      ...(next(2) === 0 ? { count: 1 + next(3) } : {}),
      ...(next(3) === 0 ? { pace: 0.5 + next(3) / 2 } : {}),
      ...(next(3) === 0 ? { cannot: chosen(ids, next, 30) } : {}),
      ...(next(3) === 0 ? { times: byTask(chosen(ids, next, 50), () => next(cycle + 5)) } : {}),
    })),
  };
}

function drawTypes(ids: readonly string[], next: Next, cycle: number): LineConstraints {
  const tools = ["press", "robot"];
  return {
    equipment: byTask(ids, () => chosen(tools, next, 30)),
    stationTypes: [
      { id: "manual", cost: 1, equipment: [] },
      { id: "full", cost: 4 + next(4), equipment: tools, ...(next(2) === 0 ? { count: 1 + next(2) } : {}) },
      {
        id: "quick",
        cost: 2.5,
        equipment: chosen(tools, next, 50),
        times: byTask(chosen(ids, next, 60), () => next(cycle)),
      },
    ],
    ...(next(3) === 0 ? { budget: 4 + next(12) } : {}),
  };
}

function drawModels(ids: readonly string[], next: Next, cycle: number): LineConstraints {
  return {
    models: [0, 1].map((k) => ({
      id: `m${k}`,
      share: 1 + next(3),
      times: byTask(chosen(ids, next, 70), () => next(Math.ceil(cycle * 0.8))),
    })),
    overload: next(4) / 10,
  };
}

function drawToday(ids: readonly string[], next: Next): NonNullable<LineConstraints["today"]> {
  const places = ids.map(() => next(3));
  return {
    assignment: [0, 1].map((k) => ids.filter((_, task) => places[task] === k)),
    mostMoves: next(3),
  };
}

export const GENERAL_KINDS: Readonly<Record<string, Draw>> = {
  "parallel stations": (_, next) => ({ mostParallel: 2 + next(2) }),
  "two sides": (ids, next) => ({ sides: drawSides(ids, next) }),
  skills: drawSkills,
  "equipment with costs": drawTypes,
  setups: (ids, next, cycle) => ({
    setups: {
      forward: drawSetups(ids, next, cycle),
      ...(next(2) === 0 ? {} : { backward: drawSetups(ids, next, cycle) }),
    },
  }),
  zones: (ids, next) => ({
    zones: { of: byTask(ids, () => ["front", "rear", "roof"][next(3)]!), apart: [["front", "rear"]] },
  }),
  "two sides, skills and costs": (ids, next, cycle) => ({
    sides: drawSides(ids, next),
    ...drawSkills(ids, next, cycle),
    ...(next(2) === 0 ? { apart: [ids.slice(0, 2)] } : {}),
  }),
  "two sides near today": (ids, next) => ({
    sides: drawSides(ids, next),
    today: {
      ...drawToday(ids, next),
      sides: byTask(chosen(ids, next, 60), () => (next(2) === 0 ? "left" : "right")),
    },
    loadLimits: [{ name: "points", most: 8, amounts: byTask(ids, () => next(6)) }],
  }),
  "two sides with parallel workplaces": (ids, next) => ({
    sides: drawSides(ids, next),
    mostParallel: 2,
    ...(next(2) === 0 ? { today: drawToday(ids, next) } : {}),
  }),
  "two sides with models": (ids, next, cycle) => ({
    sides: drawSides(ids, next),
    ...drawModels(ids, next, cycle),
    ...(next(3) === 0 ? { mostParallel: 2 } : {}),
  }),
  "setups, models and skills": (ids, next, cycle) => {
    const { workers = [], skills = {} } = drawSkills(ids, next, cycle);
    return {
      setups: { forward: drawSetups(ids, next, cycle) },
      ...drawModels(ids, next, cycle),
      skills,
      workers: workers.map(({ times: _, ...worker }) => worker),
    };
  },
  "parallel stations, chance and few moves": (ids, next, cycle) => ({
    mostParallel: 2,
    stochastic: { certainty: 0.9, variances: byTask(ids, () => next(Math.ceil(cycle / 2))) },
    ...(next(2) === 0 ? { today: drawToday(ids, next) } : {}),
  }),
  "a U with equipment, models and fixed stations": (ids, next, cycle) => {
    const { equipment = {}, stationTypes = [] } = drawTypes(ids, next, cycle);
    return {
      isUShaped: true,
      ...drawModels(ids, next, cycle),
      equipment,
      stationTypes: stationTypes.map(({ times: _, ...type }) => type),
      allowedStations: { [ids[next(ids.length)]!]: [1 + next(2), 3] },
    };
  },
  "everything on one side": (ids, next, cycle) => ({
    ...drawSkills(ids, next, cycle),
    equipment: byTask(ids, () => chosen(["press"], next, 30)),
    stationTypes: [
      { id: "manual", cost: 1 },
      { id: "full", cost: 3, equipment: ["press"], count: 2 },
    ],
    mostParallel: 2,
    together: ids.length > 2 && next(3) === 0 ? [[ids[0]!, ids[1]!]] : [],
    loadLimits: [{ name: "points", most: 9, amounts: byTask(ids, () => next(7)) }],
    ...(next(3) === 0 ? { setups: { forward: drawSetups(ids, next, 6) } } : {}),
    ...(next(3) === 0 ? { today: drawToday(ids, next) } : {}),
  }),
};
