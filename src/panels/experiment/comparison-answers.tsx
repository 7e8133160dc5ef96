import type { ComponentChildren, VNode } from "preact";
import type { ComparisonAnswer, ExperimentResult } from "../../protocol/experiment.ts";
import { useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";
import { VERDICT_SIGNS, verdictOfInterval } from "./table-rows.ts";

/** What the comparisons say that the table of scenarios does not: each with each, with the best, and the selection. */
export function ComparisonAnswers({ result }: { result: ExperimentResult }): VNode {
  return (
    <>
      {result.comparisons.map((comparison, i) => (
        <Answer key={i} comparison={comparison} result={result} />
      ))}
    </>
  );
}

function Answer({
  comparison,
  result,
}: {
  comparison: ComparisonAnswer;
  result: ExperimentResult;
}): VNode | null {
  switch (comparison.method) {
    case "paired":
      return null;
    case "allPairs":
      return <Pairs comparison={comparison} result={result} />;
    case "best":
      return <Best comparison={comparison} result={result} />;
    case "select":
      return <Selection comparison={comparison} result={result} />;
  }
}

type Of<Comparison> = {
  comparison: Comparison;
  result: ExperimentResult;
};
type PairsAnswer = Extract<ComparisonAnswer, { readonly pairs: unknown }>;
type BestAnswer = Extract<ComparisonAnswer, { readonly method: "best" }>;
type SelectAnswer = Extract<ComparisonAnswer, { readonly method: "select" }>;

function Pairs({ comparison, result }: Of<PairsAnswer>): VNode {
  const { x, control, nameOf } = useExperiment();
  const { formats } = useWording();
  const table = useValue(control.table);
  const better = table?.responses.find(({ id }) => id === comparison.response)?.better;
  return (
    <ComparisonTable
      comparison={comparison}
      result={result}
      title="pairs.title"
      heads={[x("pairs.pair"), x("pairs.difference"), x("gains.verdict")]}
      note={x("pairs.caption", {
        replications: comparison.replications,
        confidence: formats.percent(comparison.confidence),
      })}
    >
      {comparison.pairs.map(({ scenario, other, mean, halfWidth, significant }) => {
        const verdict = verdictOfInterval({ mean, halfWidth, significant }, better);
        return (
          <tr key={`${scenario} ${other}`} data-pair={`${scenario} ${other}`}>
            <th scope="row">
              {nameOf(scenario)} − {nameOf(other)}
            </th>
            <td>{x.interval(mean, halfWidth, true)}</td>
            <td data-verdict={verdict}>
              <span class="verdict">
                <span aria-hidden="true">{VERDICT_SIGNS[verdict]}</span> {x(`sign.${verdict}`)}
              </span>
            </td>
          </tr>
        );
      })}
    </ComparisonTable>
  );
}

function Best({ comparison, result }: Of<BestAnswer>): VNode {
  const { x, nameOf } = useExperiment();
  const { formats } = useWording();
  const { halfWidth } = comparison;
  const end = (value: number): string => x.interval(value, undefined, true);
  return (
    <ComparisonTable
      comparison={comparison}
      result={result}
      title="best.title"
      heads={[x("results.scenario"), x("results.mean"), x("best.difference"), x("gains.verdict")]}
      note={x("best.caption", {
        replications: comparison.replications,
        confidence: formats.percent(comparison.confidence),
        halfWidth: x.interval(halfWidth, undefined),
      })}
    >
      {comparison.rows.map(({ scenario, mean, difference, low, high, ruledOut }) => (
        <tr key={scenario} data-scenario={scenario}>
          <th scope="row">{nameOf(scenario)}</th>
          <td>{x.interval(mean, undefined)}</td>
          <td>
            {end(difference)} [{end(low)}; {end(high)}]
          </td>
          <td data-verdict={ruledOut ? "worse" : "none"}>
            <span class="verdict">{ruledOut ? `▼ ${x("best.ruledOut")}` : `◆ ${x("best.open")}`}</span>
          </td>
        </tr>
      ))}
    </ComparisonTable>
  );
}

function Selection({ comparison, result }: Of<SelectAnswer>): VNode {
  const { x, nameOf } = useExperiment();
  const { formats } = useWording();
  return (
    <ComparisonTable
      comparison={comparison}
      result={result}
      title="select.title"
      heads={[x("results.scenario"), x("results.n"), x("gains.verdict")]}
      note={x("select.caption", {
        confidence: formats.percent(comparison.confidence),
        difference: `${x.tick(comparison.indifference)} ${x.unit(comparison.unit)}`,
      })}
    >
      {comparison.rows.map(({ scenario, replications }) => {
        const remains = comparison.remaining.includes(scenario);
        return (
          <tr key={scenario} data-scenario={scenario}>
            <th scope="row">{nameOf(scenario)}</th>
            <td>{formats.count(replications)}</td>
            <td data-verdict={remains ? "better" : "worse"}>
              <span class="verdict">
                {scenario === comparison.selected
                  ? `◆ ${x("select.selected")}`
                  : remains
                    ? `… ${x("select.remains")}`
                    : `▼ ${x("select.dropped")}`}
              </span>
            </td>
          </tr>
        );
      })}
    </ComparisonTable>
  );
}

function ComparisonTable({
  comparison,
  result,
  title,
  heads,
  note,
  children,
}: {
  comparison: ComparisonAnswer;
  result: ExperimentResult;
  title: "pairs.title" | "best.title" | "select.title";
  heads: readonly string[];
  note: string;
  children: ComponentChildren;
}): VNode {
  const { x } = useExperiment();
  const { response: id, unit } = comparison;
  const name = result.scenarios[0]?.kpis[id]?.name ?? id;
  const words = x.unit(unit);
  return (
    <section class="result-table" data-testid={`comparison-${comparison.method}`}>
      <h3>
        {x(title, { figure: x.figure({ id, name, unit }) })}
        {words !== "" && <span class="muted"> {words}</span>}
      </h3>
      <div class="result-scroll">
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
      <p class="muted table-note">{note}</p>
    </section>
  );
}
