import type { Bill } from "../plant/elements/assembly.ts";
import type { Defects } from "../plant/elements/quality.ts";
import type { Station } from "../plant/elements/station.ts";
import type { Element } from "../plant/schema.ts";
import type { RunResult } from "../protocol/simulation.ts";
import type { Fact } from "./facts.tsx";
import type { Wording } from "./session-context.ts";

/** What the plant file says of putting together, taking apart and judging. */
export function materialFacts(element: Element, wording: Wording): Fact[] {
  if (element.kind === "station")
    return [...assemblyFacts(element, wording), ...qualityFacts(element, wording)];
  if (element.kind !== "batcher") return [];
  const { t, formats } = wording;
  const { quantity, timeout, container, group } = element;
  const facts: Fact[] = [
    { name: t("details.param.batch"), value: formats.counted(quantity, t("unit.parts")) },
  ];
  if (timeout !== undefined)
    facts.push({ name: t("details.param.timeout"), value: formats.duration(timeout) });
  if (group !== undefined) {
    const value = t(group === "product" ? "details.param.group.product" : "details.param.group.family");
    facts.push({ name: t("details.param.group"), value });
  }
  if (container !== undefined) facts.push({ name: t("details.param.container"), value: container });
  return facts;
}

/** What happened to the quality of parts at an element. */
export function qualityResultFacts(element: Element, results: RunResult, wording: Wording): Fact[] {
  const { t, formats } = wording;
  const { count, percent } = formats;
  const facts: Fact[] = [];
  const defective = results.sinks[element.id]?.defective;
  if (defective !== undefined) facts.push({ name: t("details.defective"), value: count(defective) });
  const quality = results.stations[element.id]?.quality;
  if (quality === undefined) return facts;
  facts.push({ name: t("details.madeDefective"), value: count(quality.madeDefective) });
  if (quality.inspected === 0) return facts;
  facts.push(
    { name: t("details.firstPassYield"), value: percent(quality.firstPassYield), testId: "first-pass-yield" },
    { name: t("details.passed"), value: count(quality.passed) },
    { name: t("details.reworked"), value: count(quality.reworked) },
    { name: t("details.scrapped"), value: count(quality.scrapped) },
    { name: t("details.falseRejects"), value: count(quality.falseRejects) },
    { name: t("details.missed"), value: count(quality.missed) },
  );
  const products = Object.entries(quality.byProduct).filter(([, { inspected }]) => inspected > 0);
  if (products.length < 2) return facts;
  for (const [product, { firstPassed, firstInspected, scrapped }] of products) {
    const share = percent(firstPassed / firstInspected);
    const value = t("details.yieldOf", { share, scrapped: count(scrapped) });
    facts.push({ name: `${t("details.firstPassYield")}: ${product}`, value });
  }
  return facts;
}

function assemblyFacts({ assembly, disassembly }: Station, { t, formats }: Wording): Fact[] {
  const facts = (assembly?.bills ?? []).map((bill): Fact => ({
    name: t("details.param.bill"),
    value: billText(bill, formats.count),
  }));
  if (assembly?.output === "all")
    facts.push({ name: t("details.param.output"), value: t("details.param.output.all") });
  if (disassembly === undefined) return facts;
  const { bill, remainder } = disassembly;
  const out = bill?.map(({ product, quantity = 1 }) => `${formats.count(quantity)} × ${product}`);
  const parts = [...(out ?? [t("details.param.load")]), ...(remainder === undefined ? [] : [remainder])];
  return [...facts, { name: t("details.param.disassembly"), value: parts.join(" + ") }];
}

function billText({ inputs, product }: Bill, count: (value: number) => string): string {
  const needed = inputs.map(
    ({ from, product: of, quantity = 1 }) =>
      `${count(quantity)} × ${[of, from].filter(Boolean).join(" ← ") || "*"}`,
  );
  return `${needed.join(" + ")}${product === undefined ? "" : ` → ${product}`}`;
}

function qualityFacts({ defects, inspection }: Station, { t, formats }: Wording): Fact[] {
  const facts: Fact[] = [];
  if (defects !== undefined)
    facts.push({ name: t("details.param.defects"), value: defectsText(defects, formats.percent) });
  if (inspection === undefined) return facts;
  const { falseReject = 0, missed = 0, rework, scrap } = inspection;
  const errors = { falseReject: formats.percent(falseReject), missed: formats.percent(missed) };
  facts.push({ name: t("details.param.inspection"), value: t("details.param.errors", errors) });
  if (rework !== undefined) {
    const value = t("details.param.reworkTo", { to: rework.to, limit: formats.count(rework.limit) });
    facts.push({ name: t("details.param.rework"), value });
  }
  return [...facts, { name: t("details.param.scrap"), value: scrap ?? t("details.param.scrap.here") }];
}

function defectsText(defects: Defects, percent: (share: number) => string): string {
  if (typeof defects === "number") return percent(defects);
  const named = Object.entries(defects.byProduct).map(([product, share]) => `${product} ${percent(share)}`);
  return [...named, ...(defects.default === undefined ? [] : [`* ${percent(defects.default)}`])].join(", ");
}
