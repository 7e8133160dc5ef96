import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { ExperimentTable, TableResponse, TableRow } from "../../protocol/experiment.ts";
import { useWording } from "../session-context.ts";
import { useExperiment } from "./experiment-context.ts";
import { SortHead, useSorting } from "./sort-head.tsx";
import { orderedRows, VERDICT_SIGNS, verdictOf } from "./table-rows.ts";

/** Figures that are shown at first, with those that the study adds. */
const SHOWN = new Set(["throughput", "wip", "cycleTime"]);
const USUAL = /^(?:finished|energy|peakDemand|co2|cost|labourCost|overtime|goodParts)/;

/** All scenarios with their figures: intervals, and differences from the baseline with what they say. */
export function ResultTable({ table }: { table: ExperimentTable }): VNode {
  const { x, nameOf } = useExperiment();
  const { formats } = useWording();
  const { by, isDescending, sorting, sortBy } = useSorting<string>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  const isShown = ({ id }: TableResponse): boolean =>
    chosen === undefined ? SHOWN.has(id) || !USUAL.test(id) : chosen.has(id);
  const shown = table.responses.filter(isShown);
  const toggle = (id: string): void => {
    const next = new Set(shown.map((response) => response.id));
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <section class="result-table">
      <div class="result-scroll">
        <table data-testid="experiment-table">
          <thead>
            <tr>
              <SortHead
                label={x("results.scenario")}
                sorting={sorting(undefined)}
                onSort={() => sortBy(undefined)}
              />
              <th scope="col" class="number">
                {x("results.n")}
              </th>
              {shown.map((response) => (
                <SortHead
                  key={response.id}
                  label={x.figure(response)}
                  unit={x.unit(response.unit)}
                  sorting={sorting(response.id)}
                  onSort={() => sortBy(response.id)}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {orderedRows(table, { by, descending: isDescending }).map((row) => (
              <tr key={row.scenario} data-scenario={row.scenario}>
                <th scope="row">
                  {nameOf(row.scenario)}
                  {row.scenario === table.baseline && (
                    <span class="muted baseline-mark">{x("results.baseline")}</span>
                  )}
                </th>
                <td class="number">{formats.count(row.replications)}</td>
                {shown.map((response) => (
                  <Cell key={response.id} row={row} response={response} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="muted table-note">
        {x("results.caption", {
          confidence: formats.percent(table.confidence),
          baseline: nameOf(table.baseline),
        })}
      </p>
      <details class="figure-choice">
        <summary>{x("figures")}</summary>
        <div>
          {table.responses.map((response) => (
            <label key={response.id} class="check">
              <input type="checkbox" checked={isShown(response)} onChange={() => toggle(response.id)} />
              <span>{x.figure(response)}</span>
            </label>
          ))}
        </div>
      </details>
    </section>
  );
}

function Cell({ row, response }: { row: TableRow; response: TableResponse }): VNode {
  const { x } = useExperiment();
  const estimate = row.estimates[response.id];
  const difference = row.differences[response.id];
  const verdict = verdictOf(row, response);
  return (
    <td data-figure={response.id}>
      <span class="estimate">
        {estimate === undefined ? "–" : x.interval(estimate.mean, estimate.halfWidth)}
      </span>
      {difference !== undefined && verdict !== undefined && (
        <span class="difference" data-verdict={verdict}>
          {x.interval(difference.mean, difference.halfWidth, true)}{" "}
          <span class="verdict">
            <span aria-hidden="true">{VERDICT_SIGNS[verdict]}</span> {x(`sign.${verdict}`)}
          </span>
        </span>
      )}
    </td>
  );
}
