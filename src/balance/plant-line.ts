import { possibleStations } from "../plant/balance/allowed-stations.ts";
import { inPrecedence, todaysAssignment } from "../plant/balance/assignment.ts";
import type { LineBalance } from "../plant/balance/line-balance.ts";
import { productShares, taskTime } from "../plant/balance/line-figures.ts";
import type { BalanceDemand, BalanceRequest } from "../protocol/balance.ts";
import type { ConstrainedLine, LineConstraints } from "./constrained-line.ts";
import type { LineProblem } from "./line-problem.ts";

/** A demand on a line beyond precedence and time, and the constraints without it. */
export interface PlantDemand {
  readonly demand: BalanceDemand;
  readonly add: (constraints: LineConstraints) => LineConstraints;
}

/** Time for work in a takt, s. */
export function workTime({ takt, repositioning = 0 }: LineBalance): number {
  return takt - repositioning;
}

/** The tasks of a line in a plant file as a line problem; times in seconds, the longest of all products. */
export function plantProblem({ line }: BalanceRequest): LineProblem {
  return {
    name: line.name ?? line.id,
    tasks: line.tasks.map(({ id, time }) => ({ id, time })),
    precedence: line.tasks.flatMap(({ id, predecessors = [] }) =>
      predecessors.map((before) => ({ before, after: id })),
    ),
  };
}

/** The products' own times as models; absent where all products take the same. */
export function plantModels({ line, products }: BalanceRequest): LineConstraints {
  const differing = line.tasks.filter(({ timeByProduct }) => timeByProduct !== undefined);
  if (differing.length === 0) return {};
  const models = [...productShares(line, products)].map(([id, share]) => ({
    id,
    share,
    times: Object.fromEntries(differing.map((task) => [task.id, taskTime(task, id)])),
  }));
  return { models, ...(line.overload === undefined ? {} : { overload: line.overload }) };
}

/** All demands of a line that may exclude each other. */
export function plantDemands({ line, mostMoves }: BalanceRequest): PlantDemand[] {
  const { together = [], apart = [], stations } = line;
  const places = line.tasks.flatMap(({ id }): PlantDemand[] => {
    const possible = possibleStations(line, id);
    if (possible === undefined) return [];
    const numbers = possible.map((station) => stations.indexOf(station) + 1);
    return [
      {
        demand: { kind: "places", task: id, stations: possible },
        add: (c) => ({ ...c, allowedStations: { ...c.allowedStations, [id]: numbers } }),
      },
    ];
  });
  const moves: PlantDemand[] =
    mostMoves === undefined
      ? []
      : [
          {
            demand: { kind: "moves", most: mostMoves },
            add: (c) => ({ ...c, today: { assignment: todaysAssignment(line), mostMoves } }),
          },
        ];
  return [
    ...together.map((tasks): PlantDemand => ({
      demand: { kind: "together", tasks },
      add: (c) => ({ ...c, together: [...(c.together ?? []), tasks] }),
    })),
    ...apart.map((tasks): PlantDemand => ({
      demand: { kind: "apart", tasks },
      add: (c) => ({ ...c, apart: [...(c.apart ?? []), tasks] }),
    })),
    ...places,
    ...moves,
  ];
}

/** The line with its models and the demands given. */
export function constrainedPlantLine(
  request: BalanceRequest,
  demands: readonly PlantDemand[],
): ConstrainedLine {
  const constraints = demands.reduce((c, { add }) => add(c), plantModels(request));
  return { problem: plantProblem(request), constraints };
}

/** Loads of a found line for the stations that the plant has, each in an order that precedence allows. */
export function plantAssignment(line: LineBalance, found: readonly (readonly string[])[]): string[][] {
  const rank = new Map(inPrecedence(line.tasks).map(({ id }, i) => [id, i]));
  return line.stations.map((_, i) =>
    (found[i] ?? []).toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)),
  );
}
