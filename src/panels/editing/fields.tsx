import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Duration } from "../../plant/distribution.ts";
import { type Field, fieldOf, type Member } from "../../plant/form/field.ts";
import { convertedDuration, initialValue, optionIndex } from "../../plant/form/initial-value.ts";
import { candidates } from "../../plant/form/references.ts";
import { unitText } from "../../plant/schema-walk.ts";
import { Icon } from "../icons.tsx";
import { useWording } from "../session-context.ts";
import { useEdit } from "./edit-context.tsx";
import { type Slot, useEntry, useLabels, useProblemsBelow } from "./field-context.ts";
import { ChoiceField, JsonField, NumberField, Problems, SwitchField, TextField } from "./simple-fields.tsx";

type FieldOf<T extends Field["type"]> = Extract<Field, { type: T }>;

/** Items of a list that are shown at first. */
const SHOWN_ITEMS = 20;
/** Axes of a point and sides of a size. */
const AXES: Readonly<Record<string, readonly string[]>> = {
  position: ["x", "y", "z"],
  size: ["length", "width", "height"],
  path: ["x", "y", "z"],
  opening: ["x", "y", "x", "y"],
};

/** Members of an object that are shown at once, whatever else is folded away. */
const OPEN_MEMBERS: ReadonlySet<string> = new Set([
  "placement",
  "cycleTime",
  "arrivals",
  "run",
  "interarrival",
  "discipline",
]);

function isSimple(field: Field): boolean {
  return ["number", "text", "switch", "choice", "json"].includes(field.type);
}

/** The field for any place of a plant. */
export function ValueField({ slot }: { slot: Slot }): VNode | null {
  const field = fieldOf(slot.node, slot.names);
  switch (field.type) {
    case "number":
      return <NumberField slot={slot} field={field} />;
    case "text":
      return <TextField slot={slot} field={field} />;
    case "switch":
      return <SwitchField slot={slot} field={field} />;
    case "choice":
      return <ChoiceField slot={slot} field={field} />;
    case "fixed":
      return null;
    case "object":
      return <ObjectFields slot={slot} field={field} />;
    case "options":
      return <OptionsField slot={slot} field={field} />;
    case "list":
      return <ListField slot={slot} field={field} />;
    case "tuple":
      return <TupleField slot={slot} field={field} />;
    case "record":
      return <RecordField slot={slot} field={field} />;
    case "json":
      return <JsonField slot={slot} field={field} />;
  }
}

/** Adds a member that is absent, begun with what the schema asks for. */
function MemberAdder({ slot, absent }: { slot: Slot; absent: readonly Member[] }): VNode | null {
  const { bench, e } = useEdit();
  const { member } = useLabels();
  const entry = useEntry(slot.path);
  if (absent.length === 0) return null;
  const sorted = absent
    .map(({ key }) => ({ key, label: member(key) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <select
      class="member-adder"
      aria-label={`${e("addMember")} ${slot.label}`}
      value=""
      onChange={(event) => {
        const added = absent.find(({ key }) => key === event.currentTarget.value);
        const { plant } = bench;
        event.currentTarget.value = "";
        if (added === undefined || plant === undefined) return;
        const value = initialValue(added.node, [...slot.names, added.key], plant);
        entry.set({ ...(slot.value as object), [added.key]: value }, undefined);
      }}
    >
      <option value="">{e("addMember")}</option>
      {sorted.map(({ key, label }) => (
        <option key={key} value={key}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** Members of an object: simple ones in rows, others in groups that fold; absent ones can be added. */
export function ObjectFields({
  slot,
  field,
  hides = [],
}: {
  slot: Slot;
  field: FieldOf<"object">;
  hides?: readonly string[];
}): VNode {
  const { member } = useLabels();
  const entry = useEntry(slot.path);
  const object = (slot.value ?? {}) as Readonly<Record<string, unknown>>;
  const present = field.members.filter(({ key }) => object[key] !== undefined && !hides.includes(key));
  const absent = field.members.filter(({ key }) => object[key] === undefined && !hides.includes(key));
  const rank = ({ node }: Member): number => (isSimple(fieldOf(node)) ? 0 : 1);
  return (
    <>
      <Problems findings={entry.findings} />
      {present
        .toSorted((a, b) => rank(a) - rank(b))
        .map((each) => (
          <MemberField
            key={each.key}
            member={each}
            slot={{
              node: each.node,
              path: [...slot.path, each.key],
              names: [...slot.names, each.key],
              label: member(each.key),
              value: object[each.key],
            }}
          />
        ))}
      <MemberAdder slot={slot} absent={absent} />
    </>
  );
}

function MemberField({ member, slot }: { member: Member; slot: Slot }): VNode | null {
  const field = fieldOf(slot.node, slot.names);
  if (field.type === "fixed") return null;
  const remove = member.optional ? <RemoveButton slot={slot} /> : null;
  if (isSimple(field))
    return (
      <div class="member">
        <ValueField slot={slot} />
        {remove}
      </div>
    );
  return (
    <Group slot={slot} field={field} open={OPEN_MEMBERS.has(member.key) || field.type === "tuple"}>
      {remove}
    </Group>
  );
}

function RemoveButton({ slot }: { slot: Slot }): VNode {
  const { e } = useEdit();
  const entry = useEntry(slot.path);
  return (
    <button
      type="button"
      class="icon-button quiet small-icon"
      aria-label={e("removeMember", { name: slot.label })}
      title={e("removeMember", { name: slot.label })}
      onClick={() => entry.set(undefined)}
    >
      <Icon name="close" />
    </button>
  );
}

/** A group that folds; what is wrong inside is told outside as well. */
function Group({
  slot,
  field,
  open,
  children,
}: {
  slot: Slot;
  field: Field;
  open: boolean;
  children: VNode | null;
}): VNode {
  const { language } = useWording();
  const { e } = useEdit();
  const problems = useProblemsBelow(slot.path);
  const [isOpen, setOpen] = useState(open || problems > 0);
  const hasUnit = field.type === "options" || field.type === "tuple" || field.type === "list";
  const unit = hasUnit ? unitText(field.unit)[language] : "";
  const count =
    Array.isArray(slot.value) && field.type === "list"
      ? e("summary", { count: slot.value.length })
      : undefined;
  return (
    <div class="member group" data-path={slot.path.join("/")}>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary title={language === "en" ? field.description : undefined}>
          {slot.label}
          {unit !== "" && <span class="muted"> {unit}</span>}
          {count !== undefined && <span class="muted"> {count}</span>}
          {problems > 0 && (
            <span class="group-problem" title={e("problem")}>
              <Icon name="warning" />
            </span>
          )}
        </summary>
        {isOpen && (
          <div class="group-body">
            <ValueField slot={slot} />
          </div>
        )}
      </details>
      {children}
    </div>
  );
}

/** A value that has one of several forms: which one, and its members. */
function OptionsField({ slot, field }: { slot: Slot; field: FieldOf<"options"> }): VNode {
  const { bench, e } = useEdit();
  const { choice } = useLabels();
  const entry = useEntry(slot.path);
  const index = optionIndex(field.options, slot.value);
  const chosen = field.options[index];
  const change = (name: string): void => {
    const option = field.options.find((each) => each.name === name);
    const { plant } = bench;
    if (option === undefined || plant === undefined) return;
    const isDuration =
      typeof slot.value === "number" || (slot.value as { dist?: unknown })?.dist !== undefined;
    const converted = isDuration ? convertedDuration(slot.value as Duration, name) : undefined;
    // A number that is no duration has no distribution to become.
    const hasForms = field.options.some((each) => each.name === "exponential");
    entry.set((hasForms ? converted : undefined) ?? initialValue(option.node, slot.names, plant));
  };
  return (
    <div class="options" data-path={slot.path.join("/")}>
      <select
        class="option-select"
        aria-label={e("form", { name: slot.label })}
        value={chosen?.name ?? ""}
        onChange={(event) => change(event.currentTarget.value)}
      >
        {chosen === undefined && <option value="" />}
        {field.options.map(({ name }, i) => (
          <option key={`${name} ${i}`} value={name} selected={i === index}>
            {choice(name)}
          </option>
        ))}
      </select>
      {chosen !== undefined && <ValueField slot={{ ...slot, node: chosen.node }} />}
    </div>
  );
}

function TupleField({ slot, field }: { slot: Slot; field: FieldOf<"tuple"> }): VNode {
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
          <ValueField
            key={i}
            slot={{ node, path: [...slot.path, i], names: slot.names, label, value: values[i] }}
          />
        );
      })}
      <Problems findings={entry.findings} />
    </div>
  );
}

function ListField({ slot, field }: { slot: Slot; field: FieldOf<"list"> }): VNode {
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
              <ValueField
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

function RecordField({ slot, field }: { slot: Slot; field: FieldOf<"record"> }): VNode {
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
            <ValueField
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
