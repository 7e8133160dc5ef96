import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../icons.tsx";
import { useWording } from "../session-context.ts";
import { useBalance } from "./balance-context.ts";
import { typedNumber } from "./question-form.tsx";

export type Cell = string | number | readonly string[] | undefined;
export type Row = Readonly<Record<string, Cell>>;

interface Choice {
  readonly id: string;
  readonly name: string;
}

/** One column of a list that can be edited. */
export interface Field {
  readonly key: string;
  readonly label: string;
  /** `words` are typed with commas between them, `items` are chosen one after the other. */
  readonly kind: "word" | "number" | "words" | "choice" | "items";
  readonly choices?: readonly Choice[];
  /** A row without it is no row; of `items` there must be so many. */
  readonly least?: number;
  readonly isNeeded?: boolean;
  readonly isWhole?: boolean;
}

interface RowsProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly fields: readonly Field[];
  readonly rows: readonly Row[];
  readonly testId: string;
  readonly onChange: (rows: readonly Row[]) => void;
}

/** A list of alike demands as a table: every cell is taken over when it is left, a new row as soon as it is whole. */
export function RowsEditor({ title, hint, fields, rows, testId, onChange }: RowsProps): VNode {
  const { b } = useBalance();
  const [draft, setDraft] = useState<Row>();
  const isWhole = (row: Row): boolean => fields.every((field) => isFilled(field, row[field.key]));
  const change = (at: number, key: string, value: Cell): void => {
    const next = { ...(rows[at] ?? draft), [key]: value };
    if (at < rows.length) {
      if (isWhole(next)) onChange(rows.map((row, i) => (i === at ? next : row)));
    } else if (isWhole(next)) {
      setDraft(undefined);
      onChange([...rows, next]);
    } else setDraft(next);
  };
  const remove = (at: number): void => {
    if (at < rows.length) onChange(rows.filter((_, i) => i !== at));
    else setDraft(undefined);
  };
  const shown = draft === undefined ? rows : [...rows, draft];
  return (
    <section class="rows-editor" aria-label={title} data-testid={testId}>
      <header>
        <h4>{title}</h4>
        <button
          type="button"
          class="small"
          disabled={draft !== undefined}
          aria-label={b("demands.add", { list: title })}
          onClick={() => setDraft({})}
        >
          + {b("demands.addShort")}
        </button>
      </header>
      {hint !== undefined && <p class="muted">{hint}</p>}
      {shown.length > 0 && (
        <table>
          <thead>
            <tr>
              {fields.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {shown.map((row, at) => (
              <tr key={at}>
                {fields.map((field) => (
                  <td key={field.key}>
                    <CellEditor
                      field={field}
                      label={`${title}, ${at + 1}: ${field.label}`}
                      value={row[field.key]}
                      onChange={(value) => change(at, field.key, value)}
                    />
                  </td>
                ))}
                <td>
                  <button
                    type="button"
                    class="icon-button quiet"
                    aria-label={b("demands.remove", { list: title, number: at + 1 })}
                    onClick={() => remove(at)}
                  >
                    <Icon name="close" />
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function isFilled({ kind, isNeeded = false, least = 0 }: Field, value: Cell): boolean {
  if (kind === "items") return (Array.isArray(value) ? value.length : 0) >= least;
  return !isNeeded || (value !== undefined && value !== "");
}

interface CellProps {
  readonly field: Field;
  readonly label: string;
  readonly value: Cell;
  readonly onChange: (value: Cell) => void;
}

/** One cell, by its kind. */
export function CellEditor(props: CellProps): VNode {
  const { field, label, value, onChange } = props;
  const { b } = useBalance();
  const { formats } = useWording();
  const [isWrong, setWrong] = useState(false);
  const { kind, choices = [], isNeeded = false, isWhole = false, least = 0 } = field;
  if (kind === "items") return <Items {...props} />;
  if (kind === "choice") {
    return (
      <select
        aria-label={label}
        value={typeof value === "string" ? value : ""}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      >
        <option value="" disabled={isNeeded}>
          {b("demands.none")}
        </option>
        {choices.map(({ id, name }) => (
          <option key={id} value={id} selected={id === value}>
            {name}
          </option>
        ))}
      </select>
    );
  }
  const text =
    typeof value === "number"
      ? formats.number(value, 6)
      : typeof value === "string"
        ? value
        : (value ?? []).join(", ");
  const take = (typed: string): void => {
    const parsed = kind === "number" ? typedNumber(typed) : kind === "words" ? wordsOf(typed) : typed.trim();
    const isEmpty = typed.trim() === "";
    const isSound =
      isEmpty ||
      kind !== "number" ||
      (typeof parsed === "number" && parsed >= least && (!isWhole || Number.isInteger(parsed)));
    setWrong(!isSound || (isEmpty && isNeeded));
    if (isSound && !(isEmpty && isNeeded)) onChange(isEmpty ? undefined : parsed);
  };
  return (
    <input
      type="text"
      inputMode={kind === "number" ? "decimal" : "text"}
      class={kind === "number" ? "short" : undefined}
      aria-label={label}
      aria-invalid={isWrong}
      value={text}
      onChange={(event) => take(event.currentTarget.value)}
    />
  );
}

/** What is chosen, each to be taken out, and what may be added. */
function Items({ field: { choices = [] }, label, value, onChange }: CellProps): VNode {
  const { b } = useBalance();
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const nameOf = (id: string): string => choices.find((choice) => choice.id === id)?.name ?? id;
  return (
    <div class="items" role="group" aria-label={label}>
      {chosen.map((id) => (
        <button
          key={id}
          type="button"
          class="small item"
          aria-label={b("demands.takeOut", { name: nameOf(id) })}
          onClick={() => onChange(chosen.filter((other) => other !== id))}
        >
          {nameOf(id)} <span aria-hidden="true">×</span>
        </button>
      ))}
      <select
        aria-label={`${label}: ${b("demands.addItem")}`}
        value=""
        onChange={(event) => {
          const id = event.currentTarget.value;
          event.currentTarget.value = "";
          if (id !== "") onChange([...chosen, id]);
        }}
      >
        <option value="">{b("demands.addItem")}</option>
        {choices
          .filter(({ id }) => !chosen.includes(id))
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </select>
    </div>
  );
}

/** Words with commas between them. */
export function wordsOf(text: string): string[] {
  const words = text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  return [...new Set(words)];
}
