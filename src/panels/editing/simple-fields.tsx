import type { ComponentChildren, VNode } from "preact";
import { useId } from "preact/hooks";
import { parseNumber } from "../../app/i18n/parse-number.ts";
import { findingText } from "../../plant/finding-text.ts";
import type { BareFinding } from "../../plant/finding.ts";
import type { Field } from "../../plant/form/field.ts";
import { candidates } from "../../plant/form/references.ts";
import { unitText } from "../../plant/schema-walk.ts";
import { useWording } from "../session-context.ts";
import { useEdit } from "./edit-context.tsx";
import { type Entry, type Slot, useEntry, useLabels } from "./field-context.ts";
import { useTyping } from "./use-typing.ts";

/** Ids that are offered for a reference at the most. */
const MOST_CANDIDATES = 500;

/** What is wrong at a place, and what to do about it. */
export function Problems({ findings, id }: { findings: readonly BareFinding[]; id?: string }): VNode | null {
  const { language } = useWording();
  if (findings.length === 0) return null;
  return (
    <ul class="field-problems" id={id}>
      {findings.map((finding, i) => {
        const { message, remedy, severity } = findingText(finding, language);
        return (
          <li key={i} data-severity={severity} data-rule={finding.rule}>
            {message}
            {remedy !== "" && <span class="field-remedy">{remedy}</span>}
          </li>
        );
      })}
    </ul>
  );
}

interface RowProps {
  readonly slot: Slot;
  readonly entry: Entry;
  readonly description: string | undefined;
  readonly controlId: string;
  readonly children: ComponentChildren;
}

/** A label, its control, and what is wrong. The schema describes members in English only. */
function Row({ slot, entry, description, controlId, children }: RowProps): VNode {
  const { language } = useWording();
  const { e } = useEdit();
  return (
    <div class="field-row" data-path={slot.path.join("/")}>
      <label for={controlId} title={language === "en" ? description : undefined}>
        {slot.label}
      </label>
      {children}
      <Problems findings={entry.findings} id={`${controlId}-problems`} />
      {entry.draft !== undefined && <p class="field-draft">{e("notTaken")}</p>}
    </div>
  );
}

type FieldOf<T extends Field["type"]> = Extract<Field, { type: T }>;

/** What is shown of a number: all of its digits, without groups. */
function useNumberText(): (value: number) => string {
  const { language } = useWording();
  const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 15, useGrouping: false });
  return (value) => format.format(value);
}

export function NumberField({ slot, field }: { slot: Slot; field: FieldOf<"number"> }): VNode {
  const { language } = useWording();
  const text = useNumberText();
  const entry = useEntry(slot.path);
  const id = useId();
  const unit = unitText(field.unit)[language];
  const shown = entry.draft?.text ?? (typeof slot.value === "number" ? text(slot.value) : "");
  const typing = useTyping(shown, (typed) => {
    const number = parseNumber(typed, language, field.unit);
    if (number !== undefined) entry.set(number, typed);
    else entry.refuse(typed, [notANumber(slot.label, typed, field.whole)]);
  });
  return (
    <Row slot={slot} entry={entry} description={field.description} controlId={id}>
      <span class="field-control">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          spellcheck={false}
          {...typing}
          aria-invalid={entry.findings.length > 0}
          aria-describedby={entry.findings.length > 0 ? `${id}-problems` : undefined}
        />
        {unit !== "" && <span class="field-unit">{unit}</span>}
      </span>
    </Row>
  );
}

function notANumber(key: string, found: string, whole: boolean): BareFinding {
  const expected = whole
    ? { en: "a whole number", de: "eine ganze Zahl" }
    : { en: "a number", de: "eine Zahl" };
  return {
    severity: "error",
    path: "",
    rule: "schema/type",
    values: { key, found: JSON.stringify(found), expected },
  };
}

export function TextField({ slot, field }: { slot: Slot; field: FieldOf<"text"> }): VNode {
  const { bench } = useEdit();
  const entry = useEntry(slot.path);
  const id = useId();
  const shown = entry.draft?.text ?? (typeof slot.value === "string" ? slot.value : "");
  const plant = bench.plant;
  const ids = plant === undefined ? [] : candidates(plant, field.reference).slice(0, MOST_CANDIDATES);
  const typing = useTyping(shown, (typed) => void entry.set(typed, typed));
  const common = {
    ...typing,
    id,
    "aria-invalid": entry.findings.length > 0,
    "aria-describedby": entry.findings.length > 0 ? `${id}-problems` : undefined,
  };
  const isLong = (field.longest ?? 0) > 500 && field.reference === undefined;
  return (
    <Row slot={slot} entry={entry} description={field.description} controlId={id}>
      {isLong ? (
        <textarea {...common} rows={2} />
      ) : (
        <input
          {...common}
          type="text"
          autocomplete="off"
          spellcheck={false}
          list={ids.length > 0 ? `${id}-ids` : undefined}
        />
      )}
      {ids.length > 0 && (
        <datalist id={`${id}-ids`}>
          {ids.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </Row>
  );
}

export function SwitchField({ slot, field }: { slot: Slot; field: FieldOf<"switch"> }): VNode {
  const entry = useEntry(slot.path);
  const id = useId();
  return (
    <Row slot={slot} entry={entry} description={field.description} controlId={id}>
      <input
        id={id}
        type="checkbox"
        checked={slot.value === true}
        onChange={(event) => entry.set(event.currentTarget.checked)}
      />
    </Row>
  );
}

export function ChoiceField({ slot, field }: { slot: Slot; field: FieldOf<"choice"> }): VNode {
  const entry = useEntry(slot.path);
  const { choice } = useLabels();
  const id = useId();
  return (
    <Row slot={slot} entry={entry} description={field.description} controlId={id}>
      <select id={id} value={String(slot.value)} onChange={(event) => entry.set(event.currentTarget.value)}>
        {field.choices.map((name) => (
          <option key={name} value={name} selected={name === slot.value}>
            {choice(name)}
          </option>
        ))}
      </select>
    </Row>
  );
}

/** Anything at all, as JSON. */
export function JsonField({ slot, field }: { slot: Slot; field: Field }): VNode {
  const entry = useEntry(slot.path);
  const { e } = useEdit();
  const id = useId();
  const shown = entry.draft?.text ?? JSON.stringify(slot.value, undefined, 2);
  const typing = useTyping(shown, (typed) => {
    try {
      entry.set(JSON.parse(typed) as unknown, typed);
    } catch {
      const values = { key: slot.label, found: typed.slice(0, 40), expected: { en: "JSON", de: "JSON" } };
      entry.refuse(typed, [{ severity: "error", path: "", rule: "schema/type", values }]);
    }
  });
  return (
    <Row slot={slot} entry={entry} description={field.description} controlId={id}>
      <textarea id={id} class="code" rows={4} spellcheck={false} aria-description={e("json")} {...typing} />
    </Row>
  );
}
