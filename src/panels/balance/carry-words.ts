import { useWording } from "../session-context.ts";
import { type ShownLine, taskName, useBalance } from "./balance-context.ts";
import { obstacleText } from "./obstacle-text.ts";
import { type Carry, wouldTake } from "./task-carry.ts";

/** What is said of a carry to those who do not see it. */
export interface CarryWords {
  takenUp(name: string): string;
  target(carry: Carry): string;
  dropped(carry: Carry): string;
  refused(carry: Carry): string;
  cancelled(): string;
}

export function useCarryWords(shown: ShownLine): CarryWords {
  const { b } = useBalance();
  const { formats } = useWording();
  const nameOf = ({ task }: Carry): string => {
    const found = shown.tasks.get(task);
    return found === undefined ? task : taskName(found);
  };
  const stationOf = ({ station }: Carry): string => shown.stations[station]?.name ?? "";
  return {
    takenUp: (name) => b("say.takenUp", { name }),
    target: (carry) => {
      const values = { number: carry.station + 1, station: stationOf(carry), place: carry.place + 1 };
      const obstacle = carry.obstacles[carry.station];
      if (obstacle !== undefined) {
        return b("say.forbidden", { ...values, why: obstacleText(shown, obstacle, b) });
      }
      const { time, keepsTakt } = wouldTake(shown, carry);
      const seconds = formats.withUnit(formats.number(time, 4), "s");
      return b(keepsTakt ? "say.allowed" : "say.allowedOver", { ...values, time: seconds });
    },
    dropped: (carry) => b("say.dropped", { name: nameOf(carry), station: stationOf(carry) }),
    refused: (carry) => {
      const obstacle = carry.obstacles[carry.station];
      const why = obstacle === undefined ? "" : obstacleText(shown, obstacle, b);
      return b("say.refused", { name: nameOf(carry), why });
    },
    cancelled: () => b("say.cancelled"),
  };
}
