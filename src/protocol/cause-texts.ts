import type { CauseReason, CauseStep, Root, RootCause } from "../sim/trace/cause.ts";

/** Languages that causes are told in. */
export type CauseLanguage = "en" | "de";

/** What a step says; what stands in brackets is left out where its value is not known. */
const STEPS: Readonly<Record<CauseLanguage, Readonly<Record<CauseReason, string>>>> = {
  en: {
    working: "{id} works[ on {detail}]",
    starved: "{id} is starved[, lacks {detail}]",
    blocked: "{id} is blocked[ with {detail}]",
    failed: "{id} has failed[ ({detail})]",
    maintained: "{id} is in maintenance[ ({detail})]",
    setup: "{id} is being set up[ for {detail}]",
    offShift: "{id} is off shift",
    closed: "{id} starts nothing more in this shift",
    awaitsWorkers: "{id} waits for workers",
    rampsUp: "{id} ramps up from standby or from being off",
    workersAway: "the workers of {id} are on a break",
    missesPart: "{id} waits for parts[: {detail}]",
    collects: "{id} collects parts",
    full: "{id} is full",
    holds: "{id} holds parts that wait",
    craneBusy: "a crane of {id} is at work[ on {detail}]",
    onBreak: "{id} are on a break of their own",
    underWay: "parts are under way on {id}",
    awaitsVehicle: "{id} waits for a vehicle",
    trainBrings: "{id} has it on the train[, which is at or on its way to {detail}]",
    trainCollects: "{id} brings it on a later lap[; the train is at or on its way to {detail}]",
    trainLate: "the train of {id} departed late",
    awaitsDeparture: "{id} does not depart[ before {until}]",
    notInStock: "{id} finds none[ in {detail}]",
    noArrival: "nothing arrives at {id}[ before {until}]",
    noOrder: "no order is released at {id}[ before {until}]",
    limit: "{id} may have {detail} parts in the system, and has",
    noDestination: "no connection leads on from {id}",
    noSource: "no connection leads to {id}",
    allBusy: "{id} are all busy[: {others}]",
    vehiclesBusy: "all {detail} vehicles of {id} are under way[ for {others}]",
    walking: "{id} are on their way",
    inLine: "{id} are due to others first[: {others}]",
    charging: "{id} is being charged[ until {until}]",
    awaitsCharger: "{id} waits for a charger",
    awaitsDriver: "{id} waits for its driver",
    awaitsWay: "the way of {id}[ to {detail}] is taken",
    driving: "{id} drives[ to {detail}]",
    handling: "{id} is loaded or unloaded",
    taken: "chargers of {id}: {detail}",
    noneFree: "{id} has no free card[ for {detail}]",
    gateClosed: "gate {id} is closed[: {detail}]",
    break: "break by calendar {id}",
    unknown: "{id} waits, and it is not known for what",
    circle: "these wait for one another: {others}",
  },
  de: {
    working: "{id} arbeitet[ an {detail}]",
    starved: "{id} hat nichts zu tun[, es fehlt {detail}]",
    blocked: "{id} ist blockiert[ mit {detail}]",
    failed: "{id} ist gestört[ ({detail})]",
    maintained: "{id} wird gewartet[ ({detail})]",
    setup: "{id} wird gerüstet[ für {detail}]",
    offShift: "{id} hat keine Schicht",
    closed: "{id} beginnt in dieser Schicht nichts mehr",
    awaitsWorkers: "{id} wartet auf Werker",
    rampsUp: "{id} fährt aus Standby oder Aus hoch",
    workersAway: "die Werker von {id} haben Pause",
    missesPart: "{id} wartet auf Teile[: {detail}]",
    collects: "{id} sammelt Teile",
    full: "{id} ist voll",
    holds: "{id} hat Teile, die warten",
    craneBusy: "ein Regalbediengerät von {id} arbeitet[ an {detail}]",
    onBreak: "{id} haben ihre eigene Pause",
    underWay: "auf {id} sind Teile unterwegs",
    awaitsVehicle: "{id} wartet auf ein Fahrzeug",
    trainBrings: "{id} hat es auf dem Zug[, der an oder auf dem Weg nach {detail} ist]",
    trainCollects:
      "{id} bringt es erst auf einer späteren Runde[; der Zug ist an oder auf dem Weg nach {detail}]",
    trainLate: "der Zug von {id} ist verspätet abgefahren",
    awaitsDeparture: "{id} fährt nicht ab[ vor {until}]",
    notInStock: "{id} findet keines[ in {detail}]",
    noArrival: "bei {id} kommt nichts an[ vor {until}]",
    noOrder: "bei {id} ist kein Auftrag freigegeben[ vor {until}]",
    limit: "{id} darf {detail} Teile im System haben, und hat sie",
    noDestination: "von {id} führt keine Verbindung weiter",
    noSource: "zu {id} führt keine Verbindung",
    allBusy: "{id} sind alle beschäftigt[: {others}]",
    vehiclesBusy: "alle {detail} Fahrzeuge von {id} sind unterwegs[ für {others}]",
    walking: "{id} sind auf dem Weg",
    inLine: "{id} sind zuerst anderen zugesagt[: {others}]",
    charging: "{id} wird geladen[ bis {until}]",
    awaitsCharger: "{id} wartet auf eine Ladestation",
    awaitsDriver: "{id} wartet auf den Fahrer",
    awaitsWay: "der Weg von {id}[ nach {detail}] ist belegt",
    driving: "{id} fährt[ nach {detail}]",
    handling: "{id} wird be- oder entladen",
    taken: "Ladestationen von {id}: {detail}",
    noneFree: "{id} hat keine freie Karte[ für {detail}]",
    gateClosed: "Sperre {id} ist zu[: {detail}]",
    break: "Pause nach Kalender {id}",
    unknown: "{id} wartet, worauf ist nicht bekannt",
    circle: "diese warten aufeinander: {others}",
  },
};

/** Names of root causes, with what they are about. */
const ROOTS: Readonly<Record<CauseLanguage, Readonly<Record<RootCause, string>>>> = {
  en: {
    failure: "failure of {id}[: {detail}]",
    vehicleFailure: "failure of a vehicle of {id}[: {detail}]",
    maintenance: "maintenance of {id}[: {detail}]",
    setup: "setup of {id}",
    break: "break: {id}",
    workers: "too few workers: {id}",
    charging: "charging of {id}",
    traffic: "traffic on {id}",
    fleet: "vehicles of {id} under way",
    timetable: "timetable of {id}",
    cards: "no free card: {id}",
    gate: "gate closed: {id}",
    orders: "no order: {id}",
    supply: "no supply: {id}",
    exit: "no way out of {id}",
    travel: "travel on {id}",
    pace: "pace of {id}",
    unknown: "unknown, at {id}",
    circle: "circle: {id}",
    rampUp: "ramp-up of {id}",
    speed: "speed of {id}",
    rework: "rework at {id}",
    scrap: "scrap at {id}",
  },
  de: {
    failure: "Störung von {id}[: {detail}]",
    vehicleFailure: "Störung eines Fahrzeugs von {id}[: {detail}]",
    maintenance: "Wartung von {id}[: {detail}]",
    setup: "Rüsten von {id}",
    break: "Pause: {id}",
    workers: "zu wenige Werker: {id}",
    charging: "Laden von {id}",
    traffic: "Verkehr auf {id}",
    fleet: "Fahrzeuge von {id} unterwegs",
    timetable: "Fahrplan von {id}",
    cards: "keine freie Karte: {id}",
    gate: "Sperre zu: {id}",
    orders: "kein Auftrag: {id}",
    supply: "kein Nachschub: {id}",
    exit: "kein Weg hinaus aus {id}",
    travel: "Fahrt auf {id}",
    pace: "Arbeitstempo von {id}",
    unknown: "unbekannt, bei {id}",
    circle: "Kreis: {id}",
    rampUp: "Anlauf von {id}",
    speed: "Geschwindigkeit von {id}",
    rework: "Nacharbeit an {id}",
    scrap: "Ausschuss an {id}",
  },
};

/** How ids and times are written. */
export interface CauseWords {
  readonly language: CauseLanguage;
  readonly name: (id: string) => string;
  readonly time: (seconds: number) => string;
}

/** What one step of a chain says. */
export function stepText(step: CauseStep, { language, name, time }: CauseWords): string {
  return fill(STEPS[language][step.reason], {
    id: name(step.id),
    detail: step.detail,
    others:
      step.others === undefined || step.others.length === 0 ? undefined : step.others.map(name).join(", "),
    until: step.until === undefined ? undefined : time(step.until),
  });
}

/** What a root cause is called. */
export function rootText({ cause, id, detail }: Root, { language, name }: CauseWords): string {
  const ids = cause === "circle" ? id.split(" ").map(name).join(", ") : name(id);
  return fill(ROOTS[language][cause], { id: ids, detail });
}

function fill(template: string, values: Readonly<Record<string, string | undefined>>): string {
  const kept = template.replaceAll(/\[([^\]]*)\]/g, (_, optional: string) =>
    [...optional.matchAll(/\{(\w+)\}/g)].every(([, name]) => values[name as string] !== undefined)
      ? optional
      : "",
  );
  return kept.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
