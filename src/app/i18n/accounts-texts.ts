import type { Language } from "./text.ts";

/** Words of the panel about energy and costs, and of the facts of an element; they come with these. */
export interface AccountsTexts {
  readonly title: string;
  readonly energy: string;
  readonly power: string;
  readonly powerNow: string;
  readonly peakPower: string;
  readonly peakDemand: string;
  readonly perGoodPart: string;
  readonly energyCost: string;
  readonly machines: string;
  readonly material: string;
  readonly holding: string;
  readonly labour: string;
  readonly total: string;
  readonly overtime: string;
  readonly labourYield: string;
  readonly costOfElement: string;
  readonly partsPerHour: string;
  readonly parameters: string;
  readonly loadCurve: string;
  readonly loadSummary: string;
  /** What energy is drawn for, beside the states of elements. */
  readonly categories: Readonly<Record<string, string>>;
}

export const ACCOUNTS_TEXTS: Readonly<Record<Language, AccountsTexts>> = {
  en: {
    title: "Energy and costs",
    energy: "Energy",
    power: "Mean power",
    powerNow: "Power now",
    peakPower: "Peak power",
    peakDemand: "Peak load over {interval}",
    perGoodPart: "{name} a good part",
    energyCost: "Cost of energy",
    machines: "Machines and vehicles",
    material: "Material",
    holding: "Work in process",
    labour: "Labour",
    total: "Cost in all",
    overtime: "Overtime",
    labourYield: "Good parts an hour of labour",
    costOfElement: "Cost",
    partsPerHour: "parts/h",
    parameters: "Energy and costs",
    loadCurve: "Load curve",
    loadSummary:
      "Means of {interval}; mean {mean}, peak load over {demandInterval} {demand} (dashed), highest instant {peak}.",
    categories: {
      idle: "Idle",
      standby: "Standby",
      off: "Off",
      rampUp: "Ramp-up",
      drivingEmpty: "Driving empty",
      drivingLoaded: "Driving loaded",
      handling: "Loading and unloading",
      charging: "Charging",
      onShift: "On shift",
      offShift: "Off shift",
    },
  },
  de: {
    title: "Energie und Kosten",
    energy: "Energie",
    power: "Mittlere Leistung",
    powerNow: "Leistung jetzt",
    peakPower: "Höchste Leistung",
    peakDemand: "Lastspitze über {interval}",
    perGoodPart: "{name} je Gutteil",
    energyCost: "Energiekosten",
    machines: "Maschinen und Fahrzeuge",
    material: "Material",
    holding: "Bestand",
    labour: "Löhne",
    total: "Kosten gesamt",
    overtime: "Überstunden",
    labourYield: "Gutteile je Arbeitsstunde",
    costOfElement: "Kosten",
    partsPerHour: "Teile/h",
    parameters: "Energie und Kosten",
    loadCurve: "Lastgang",
    loadSummary:
      "Mittel über {interval}; Mittelwert {mean}, Lastspitze über {demandInterval} {demand} (gestrichelt), höchster Augenblickswert {peak}.",
    categories: {
      idle: "Leerlauf",
      standby: "Bereitschaft",
      off: "Aus",
      rampUp: "Hochfahren",
      drivingEmpty: "Leerfahrt",
      drivingLoaded: "Lastfahrt",
      handling: "Auf- und Abladen",
      charging: "Batterie laden",
      onShift: "In der Schicht",
      offShift: "Außerhalb der Schicht",
    },
  },
};
