import type { Language } from "../../plant/finding-text.ts";

/** Words of a report. */
export interface ReportTexts {
  readonly question: string;
  readonly scenarios: string;
  readonly scenario: string;
  readonly changes: string;
  readonly unchanged: string;
  readonly reason: string;
  readonly results: string;
  readonly figure: string;
  readonly interval: string;
  readonly replications: string;
  readonly batches: string;
  readonly comparisons: string;
  readonly difference: string;
  readonly verdict: string;
  readonly differs: string;
  readonly noDifference: string;
  readonly notBest: string;
  readonly selected: string;
  readonly undecided: string;
  readonly paired: string;
  readonly allPairs: string;
  readonly best: string;
  readonly select: string;
  readonly targets: string;
  readonly line: string;
  readonly change: string;
  readonly targetVerdicts: Readonly<Record<"reached" | "missed" | "undecided", string>>;
  readonly deadlines: string;
  readonly parts: string;
  readonly by: string;
  readonly chance: string;
  readonly nineInTen: string;
  readonly overTime: string;
  readonly overTimeNote: string;
  readonly states: string;
  readonly method: string;
  readonly plant: string;
  readonly horizon: string;
  readonly warmup: string;
  readonly warmupFound: string;
  readonly seed: string;
  readonly confidence: string;
  readonly engine: string;
  readonly hash: string;
  readonly events: string;
  readonly again: string;
  readonly commonNumbers: string;
  readonly notIndependent: string;
  readonly notPrecise: string;
  readonly pilotTooShort: string;
  /** In the order of the states of a plant. */
  readonly stateNames: readonly string[];
  /** Names of the figures that every study has. */
  readonly kpis: Readonly<Record<string, string>>;
}

export const REPORT_TEXTS: Readonly<Record<Language, ReportTexts>> = {
  en: {
    question: "Question",
    scenarios: "Scenarios",
    scenario: "Scenario",
    changes: "What is different",
    unchanged: "the plant as it is",
    reason: "Why",
    results: "Results",
    figure: "Figure",
    interval: "interval",
    replications: "Replications",
    batches: "Batches",
    comparisons: "Comparisons",
    difference: "Difference",
    verdict: "Verdict",
    differs: "differs",
    noDifference: "no difference shown",
    notBest: "not the best",
    selected: "Selected",
    undecided: "Undecided between",
    paired: "Differences from the baseline",
    allPairs: "All pairs",
    best: "Against the best of the others",
    select: "Selection of the best",
    targets: "Targets against the baseline",
    line: "line at",
    change: "change",
    targetVerdicts: { reached: "reached", missed: "missed", undecided: "undecided" },
    deadlines: "Deadlines",
    parts: "parts",
    by: "by",
    chance: "Chance",
    nineInTen: "Nine in ten by",
    overTime: "Parts finished over time",
    overTimeNote: "mean of the replications with its interval, parts per hour",
    states: "What the stations did, in the baseline",
    method: "Method",
    plant: "Plant",
    horizon: "Horizon",
    warmup: "Warm-up",
    warmupFound: "found by MSER-5",
    seed: "Seed",
    confidence: "Confidence",
    engine: "Engine",
    hash: "Result hash",
    events: "Events",
    again:
      "This file holds the study and its plant. Whoever runs it again with the same engine gets the same hash: taktwerk experiment --verify FILE",
    commonNumbers:
      "Every scenario had the same random numbers, object by object, so that differences are compared pair by pair.",
    notIndependent: "The batches are correlated, so that this interval is too narrow: run longer.",
    notPrecise: "The wanted precision was not reached within the most replications.",
    pilotTooShort: "A pilot was too short to tell where its transient ends.",
    stateNames: ["working", "setup", "starved", "blocked", "failed", "maintenance", "paused", "waiting"],
    kpis: {
      throughput: "Throughput",
      wip: "Work in process",
      cycleTime: "Cycle time through the plant",
      finished: "Parts finished",
      energy: "Energy",
      energyPerGoodPart: "Energy a good part",
      peakDemand: "Peak load",
      co2PerGoodPart: "CO₂ a good part",
      cost: "Cost",
      costPerGoodPart: "Cost a good part",
      labourCost: "Labour cost",
      overtime: "Overtime",
      goodPartsPerLabourHour: "Good parts an hour of labour",
    },
  },
  de: {
    question: "Frage",
    scenarios: "Szenarien",
    scenario: "Szenario",
    changes: "Was anders ist",
    unchanged: "die Fabrik, wie sie ist",
    reason: "Warum",
    results: "Ergebnisse",
    figure: "Größe",
    interval: "Intervall",
    replications: "Replikationen",
    batches: "Batches",
    comparisons: "Vergleiche",
    difference: "Unterschied",
    verdict: "Befund",
    differs: "verschieden",
    noDifference: "kein Unterschied gezeigt",
    notBest: "nicht das beste",
    selected: "Ausgewählt",
    undecided: "Unentschieden zwischen",
    paired: "Unterschiede zum Ausgangsszenario",
    allPairs: "Alle Paare",
    best: "Gegen das beste der anderen",
    select: "Auswahl des besten",
    targets: "Ziele gegen das Ausgangsszenario",
    line: "Linie bei",
    change: "Änderung",
    targetVerdicts: { reached: "erreicht", missed: "verfehlt", undecided: "unentschieden" },
    deadlines: "Termine",
    parts: "Teile",
    by: "bis",
    chance: "Wahrscheinlichkeit",
    nineInTen: "Neun von zehn bis",
    overTime: "Fertige Teile über die Zeit",
    overTimeNote: "Mittel der Replikationen mit seinem Intervall, Teile je Stunde",
    states: "Was die Stationen taten, im Ausgangsszenario",
    method: "Methode",
    plant: "Fabrik",
    horizon: "Horizont",
    warmup: "Einschwingzeit",
    warmupFound: "gefunden mit MSER-5",
    seed: "Startwert",
    confidence: "Vertrauensniveau",
    engine: "Simulator",
    hash: "Ergebnis-Hash",
    events: "Ereignisse",
    again:
      "Diese Datei enthält die Studie mit ihrer Fabrik. Wer sie mit demselben Simulator wieder laufen lässt, bekommt denselben Hash: taktwerk experiment --verify DATEI",
    commonNumbers:
      "Jedes Szenario hatte dieselben Zufallszahlen, Objekt für Objekt, sodass Unterschiede Paar für Paar verglichen werden.",
    notIndependent:
      "Die Batches hängen voneinander ab, das Intervall ist also zu schmal: länger laufen lassen.",
    notPrecise: "Die gewünschte Genauigkeit wurde mit den meisten erlaubten Replikationen nicht erreicht.",
    pilotTooShort: "Ein Vorlauf war zu kurz, um das Ende des Einschwingens zu erkennen.",
    stateNames: ["arbeitet", "rüstet", "hungert", "blockiert", "gestört", "Wartung", "Pause", "wartet"],
    kpis: {
      throughput: "Durchsatz",
      wip: "Bestand",
      cycleTime: "Durchlaufzeit",
      finished: "Fertige Teile",
      energy: "Energie",
      energyPerGoodPart: "Energie je Gutteil",
      peakDemand: "Lastspitze",
      co2PerGoodPart: "CO₂ je Gutteil",
      cost: "Kosten",
      costPerGoodPart: "Kosten je Gutteil",
      labourCost: "Lohnkosten",
      overtime: "Überstunden",
      goodPartsPerLabourHour: "Gutteile je Arbeitsstunde",
    },
  },
};
