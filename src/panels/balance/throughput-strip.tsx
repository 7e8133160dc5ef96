import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { Replicated } from "./replicated.tsx";
import { type ShownLine, shownLine, useBalance } from "./balance-context.ts";

const SECONDS_AN_HOUR = 3600;
/** With fewer parts a figure an hour says next to nothing. */
const LEAST_PARTS = 20;

/** Beside the chart: what the slowest station allows, what the run yields, and what the run before it yielded. */
export function ThroughputStrip({ shown }: { shown: ShownLine }): VNode {
  const { b } = useBalance();
  const { run } = useSession();
  const { formats } = useWording();
  const results = useValue(run.results);
  const { time } = useValue(run.readout);
  const seen = useRef<{ time: number; now?: string; former?: string }>({ time: 0 });
  const slowest = (shown.plant.balance ?? [])
    .map((line) => ({ line, cycle: shownLine(shown.plant, line).figures.cycle }))
    .toSorted((a, c) => c.cycle - a.cycle)[0];
  const perHour = (value: number): string =>
    formats.withUnit(formats.number(value, 3), b("simulate.perHour"));
  const isWarm = results !== undefined && results.finished >= LEAST_PARTS;
  const now = isWarm ? perHour(results.throughput) : undefined;
  if (results !== undefined) {
    // A run that began anew: what the former one gave stays for comparison.
    const { time: before, now: last, former } = seen.current;
    const kept = results.time < before ? last : former;
    const text = now ?? (results.time < before ? undefined : last);
    seen.current = {
      time: results.time,
      ...(text === undefined ? {} : { now: text }),
      ...(kept === undefined ? {} : { former: kept }),
    };
  }
  return (
    <dl class="throughput-strip">
      {slowest !== undefined && (
        <div>
          <dt>{b("simulate.most", { line: slowest.line.name ?? slowest.line.id })}</dt>
          <dd data-testid="slowest">{perHour(SECONDS_AN_HOUR / slowest.cycle)}</dd>
        </div>
      )}
      <div>
        <dt>{b("simulate.running", { time: formats.clock(time) })}</dt>
        <dd data-testid="simulated-throughput">{now ?? b("simulate.warming")}</dd>
      </div>
      {seen.current.former !== undefined && (
        <div>
          <dt>{b("simulate.former")}</dt>
          <dd>{seen.current.former}</dd>
        </div>
      )}
      <Replicated plant={shown.plant} />
    </dl>
  );
}
