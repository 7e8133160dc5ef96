import type { VNode } from "preact";
import type { Search } from "../../app/balance/balance-control.ts";
import type { Plant } from "../../plant/schema.ts";
import type { BalanceProgress } from "../../protocol/balance.ts";
import { useWording } from "../session-context.ts";
import { useBalance } from "./balance-context.ts";

const CURVE = { width: 260, height: 64, margin: 4 };

/** A search under way: what it does, the best value and the bound so far, both over time, and how to end it. */
export function SearchProgress({ search, plant }: { search: Search; plant: Plant }): VNode {
  const { b, control } = useBalance();
  const { formats } = useWording();
  const { progress, course } = search;
  const line = plant.balance?.find(({ id }) => id === search.line);
  const phase = progress?.phase ?? search.aim;
  const isCount = phase === "stations" || phase === "conflict";
  const show = (value: number): string =>
    isCount ? formats.count(value) : formats.withUnit(formats.number(value, 4), "s");
  const values = {
    best: progress?.best === undefined ? b("progress.none") : show(progress.best),
    bound: progress === undefined ? b("progress.none") : show(progress.bound),
    seconds: formats.withUnit(formats.number(progress?.seconds ?? 0, 2), "s"),
  };
  return (
    <div class="progress" data-testid="progress">
      <p>
        <b>{b("progress.line", { line: line?.name ?? search.line, number: search.number, of: search.of })}</b>
        <br />
        {b(`progress.${phase}`)}
      </p>
      {phase !== "conflict" && (
        <>
          <dl class="progress-values">
            <div>
              <dt>{b("progress.best")}</dt>
              <dd data-testid="progress-best">{values.best}</dd>
            </div>
            <div>
              <dt>{b("progress.bound")}</dt>
              <dd data-testid="progress-bound">{values.bound}</dd>
            </div>
            <div>
              <dt>{b("progress.time")}</dt>
              <dd>{values.seconds}</dd>
            </div>
          </dl>
          <Curve course={course} />
        </>
      )}
      <button type="button" data-testid="cancel" onClick={() => control.cancel()}>
        {b("progress.cancel")}
      </button>
    </div>
  );
}

/** Best value from above and bound from below, over the time of the search. */
function Curve({ course }: { course: readonly BalanceProgress[] }): VNode | null {
  const { b } = useBalance();
  const first = course[0];
  const last = course.at(-1);
  const bests = course.flatMap(({ best }) => best ?? []);
  if (first === undefined || last === undefined || course.length < 2 || bests.length === 0) return null;
  const low = Math.min(...course.map(({ bound }) => bound));
  const high = Math.max(...bests);
  const { width, height, margin } = CURVE;
  const span = last.seconds - first.seconds;
  const x = (seconds: number): number =>
    margin + (width - 2 * margin) * (span === 0 ? 1 : (seconds - first.seconds) / span);
  const y = (value: number): number =>
    height - margin - (height - 2 * margin) * (high === low ? 0.5 : (value - low) / (high - low));
  const steps = (points: readonly (readonly [number, number])[]): string =>
    points
      .map(([seconds, value], i) => (i === 0 ? `M${x(seconds)} ${y(value)}` : `H${x(seconds)}V${y(value)}`))
      .join("");
  return (
    <svg class="curve" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={b("progress.curve")}>
      <path class="curve-bound" d={steps(course.map(({ seconds, bound }) => [seconds, bound]))} />
      <path
        class="curve-best"
        d={steps(
          course.flatMap(({ seconds, best }) => (best === undefined ? [] : [[seconds, best] as const])),
        )}
      />
    </svg>
  );
}
