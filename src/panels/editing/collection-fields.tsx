import type { FunctionComponent, VNode } from "preact";
import { useState } from "preact/hooks";
import type { Field } from "../../plant/form/field.ts";
import { initialValue } from "../../plant/form/initial-value.ts";
import { candidates } from "../../plant/form/references.ts";
import { Icon } from "../icons.tsx";
import { useEdit } from "./edit-context.tsx";
import { type Slot, useEntry, useLabels } from "./field-context.ts";
import { RemoveButton } from "./remove-button.tsx";
import { Problems } from "./simple-fields.tsx";

/** Items of a list that are shown at first. */
const SHOWN_ITEMS = 20;
/** Axes of a point and sides of a size. */
const AXES: Readonly<Record<string, readonly string[]>> = {
  position: ["x", "y", "z"],
  size: ["length", "width", "height"],
  path: ["x", "y", "z"],
  opening: ["x", "y", "x", "y"],
};

interface Collection<T extends Field["type"]> {
  readonly slot: Slot;
  readonly field: Extract<Field, { type: T }>;
  /** The field for an item, whatever it is. */
  readonly Value: FunctionComponent<{ readonly slot: Slot }>;
}

/** A few values in a row: a point, a size. */
export function TupleField({ slot, field, Value }: Collection<"tuple">): VNode {
  const { member } = useLabels();
  const entry = useEntry(slot.path);
  const name = slot.names.at(-1) ?? "";
  const values = (slot.value ?? []) as readonly unknown[];
  return (
    <div class="tuple">
      {field.items.map((node, i) => {
        const axis = AXES[name]?.[i];
        const label = axis === undefined ? String(i + 1) : member(axis);
        return (
          <Value
            key={i}
            slot={{ node, path: [...slot.path, i], names: slot.names, label, value: values[i] }}
          />
        );
      })}
      <Problems findings={entry.findings} />
    </div>
  );
}

/** Items in their order: each can be moved up or taken out, and more can be added. */
export function ListField({ slot, field, Value }: Collection<"list">): VNode {
  const { bench, e } = useEdit();
  const entry = useEntry(slot.path);
  const [shown, setShown] = useState(SHOWN_ITEMS);
  const items = (slot.value ?? []) as readonly unknown[];
  const add = (): void => {
    const { plant } = bench;
    if (plant === undefined) return;
    // Another one like the last is nearer to what is wanted than an empty one.
    const last = items.at(-1);
    const isIdentified = typeof last === "object" && last !== null && "id" in last;
    const item = last === undefined || isIdentified ? initialValue(field.item, slot.names, plant) : last;
    entry.set([...items, withFreeId(item, items)]);
  };
  return (
    <div class="list">
      <Problems findings={entry.findings} />
      <ol>
        {items.slice(0, shown).map((value, i) => (
          <li key={i}>
            <div class="list-item">
              <Value
                slot={{
                  node: field.item,
                  path: [...slot.path, i],
                  names: slot.names,
                  label: `${slot.label} ${i + 1}`,
                  value,
                }}
              />
            </div>
            <div class="list-tools">
              {i > 0 && (
                <button
                  type="button"
                  class="icon-button quiet small-icon"
                  aria-label={e("moveItem", { number: i + 1, name: slot.label })}
                  title={e("moveItem", { number: i + 1, name: slot.label })}
                  onClick={() =>
                    entry.set([...items.slice(0, i - 1), value, items[i - 1], ...items.slice(i + 1)])
                  }
                >
                  <Icon name="up" />
                </button>
              )}
              <button
                type="button"
                class="icon-button quiet small-icon"
                aria-label={e("removeItem", { number: i + 1, name: slot.label })}
                title={e("removeItem", { number: i + 1, name: slot.label })}
                onClick={() => entry.set(items.filter((_, at) => at !== i))}
              >
                <Icon name="close" />
              </button>
            </div>
          </li>
        ))}
      </ol>
      {items.length > shown && (
        <button type="button" class="small" onClick={() => setShown(shown + 100)}>
          {e("more", { count: items.length - shown })}
        </button>
      )}
      <button type="button" class="small" onClick={add}>
        <Icon name="plus" />
        {e("addItem", { name: slot.label })}
      </button>
    </div>
  );
}

/** An item with an id that none of the others has. */
function withFreeId(item: unknown, others: readonly unknown[]): unknown {
  if (typeof item !== "object" || item === null || !("id" in item)) return item;
  const taken = new Set(others.map((other) => (other as { id?: unknown }).id));
  const stem = String(item.id);
  for (let n = others.length + 1; ; n++) if (!taken.has(`${stem}${n}`)) return { ...item, id: `${stem}${n}` };
}

/** Values by name, such as by product. */
export function RecordField({ slot, field, Value }: Collection<"record">): VNode {
  const { bench, e } = useEdit();
  const entry = useEntry(slot.path);
  const [key, setKey] = useState("");
  const entries = Object.entries((slot.value ?? {}) as Readonly<Record<string, unknown>>);
  const { plant } = bench;
  const taken = new Set(entries.map(([name]) => name));
  const offered =
    plant === undefined ? [] : candidates(plant, field.reference).filter((id) => !taken.has(id));
  const name = key !== "" ? key : (offered[0] ?? "");
  const add = (): void => {
    if (plant === undefined || name === "" || taken.has(name)) return;
    const value = entries.at(-1)?.[1] ?? initialValue(field.value, [...slot.names, "*", "value"], plant);
    if (entry.set({ ...(slot.value as object), [name]: value }, undefined)) setKey("");
  };
  return (
    <div class="record">
      <Problems findings={entry.findings} />
      {entries.map(([id, value]) => (
        <div class="record-entry" key={id}>
          <div class="list-item">
            <Value
              slot={{
                node: field.value,
                path: [...slot.path, id],
                names: [...slot.names, "*", "value"],
                label: id,
                value,
              }}
            />
          </div>
          <RemoveButton slot={{ ...slot, path: [...slot.path, id], label: id }} />
        </div>
      ))}
      <div class="record-adder">
        {offered.length > 0 ? (
          <select
            aria-label={`${e("entryKey")} (${slot.label})`}
            value={name}
            onChange={(event) => setKey(event.currentTarget.value)}
          >
            {offered.slice(0, 500).map((id) => (
              <option key={id} value={id} selected={id === name}>
                {id}
              </option>
            ))}
          </select>
        ) : (
          <input
            type="text"
            aria-label={`${e("entryKey")} (${slot.label})`}
            placeholder={e("entryKey")}
            value={key}
            onInput={(event) => setKey(event.currentTarget.value)}
          />
        )}
        <button type="button" class="small" disabled={name === ""} onClick={add}>
          <Icon name="plus" />
          {e("addEntry")}
        </button>
      </div>
    </div>
  );
}
