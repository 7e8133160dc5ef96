import type { VNode } from "preact";
import type { LineOutcome } from "../../app/balance/balance-control.ts";
import type { BalanceDemand } from "../../protocol/balance.ts";
import { findingText } from "../../plant/finding-text.ts";
import { useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { type ShownLine, taskName, useBalance } from "./balance-context.ts";

/** What came of the last search for the lines: proven, with a gap, or impossible and why. */
export function Outcome({ shown }: { shown: ShownLine }): VNode | null {
  const { control } = useBalance();
  const outcomes = useValue(control.outcomes);
  const lines = (shown.plant.balance ?? []).filter(({ id }) => outcomes.has(id));
  if (lines.length === 0) return null;
  return (
    <ul class="outcomes" data-testid="outcomes">
      {lines.map((line) => {
        const outcome = outcomes.get(line.id);
        return (
          outcome !== undefined && (
            <li key={line.id} data-line={line.id} data-status={outcome.outcome.status}>
              <b>{line.name ?? line.id}:</b> <OutcomeText shown={shown} line={line.id} outcome={outcome} />
            </li>
          )
        );
      })}
    </ul>
  );
}

interface TextProps {
  readonly shown: ShownLine;
  readonly line: string;
  readonly outcome: LineOutcome;
}

function OutcomeText({ shown, line, outcome: { aim, takt, outcome } }: TextProps): VNode {
  const { b } = useBalance();
  const { formats, language } = useWording();
  const seconds = (time: number): string => formats.withUnit(formats.number(time, 4), "s");
  switch (outcome.status) {
    case "optimal":
    case "feasible": {
      const show = aim === "stations" ? formats.count : seconds;
      const values = {
        value: show(outcome.value),
        bound: show(outcome.bound),
        takt: seconds(takt),
        seconds: formats.withUnit(formats.number(outcome.seconds, 2), "s"),
      };
      return (
        <>
          {b(`outcome.${aim}`, values)}{" "}
          <span class={outcome.status === "optimal" ? "proven" : "open"}>
            {outcome.status === "optimal" ? b("outcome.optimal", values) : b("outcome.feasible", values)}
          </span>
          {outcome.isEven === false && ` ${b("outcome.notEven")}`}
        </>
      );
    }
    case "infeasible":
      return (
        <>
          <span class="impossible">{b("outcome.infeasible")}</span>
          <ul>
            {outcome.demands.map((demand) => (
              <li key={JSON.stringify(demand)}>
                <DemandText shown={shown} line={line} demand={demand} />
              </li>
            ))}
          </ul>
        </>
      );
    case "unknown":
      return <>{b("outcome.unknown")}</>;
    case "died":
      return <>{b("outcome.died")}</>;
    case "refused": {
      const { message, remedy } = findingText(
        {
          severity: "error",
          path: "",
          rule: outcome.rule,
          ...(outcome.values === undefined ? {} : { values: outcome.values }),
        },
        language,
      );
      return <>{`${message}. ${remedy}`}</>;
    }
  }
}

function DemandText({
  shown,
  line,
  demand,
}: {
  shown: ShownLine;
  line: string;
  demand: BalanceDemand;
}): VNode {
  const { b } = useBalance();
  const { formats } = useWording();
  const own = shown.plant.balance?.find(({ id }) => id === line);
  const nameOf = (id: string): string => {
    const task = own?.tasks.find((candidate) => candidate.id === id);
    return task === undefined ? id : taskName(task);
  };
  const seconds = (time: number): string => formats.withUnit(formats.number(time, 4), "s");
  switch (demand.kind) {
    case "longTask":
      return (
        <>
          {b("demand.longTask", {
            task: nameOf(demand.task),
            time: seconds(demand.time),
            room: seconds(demand.room),
          })}
        </>
      );
    case "together":
    case "apart":
      return <>{b(`demand.${demand.kind}`, { tasks: demand.tasks.map(nameOf).join(", ") })}</>;
    case "places": {
      const stations = demand.stations.map((id) => (own?.stations.indexOf(id) ?? -1) + 1).join(", ");
      return <>{b("demand.places", { task: nameOf(demand.task), stations })}</>;
    }
    case "moves":
      return <>{b("demand.moves", { most: demand.most })}</>;
    case "stations":
      return <>{b("demand.stations", { needed: demand.needed, available: demand.available })}</>;
    case "zones":
      return <>{b("demand.zones", { zones: demand.zones.join(", ") })}</>;
    case "side":
      return <>{b("demand.side", { task: nameOf(demand.task), side: b(`side.${demand.side}`) })}</>;
    case "needs":
      return <>{b("demand.needs", { task: nameOf(demand.task), names: demand.names.join(", ") })}</>;
    case "cannot":
      return <>{b("demand.cannot", { worker: demand.worker, task: nameOf(demand.task) })}</>;
    case "workerCount":
    case "typeCount":
      return <>{b(`demand.${demand.kind}`, { id: demand.id, count: demand.count })}</>;
    case "budget":
      return <>{b("demand.budget", { most: formats.number(demand.most) })}</>;
    case "limit":
      return <>{b("demand.limit", { name: demand.name, most: formats.number(demand.most) })}</>;
    case "certainty":
      return <>{b("demand.certainty", { certainty: formats.percent(demand.certainty) })}</>;
    case "overload":
      return <>{b("demand.overload", { share: formats.percent(demand.share) })}</>;
    case "setups":
      return <>{b("demand.setups")}</>;
    case "pace":
      return <>{b("demand.pace", { worker: demand.worker })}</>;
    case "takt":
      return <>{b("demand.takt", { takt: seconds(demand.takt) })}</>;
  }
}
