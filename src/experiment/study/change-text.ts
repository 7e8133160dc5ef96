import type { Language } from "../../plant/finding-text.ts";
import { plantSchema, type Plant } from "../../plant/schema.ts";
import { expectationAt, unitText } from "../../plant/schema-walk.ts";
import { type Change, ORDER } from "./change.ts";
import { isObject, itemKey, type Json, keyed } from "./plain.ts";
import { DISTRIBUTION_WORDS, ITEM_WORDS, MEMBER_WORDS } from "./plant-words.ts";

const DIGITS = { maximumSignificantDigits: 6 };
const NUMBERS = { en: new Intl.NumberFormat("en", DIGITS), de: new Intl.NumberFormat("de", DIGITS) };
const WORDS = {
  added: { en: "added", de: "hinzugefügt" },
  removed: { en: "removed", de: "entfernt" },
  order: { en: "order changed", de: "Reihenfolge geändert" },
  none: { en: "none", de: "keine" },
  yes: { en: "yes", de: "ja" },
  no: { en: "no", de: "nein" },
  plant: { en: "Plant", de: "Fabrik" },
  entries: { en: "entries", de: "Einträge" },
  changed: { en: "changed", de: "geändert" },
} as const;
const LONGEST = 80;

/** A change in words, such as `Buffer B3: capacity 4 → 8 parts`; `before` and `after` are the plants that it lies between. */
export function changeText(change: Change, before: Plant, after: Plant, language: Language): string {
  const { path, from, to } = change;
  const { subject, rest } = subjectOf(path, before, after, language);
  if (rest.at(-1) === ORDER) return `${subject}: ${WORDS.order[language]}`;
  if (rest.length === 0)
    return `${subject} ${from === undefined ? WORDS.added[language] : WORDS.removed[language]}`;
  const members = rest.map((step) => MEMBER_WORDS[step]?.[language] ?? step).join(" ");
  const unit = unitText(unitAt(path, to === undefined ? before : after))[language];
  const [old, now] = [valueText(from, unit, language), valueText(to, unit, language)];
  if (old === now) return `${subject}: ${members} ${WORDS.changed[language]} (${now})`;
  // The unit is said once, behind the second number.
  const short = typeof from === "number" && typeof to === "number" && unit !== "";
  return `${subject}: ${members} ${short ? NUMBERS[language].format(from) : old} → ${now}`;
}

function subjectOf(
  path: readonly string[],
  before: Plant,
  after: Plant,
  language: Language,
): { subject: string; rest: readonly string[] } {
  const [list = "", key] = path;
  const word = ITEM_WORDS[list];
  if (word === undefined || key === undefined) return { subject: WORDS.plant[language], rest: path };
  if (key === ORDER)
    return {
      subject: MEMBER_WORDS[list]?.[language] ?? (list === "connections" ? word[language] : list),
      rest: [ORDER],
    };
  const find = (plant: Plant): Json => keyed((plant as Readonly<Record<string, Json>>)[list])?.get(key);
  const item = find(after) ?? find(before);
  const kind = isObject(item) && typeof item["kind"] === "string" ? item["kind"] : undefined;
  const name = (kind === undefined ? word : ITEM_WORDS[kind])?.[language] ?? kind;
  return { subject: `${name} ${key}`, rest: path.slice(2) };
}

/** The unit that the schema gives the value at a path of ids. */
function unitAt(path: readonly string[], plant: Plant): string | undefined {
  const places: (string | number)[] = [];
  let value: Json = plant;
  for (const step of path) {
    if (Array.isArray(value)) {
      const list = value as readonly Json[];
      const at = list.findIndex((item) => itemKey(item) === step);
      places.push(at);
      value = list[at];
    } else {
      places.push(step);
      value = isObject(value) ? value[step] : undefined;
    }
  }
  return expectationAt(plantSchema, plant, places).unit;
}

function valueText(value: Json, unit: string, language: Language): string {
  const measured = (number: number): string =>
    `${NUMBERS[language].format(number)}${unit === "" ? "" : ` ${unit}`}`;
  if (value === undefined) return WORDS.none[language];
  if (typeof value === "number") return measured(value);
  if (typeof value === "boolean") return value ? WORDS.yes[language] : WORDS.no[language];
  if (typeof value === "string") return value;
  if (isObject(value) && typeof value["dist"] === "string") {
    const { dist, ...parameters } = value;
    const words = Object.entries(parameters)
      .filter(([, parameter]) => typeof parameter === "number")
      .map(
        ([key, parameter]) =>
          `${MEMBER_WORDS[key]?.[language] ?? key} ${NUMBERS[language].format(parameter as number)}`,
      );
    const name = DISTRIBUTION_WORDS[dist]?.[language] ?? dist;
    return words.length === 0 ? name : `${name} (${words.join(", ")})`;
  }
  if (Array.isArray(value)) return `${value.length} ${WORDS.entries[language]}`;
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
