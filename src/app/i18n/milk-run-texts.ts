import type { Language } from "./text.ts";

/** Words of the details of a milk run; they come with them. */
export interface MilkRunTexts {
  readonly timetable: string;
  /** Columns of the board. */
  readonly due: string;
  readonly departed: string;
  readonly note: string;
  readonly punctual: string;
  readonly late: (by: string) => string;
  readonly missed: string;
  readonly waits: string;
  readonly coming: string;
  readonly onDemand: (signals: string) => string;
  readonly continuous: string;
  readonly laps: string;
  readonly lapMean: string;
  readonly lapMax: string;
  readonly punctuality: string;
  readonly lateDepartures: string;
  readonly missedDepartures: string;
  readonly latenessMean: string;
  readonly load: string;
  readonly brought: string;
  readonly takenBack: string;
  readonly noRoom: string;
  readonly leftBehind: string;
  readonly notInStock: string;
  readonly skipped: string;
  readonly withoutDemand: string;
  readonly pointsOfUse: string;
  readonly pointOfUse: string;
  readonly product: string;
  readonly stock: string;
  readonly empty: string;
  readonly route: string;
  readonly every: (takt: string) => string;
  readonly times: (count: string) => string;
  readonly takt: string;
}

export const MILK_RUN_TEXTS: Readonly<Record<Language, MilkRunTexts>> = {
  en: {
    timetable: "Timetable",
    due: "Due",
    departed: "Departed",
    note: "Note",
    punctual: "on time",
    late: (by) => `${by} late`,
    missed: "missed",
    waits: "late: no train is back",
    coming: "to come",
    onDemand: (signals) => `On demand, from ${signals} signals on`,
    continuous: "Each train departs again as soon as it is back",
    laps: "Laps",
    lapMean: "Lap time, mean",
    lapMax: "Lap time, longest",
    punctuality: "Punctual departures",
    lateDepartures: "Late departures",
    missedDepartures: "Missed departures",
    latenessMean: "Mean lateness",
    load: "Highest load of a lap, mean",
    brought: "Containers brought",
    takenBack: "Taken back",
    noRoom: "Found no room at a stop",
    leftBehind: "Left for want of places",
    notInStock: "Not in stock when loading",
    skipped: "Stops passed",
    withoutDemand: "Departures without demand",
    pointsOfUse: "Points of use",
    pointOfUse: "Point of use",
    product: "Product",
    stock: "Mean stock",
    empty: "Empty",
    route: "Route",
    takt: "Departures",
    every: (takt) => `every ${takt}`,
    times: (count) => `${count} listed times`,
  },
  de: {
    timetable: "Fahrplan",
    due: "Soll",
    departed: "Abfahrt",
    note: "Hinweis",
    punctual: "pünktlich",
    late: (by) => `${by} verspätet`,
    missed: "ausgefallen",
    waits: "verspätet: kein Zug zurück",
    coming: "kommt noch",
    onDemand: (signals) => `Nach Bedarf, ab ${signals} Signalen`,
    continuous: "Jeder Zug fährt nach der Rückkehr gleich wieder ab",
    laps: "Runden",
    lapMean: "Rundenzeit, Mittel",
    lapMax: "Rundenzeit, längste",
    punctuality: "Pünktliche Abfahrten",
    lateDepartures: "Verspätete Abfahrten",
    missedDepartures: "Ausgefallene Abfahrten",
    latenessMean: "Mittlere Verspätung",
    load: "Höchste Beladung je Runde, Mittel",
    brought: "Gebrachte Behälter",
    takenBack: "Zurückgenommen",
    noRoom: "Am Halt ohne Platz",
    leftBehind: "Mangels Platz zurückgelassen",
    notInStock: "Beim Beladen nicht vorrätig",
    skipped: "Ausgelassene Halte",
    withoutDemand: "Abfahrten ohne Bedarf",
    pointsOfUse: "Verbrauchsorte",
    pointOfUse: "Verbrauchsort",
    product: "Produkt",
    stock: "Mittlerer Bestand",
    empty: "Leer",
    route: "Route",
    takt: "Abfahrten",
    every: (takt) => `alle ${takt}`,
    times: (count) => `${count} feste Zeiten`,
  },
};
