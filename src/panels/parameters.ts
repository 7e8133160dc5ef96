import type { Element } from "../plant/schema.ts";
import type { CycleTime } from "../plant/elements/station.ts";
import { conveyingFacts } from "./conveying-facts.ts";
import { durationText } from "./duration-text.ts";
import type { Fact } from "./facts.tsx";
import { materialFacts } from "./material-facts.ts";
import { storageFacts } from "./storage-facts.ts";
import type { Wording } from "./session-context.ts";

function cycleTimeText(cycleTime: CycleTime, wording: Wording): string {
  if (typeof cycleTime === "object" && "byProduct" in cycleTime) return wording.t("details.param.byProduct");
  return durationText(cycleTime, wording);
}

function arrivalText(element: Extract<Element, { kind: "source" }>, wording: Wording): Fact {
  const { t } = wording;
  const { arrivals } = element;
  if (arrivals.mode === "interarrival") {
    return { name: t("details.param.interarrival"), value: durationText(arrivals.interarrival, wording) };
  }
  if (arrivals.mode === "orders") {
    const count = wording.formats.count(arrivals.orders.length);
    return { name: t("details.param.arrivals"), value: t("details.param.orders", { count }) };
  }
  const value = t(arrivals.mode === "saturated" ? "details.param.saturated" : "details.param.schedule");
  return { name: t("details.param.arrivals"), value };
}

/** Which of several parts goes first, in words; undefined where nothing says it. */
function rankingText(ranking: Discipline | Policy, { t }: Wording): string | undefined {
  if (ranking === undefined) return undefined;
  if (typeof ranking === "string") return t(`ranking.${ranking}`);
  if ("priority" in ranking) return t("ranking.priority");
  if ("sequence" in ranking) return t("ranking.sequence");
  if ("rule" in ranking) return t(`ranking.${ranking.rule}`);
  return t(`ranking.${ranking.first ?? "smallest"}`, { by: ranking.by });
}
type Discipline = Extract<Element, { kind: "buffer" }>["discipline"];
type Policy = Extract<Element, { kind: "station" }>["inputPolicy"];

/** Orders, sequences, and which part goes first. */
function orderFacts(element: Element, wording: Wording): Fact[] {
  const { t } = wording;
  const facts: Fact[] = [];
  if (element.kind === "source") {
    const { arrivals, products } = element;
    const sequences = [
      arrivals.mode === "orders" ? (arrivals.sequence?.by ?? "given") : undefined,
      products?.order === "mix" ? (products.sequence?.by ?? "given") : undefined,
    ];
    for (const by of sequences)
      if (by !== undefined) facts.push({ name: t("details.param.sequence"), value: t(`sequence.${by}`) });
  }
  const ranking =
    element.kind === "buffer"
      ? element.discipline
      : element.kind === "station"
        ? element.inputPolicy
        : undefined;
  const first = rankingText(ranking, wording);
  if (first !== undefined) facts.push({ name: t("details.param.discipline"), value: first });
  return facts;
}

/** Rules for parts: attributes that are set, due dates, routing by expression. */
function ruleFacts(element: Element, { t, formats }: Wording): Fact[] {
  const facts: Fact[] = [];
  if ("attributes" in element && element.attributes !== undefined) {
    const given = Object.entries(element.attributes).map(([id, value]) => {
      if (typeof value !== "object") return `${id} = ${value}`;
      return `${id} = ${"expression" in value ? value.expression : t(`dist.${value.dist}`)}`;
    });
    facts.push({ name: t("details.param.attributes"), value: given.join(", ") });
  }
  if (element.kind === "source" && element.flowAllowance !== undefined)
    facts.push({ name: t("details.param.flowAllowance"), value: formats.duration(element.flowAllowance) });
  if ("routing" in element && element.routing?.policy === "expression") {
    const { rules, otherwise } = element.routing;
    for (const { when, to } of rules) facts.push({ name: t("details.param.rule", { to }), value: when });
    facts.push({ name: t("details.param.otherwise"), value: otherwise });
  }
  return facts;
}

/** What the plant file says of an element. */
export function parameterFacts(element: Element, wording: Wording): Fact[] {
  const { t, formats } = wording;
  const facts: Fact[] = [];
  const add = (name: string, value: string): void => void facts.push({ name, value });
  if (element.kind === "source") facts.push(arrivalText(element, wording));
  if (element.kind === "station") {
    add(t("details.param.cycleTime"), cycleTimeText(element.cycleTime, wording));
    if ((element.servers ?? 1) > 1) add(t("details.param.servers"), formats.count(element.servers ?? 1));
  }
  facts.push(...materialFacts(element, wording));
  facts.push(...conveyingFacts(element, wording));
  if (element.kind === "storage") facts.push(...storageFacts(element, wording));
  if (element.kind === "buffer") {
    const { capacity } = element;
    add(
      t("details.param.capacity"),
      capacity === undefined ? t("details.param.unlimited") : formats.count(capacity),
    );
  }
  if ("failures" in element) {
    for (const mode of element.failures ?? []) {
      const failure = durationText(mode.timeToFailure, wording);
      const repair = durationText(mode.timeToRepair, wording);
      add(t("details.param.failure", { id: mode.id }), t("details.param.failureTimes", { failure, repair }));
    }
  }
  facts.push(...orderFacts(element, wording), ...ruleFacts(element, wording));
  if ("calendar" in element && element.calendar !== undefined) {
    add(t("details.param.calendar"), element.calendar);
  }
  return facts;
}
