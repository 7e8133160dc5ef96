import type { VNode } from "preact";
import type { Resource } from "../../plant/schema.ts";
import type { CardsInstant, ResourceInstant, RunResult } from "../../protocol/simulation.ts";
import { type Fact, Facts } from "../facts.tsx";
import { useSession } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { type ResourceWording, useResourceWording } from "./resource-wording.ts";
import { useResourceInstant } from "./use-instant.ts";

type ResourceResult = NonNullable<RunResult["resources"]>[string];

function CardTable({ cards }: { cards: readonly CardsInstant[] }): VNode {
  const { r, formats, nameOf } = useResourceWording();
  const { count } = formats;
  const isSignalled = cards.some(({ back }) => back > 0);
  return (
    <table class="member-table" data-testid="cards">
      <thead>
        <tr>
          <th scope="col">{r("cards")}</th>
          <th scope="col" class="amount">
            {r("free")}
          </th>
          {isSignalled && (
            <th scope="col" class="amount">
              {r("back")}
            </th>
          )}
          <th scope="col" class="amount">
            {r("total")}
          </th>
        </tr>
      </thead>
      <tbody>
        {cards.map(({ product, total, free, back }) => (
          <tr key={product ?? ""}>
            <th scope="row">{product === undefined ? r("cardsOfAll") : nameOf(product)}</th>
            <td class="amount">{count(free)}</td>
            {isSignalled && <td class="amount">{count(back)}</td>}
            <td class="amount">{count(total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function instantFacts(instant: ResourceInstant, { r, formats }: ResourceWording): Fact[] {
  const { count } = formats;
  switch (instant.kind) {
    case "kanban":
    case "conwip":
    case "supermarket":
      return [
        { name: r("inside"), value: count(instant.inside), testId: "loop-inside" },
        { name: r("heldBack"), value: count(instant.heldBack) },
      ];
    case "carriers":
      return [
        { name: r("loaded"), value: count(instant.loaded), testId: "carriers-loaded" },
        { name: r("empty"), value: count(instant.empty) },
      ];
    case "gate":
      return [{ name: r("heldBack"), value: count(instant.heldBack), testId: "gate-held" }];
    default:
      return [];
  }
}

function resultFacts(row: ResourceResult, { r, t, formats }: ResourceWording): Fact[] {
  const { count, counted, measured, percent } = formats;
  switch (row.kind) {
    case "kanban":
    case "conwip":
    case "supermarket":
      return [
        { name: r("meanInside"), value: measured(row.meanInside, t("unit.parts")) },
        { name: r("maxInside"), value: counted(row.maxInside, t("unit.parts")) },
        { name: r("entered"), value: count(row.entered), testId: "loop-entered" },
      ];
    case "carriers":
      return [
        { name: r("meanLoaded"), value: measured(row.meanLoaded, t("unit.carriers")) },
        { name: r("utilisation"), value: percent(row.utilisation) },
        { name: r("carrierTrips"), value: count(row.trips) },
        ...(row.lost === 0 ? [] : [{ name: r("lost"), value: count(row.lost) }]),
      ];
    case "gate":
      return [{ name: r("passed"), value: count(row.passed), testId: "gate-passed" }];
    default:
      return [];
  }
}

/** What a control or a kind of carriers does now, and what it did. */
export function ControlSection({ resource }: { resource: Resource }): VNode {
  const { run } = useSession();
  const wording = useResourceWording();
  const { r } = wording;
  const instant = useResourceInstant(resource.id);
  const results = useValue(run.results);
  const row = results?.time === 0 ? undefined : results?.resources?.[resource.id];
  return (
    <>
      {instant !== undefined && (
        <section>
          <h3>{r("now")}</h3>
          <Facts facts={instantFacts(instant, wording)} />
          {"cards" in instant && <CardTable cards={instant.cards} />}
        </section>
      )}
      {row !== undefined && (
        <section>
          <h3>{r("results")}</h3>
          <Facts facts={resultFacts(row, wording)} />
        </section>
      )}
    </>
  );
}
