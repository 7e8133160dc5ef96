import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { TraceControl } from "../../app/trace/trace-control.ts";
import type { LedgerResult } from "../../protocol/trace.ts";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useTraceWording } from "./trace-context.ts";

interface Row {
  readonly text: string;
  readonly kind: "ideal" | "loss" | "gain" | "actual";
  readonly units: number;
  readonly perHour: number;
  /** Where its bar begins and how long it is, in parts of the ideal output. */
  readonly from: number;
  readonly length: number;
  readonly element: string | undefined;
}

/** From the ideal output through the losses, the largest first, to the actual one: each bar begins where the last ended. */
function useRows(ledger: LedgerResult): Row[] {
  const { document } = useSession();
  const { w, root } = useTraceWording();
  const { idealUnits: ideal, units, idealPerHour, perHour } = ledger;
  const share = (value: number): number => (ideal > 0 ? value / ideal : 0);
  let left = ideal;
  const losses = ledger.losses.map((loss): Row => {
    left -= loss.units;
    const isElement = document.element(loss.root.id) !== undefined;
    return {
      text: root(loss.root),
      kind: loss.units < 0 ? "gain" : "loss",
      units: -loss.units,
      perHour: -loss.perHour,
      from: share(Math.min(left, left + loss.units)),
      length: share(Math.abs(loss.units)),
      element: isElement ? loss.root.id : undefined,
    };
  });
  const whole = { from: 0, element: undefined };
  return [
    { ...whole, text: w("ledger.ideal"), kind: "ideal", units: ideal, perHour: idealPerHour, length: 1 },
    ...losses,
    { ...whole, text: w("ledger.actual"), kind: "actual", units, perHour, length: share(units) },
  ];
}

function Waterfall({ ledger }: { ledger: LedgerResult }): VNode {
  const { selection } = useSession();
  const { formats } = useWording();
  const { w } = useTraceWording();
  const rows = useRows(ledger);
  return (
    <table class="waterfall" data-testid="ledger">
      <thead>
        <tr>
          <th scope="col">{w("ledger.cause")}</th>
          <th scope="col">{w("ledger.units")}</th>
          <th scope="col">{w("ledger.perHour")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ text, kind, units, perHour, from, length, element }) => (
          <tr key={text} data-kind={kind}>
            <th scope="row">
              {element === undefined ? (
                text
              ) : (
                <button type="button" class="link-button" onClick={() => selection.select(element)}>
                  {text}
                </button>
              )}
              <span class="waterfall-track" aria-hidden="true">
                <span style={{ marginLeft: `${from * 100}%`, width: `${length * 100}%` }} />
              </span>
            </th>
            <td>{formats.number(units)}</td>
            <td>{formats.number(perHour)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where the output of the constraint went, of which the run is repeated. */
export function LedgerSection({ control }: { control: TraceControl }): VNode {
  const { document } = useSession();
  const { formats } = useWording();
  const { w, name } = useTraceWording();
  const stations = useValue(document.current)?.plant.elements.filter(({ kind }) => kind === "station") ?? [];
  const ledger = useValue(control.ledger);
  const busy = useValue(control.busy);
  const [constraint, setConstraint] = useState("");
  return (
    <section>
      <h3>{w("ledger.title")}</h3>
      <div class="trace-form">
        <label>
          <span>{w("ledger.of")}</span>
          <select
            value={constraint}
            data-testid="ledger-constraint"
            onChange={(event) => setConstraint(event.currentTarget.value)}
          >
            <option value="">{w("ledger.found")}</option>
            {stations.map(({ id }) => (
              <option key={id} value={id}>
                {name(id)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="wide"
          disabled={busy !== undefined}
          data-testid="ledger-make"
          onClick={() => void control.account(constraint === "" ? undefined : constraint)}
        >
          {w("ledger.make")}
        </button>
      </div>
      {busy === "ledger" && <p role="status">{w("busy")}</p>}
      {ledger !== undefined && !ledger.ok && (
        <p class="fault">{w(ledger.reason === "noStation" ? "ledger.noStation" : ledger.reason)}</p>
      )}
      {ledger?.ok === true && (
        <>
          <p class="muted">
            {name(ledger.value.constraint)}.{" "}
            {w("ledger.cycle", {
              cycle: formats.duration(ledger.value.idealCycle),
              planned: formats.duration(ledger.value.planned),
            })}
          </p>
          <Waterfall ledger={ledger.value} />
        </>
      )}
    </section>
  );
}
