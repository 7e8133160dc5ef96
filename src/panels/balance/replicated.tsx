import type { VNode } from "preact";
import { isSameRun } from "../../app/balance/replication-control.ts";
import type { Plant } from "../../plant/schema.ts";
import type { ReplicatedThroughput } from "../../protocol/replications.ts";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useBalance } from "./balance-context.ts";

/** Throughput over replications with its interval: of the plant as it stands, and of the one before it. */
export function Replicated({ plant }: { plant: Plant }): VNode {
  const { b, control } = useBalance();
  const { document } = useSession();
  const { formats } = useWording();
  const running = useValue(control.replications.running);
  const finished = useValue(control.replications.finished);
  const show = ({ mean, halfWidth }: ReplicatedThroughput): string => {
    const width = halfWidth === undefined ? "" : ` ± ${formats.number(halfWidth, 2)}`;
    return formats.withUnit(`${formats.number(mean, 3)}${width}`, b("simulate.perHour"));
  };
  const own = finished.find((entry) => isSameRun(entry.plant, plant));
  const former = finished.find((entry) => entry !== own);
  const start = (): void => {
    const current = document.current.peek();
    if (current !== undefined) void control.replications.start(current.plant, current.text);
  };
  return (
    <>
      {own !== undefined && (
        <div>
          <dt>{b("replicate.own", { count: own.throughput.done })}</dt>
          <dd data-testid="replicated">{show(own.throughput)}</dd>
        </div>
      )}
      {former !== undefined && (
        <div>
          <dt>{b("replicate.former")}</dt>
          <dd data-testid="replicated-before">{show(former.throughput)}</dd>
        </div>
      )}
      <div>
        <dt class="visually-hidden">{b("replicate")}</dt>
        <dd>
          {running === undefined ? (
            <button
              type="button"
              class="small"
              disabled={own !== undefined}
              data-testid="replicate"
              onClick={start}
            >
              {b("replicate")}
            </button>
          ) : (
            <button type="button" class="small" onClick={() => control.replications.cancel()}>
              {b("replicate.cancel", { done: running.throughput.done, of: running.throughput.of })}
            </button>
          )}
        </dd>
      </div>
    </>
  );
}
