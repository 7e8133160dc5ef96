import { ACCOUNTS_TEXTS, type AccountsTexts } from "../app/i18n/accounts-texts.ts";
import { fill } from "../app/i18n/text.ts";
import type { RunResult } from "../protocol/simulation.ts";
import type { Fact } from "./facts.tsx";
import type { Wording } from "./session-context.ts";

/** Energy and cost of one element or fleet, and what the energy was for. */
export function consumerFacts(id: string, { energy, costs }: RunResult, wording: Wording): Fact[] {
  const texts = ACCOUNTS_TEXTS[wording.language];
  const { number, withUnit } = wording.formats;
  const consumer = energy?.elements[id] ?? energy?.fleets?.[id];
  const cost = costs?.byElement[id];
  return [
    ...(consumer === undefined
      ? []
      : [
          { name: texts.powerNow, value: withUnit(number(consumer.power), "kW"), testId: "element-power" },
          { name: texts.energy, value: withUnit(number(consumer.energy), "kWh"), testId: "element-energy" },
          ...energyShares(consumer, texts, wording),
        ]),
    ...(costs === undefined || cost === undefined
      ? []
      : [{ name: texts.costOfElement, value: withUnit(number(cost), costs.currency) }]),
  ];
}

type Consumer = NonNullable<RunResult["energy"]>["elements"][string];

/** What the energy was for; nothing where it was all for one thing. */
function energyShares(
  { energy, byState }: Consumer,
  texts: AccountsTexts,
  { find, formats }: Wording,
): Fact[] {
  const parts = Object.entries(byState).filter(([, amount]) => amount > 0);
  if (parts.length < 2 || energy <= 0) return [];
  return parts.map(([state, amount]) => ({
    name: `– ${texts.categories[state] ?? find(`state.${state}`) ?? state}`,
    value: `${formats.withUnit(formats.number(amount), "kWh")} (${formats.percent(amount / energy)})`,
  }));
}

/** Energy of the plant. */
export function energyFacts({ energy, costs }: RunResult, wording: Wording): Fact[] {
  if (energy === undefined) return [];
  const texts = ACCOUNTS_TEXTS[wording.language];
  const { number, duration, withUnit } = wording.formats;
  const fact = (name: string, value: number, unit: string): Fact => ({
    name,
    value: withUnit(number(value), unit),
  });
  const interval = duration(energy.demandInterval);
  const { co2, co2PerGoodPart, cost } = energy;
  return [
    { ...fact(texts.energy, energy.total, "kWh"), testId: "plant-energy" },
    fact(perPart(texts, texts.energy), energy.perGoodPart, "kWh"),
    fact(texts.powerNow, energy.power, "kW"),
    fact(texts.power, energy.meanPower, "kW"),
    fact(texts.peakPower, energy.peakPower, "kW"),
    fact(fill(texts.peakDemand, { interval }), energy.peakDemand, "kW"),
    ...(co2 === undefined ? [] : [fact("CO₂", co2, "kg")]),
    ...(co2PerGoodPart === undefined ? [] : [fact(perPart(texts, "CO₂"), co2PerGoodPart, "kg")]),
    ...(cost === undefined || costs === undefined ? [] : [fact(texts.energyCost, cost, costs.currency)]),
  ];
}

/** Costs of the plant; what the plant file gives no price has no row. */
export function costFacts({ costs }: RunResult, wording: Wording): Fact[] {
  if (costs === undefined) return [];
  const texts = ACCOUNTS_TEXTS[wording.language];
  const { number, duration, withUnit } = wording.formats;
  const money = (name: string, amount: number): Fact[] =>
    amount === 0 ? [] : [{ name, value: withUnit(number(amount), costs.currency) }];
  const { overtimeHours, goodPartsPerLabourHour } = costs;
  return [
    ...money(texts.machines, costs.machines),
    ...money(texts.material, costs.material),
    ...money(texts.holding, costs.holding),
    ...money(texts.labour, costs.labour),
    { name: texts.total, value: withUnit(number(costs.total), costs.currency), testId: "plant-cost" },
    ...money(perPart(texts, texts.total), costs.perGoodPart),
    ...(overtimeHours === undefined ? [] : [{ name: texts.overtime, value: duration(overtimeHours * 3600) }]),
    ...(goodPartsPerLabourHour === undefined
      ? []
      : [{ name: texts.labourYield, value: withUnit(number(goodPartsPerLabourHour), texts.partsPerHour) }]),
  ];
}

function perPart({ perGoodPart }: AccountsTexts, name: string): string {
  return fill(perGoodPart, { name });
}
