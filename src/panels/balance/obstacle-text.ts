import type { BalanceWords } from "../../app/balance/balance-wording.ts";
import type { Obstacle } from "../../plant/balance/allowed-stations.ts";
import { type ShownLine, taskName } from "./balance-context.ts";

/** Why a task may not be at a station, in one sentence. */
export function obstacleText({ tasks }: ShownLine, obstacle: Obstacle, b: BalanceWords): string {
  const nameOf = (id: string): string => {
    const task = tasks.get(id);
    return task === undefined ? id : taskName(task);
  };
  const task = nameOf(obstacle.task);
  switch (obstacle.kind) {
    case "before":
      return b("why.before", { task, other: nameOf(obstacle.other) });
    case "after":
      return b("why.after", { task, other: nameOf(obstacle.other) });
    case "apart":
      return b("why.apart", { task, other: nameOf(obstacle.other) });
    case "tool":
      return b("why.tool", { task, tool: obstacle.tool });
    case "stations":
      return b("why.stations", { task });
    case "uShape":
      return b("why.uShape", { task });
    case "zone":
      return b("why.zone", { task, other: nameOf(obstacle.other), zones: obstacle.zones.join(", ") });
    case "limit":
      return b("why.limit", { name: obstacle.name, sum: obstacle.sum, most: obstacle.most });
    case "worker":
      return obstacle.worker === undefined
        ? b("why.noWorker", { task })
        : b("why.worker", { task, worker: obstacle.worker });
    case "stationType":
      return obstacle.stationType === undefined
        ? b("why.noStationType", { task })
        : b("why.stationType", { task, type: obstacle.stationType });
  }
}
