/** Quantities that imported numbers are of; plants count in m, s, m/s and degrees. */
export type Quantity = "length" | "time" | "speed" | "angle" | "count";

const INCH = 0.0254;

const FACTORS: Readonly<Record<Quantity, Readonly<Record<string, number>>>> = {
  length: {
    m: 1,
    meter: 1,
    metre: 1,
    meters: 1,
    metres: 1,
    mm: 1e-3,
    millimeter: 1e-3,
    millimetre: 1e-3,
    cm: 1e-2,
    centimeter: 1e-2,
    dm: 0.1,
    km: 1000,
    in: INCH,
    inch: INCH,
    inches: INCH,
    ft: 12 * INCH,
    foot: 12 * INCH,
    feet: 12 * INCH,
  },
  time: {
    s: 1,
    sec: 1,
    sek: 1,
    second: 1,
    seconds: 1,
    sekunde: 1,
    sekunden: 1,
    ms: 1e-3,
    millisecond: 1e-3,
    min: 60,
    minute: 60,
    minutes: 60,
    minuten: 60,
    h: 3600,
    std: 3600,
    hour: 3600,
    hours: 3600,
    stunde: 3600,
    stunden: 3600,
    d: 86_400,
    day: 86_400,
    days: 86_400,
    tag: 86_400,
    tage: 86_400,
  },
  speed: { "m/s": 1, "m/min": 1 / 60, "mm/s": 1e-3, "km/h": 1 / 3.6 },
  angle: { "°": 1, deg: 1, degree: 1, degrees: 1, grad: 1, rad: 180 / Math.PI, radian: 180 / Math.PI },
  count: { "1": 1, stk: 1, stück: 1, parts: 1, teile: 1, pcs: 1, "": 1 },
};

/** What a number in a unit is to be multiplied with; undefined for a unit that is not known. */
export function factorOf(quantity: Quantity, unit: string): number | undefined {
  const table = FACTORS[quantity];
  const key = unit.trim().toLowerCase().replace(/\.$/, "");
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
