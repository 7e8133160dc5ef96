import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Duration } from "../../plant/distribution.ts";
import { type Field, fieldOf, type Member } from "../../plant/form/field.ts";
import { convertedDuration, initialValue, optionIndex } from "../../plant/form/initial-value.ts";
import { unitText } from "../../plant/schema-walk.ts";
import { Icon } from "../icons.tsx";
import { useWording } from "../session-context.ts";
import { useEdit } from "./edit-context.tsx";
import { ListField, RecordField, TupleField } from "./collection-fields.tsx";
import { type Slot, useEntry, useLabels, useProblemsBelow } from "./field-context.ts";
import { RemoveButton } from "./remove-button.tsx";
import { ChoiceField, JsonField, NumberField, Problems, SwitchField, TextField } from "./simple-fields.tsx";

type FieldOf<T extends Field["type"]> = Extract<Field, { type: T }>;

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
      return <ListField slot={slot} field={field} Value={ValueField} />;
    case "tuple":
      return <TupleField slot={slot} field={field} Value={ValueField} />;
    case "record":
      return <RecordField slot={slot} field={field} Value={ValueField} />;
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
