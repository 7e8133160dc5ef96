import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { Checked } from "../../app/run-follower.ts";
import { isMadeByUse } from "../../editor/actions/element-actions.ts";
import { itemOf, itemsOf, keyOfItem, type Subject } from "../../editor/actions/item-actions.ts";
import type { Workbench } from "../../editor/workbench.ts";
import type { BareFinding } from "../../plant/finding.ts";
import { fieldOf, type FormNode } from "../../plant/form/field.ts";
import { HEAD_MEMBERS, headNode, itemNode, kindNode } from "../../plant/form/item-schema.ts";
import { pointer, steps } from "../../plant/rule.ts";
import type { Plant } from "../../plant/schema.ts";
import { Icon } from "../icons.tsx";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { ConnectionList } from "./connection-list.tsx";
import { EditScope, useEdit } from "./edit-context.tsx";
import { FormContext, useLabels } from "./field-context.ts";
import { ObjectFields } from "./fields.tsx";
import { ObjectList } from "./object-list.tsx";
import { Problems } from "./simple-fields.tsx";

/** The findings about one item, with paths from its own beginning. */
function findingsOf(checked: Checked | undefined, { list, key }: Subject): readonly BareFinding[] {
  if (checked === undefined) return [];
  const found = checked.findings;
  if (list === "plant")
    return found.filter(({ path }) => HEAD_MEMBERS.some((member) => steps(path)[0] === member));
  const index = itemsOf(checked.plant, list).findIndex((item) => keyOfItem(item) === key);
  const prefix = pointer([list, index]);
  return found.flatMap((finding) =>
    finding.path === prefix || finding.path.startsWith(`${prefix}/`)
      ? [{ ...finding, path: finding.path.slice(prefix.length) }]
      : [],
  );
}

function nodeOf(plant: Plant, subject: Subject): FormNode {
  if (subject.list === "plant") return headNode();
  const kind = itemOf(plant, subject)?.["kind"] ?? itemOf(plant, subject)?.["type"];
  const own = typeof kind === "string" ? kindNode(subject.list, kind) : undefined;
  return own ?? itemNode(subject.list);
}

function Form({ plant, subject }: { plant: Plant; subject: Subject }): VNode | null {
  const session = useSession();
  const { member } = useLabels();
  const checked = useValue(session.checked);
  const item = itemOf(plant, subject);
  const findings = useMemo(() => findingsOf(checked, subject), [checked, subject.list, subject.key]);
  if (item === undefined) return null;
  const node = nodeOf(plant, subject);
  const names = [subject.list, ...(typeof item["kind"] === "string" ? [item["kind"]] : [])];
  const field = fieldOf(node, names);
  if (field.type !== "object") return null;
  const slot = { node, path: [], names, label: member(subject.list), value: item };
  return (
    <FormContext.Provider value={{ subject, findings }}>
      <form
        class="properties"
        key={`${subject.list} ${subject.key}`}
        data-testid="properties"
        onSubmit={(event) => event.preventDefault()}
      >
        <ObjectFields slot={slot} field={field} />
      </form>
    </FormContext.Provider>
  );
}

/** What nothing else on the panel tells: findings about the plant as a whole, such as flow that leads nowhere. */
function WholeProblems(): VNode | null {
  const { e } = useEdit();
  const session = useSession();
  const checked = useValue(session.checked);
  const errors = checked?.findings.filter(({ severity }) => severity === "error") ?? [];
  if (errors.length === 0) return null;
  return (
    <section class="whole-problems" aria-label={e("problems")}>
      <h3>{e("problems.count", { count: errors.length })}</h3>
      <Problems findings={errors.slice(0, 20)} />
    </section>
  );
}

function ElementProperties({ plant, id }: { plant: Plant; id: string }): VNode {
  const { e } = useEdit();
  const use = plant.uses?.find((each) => id.startsWith(`${each.id}.`));
  if (use !== undefined && isMadeByUse(plant, id))
    return <p class="muted">{e("properties.made", { use: use.id })}</p>;
  return (
    <>
      <Form plant={plant} subject={{ list: "elements", key: id }} />
      <ConnectionList plant={plant} id={id} />
    </>
  );
}

function OriginChoice(): VNode {
  const { bench, e } = useEdit();
  const keeps = useValue(bench.keepsProvenance);
  return (
    <label class="check" title={e("keepOrigin.hint")}>
      <input
        type="checkbox"
        checked={keeps}
        onChange={(event) => (bench.keepsProvenance.value = event.currentTarget.checked)}
      />
      <span>{e("keepOrigin")}</span>
    </label>
  );
}

function Panel(): VNode | null {
  const { bench, e } = useEdit();
  const { find } = useWording();
  const plant = useValue(bench.document.current)?.plant;
  const ids = useValue(bench.selection.ids);
  const subject = useValue(bench.subject);
  if (plant === undefined) return null;
  const [id] = ids;
  const element = ids.length === 1 ? plant.elements.find((each) => each.id === id) : undefined;
  const shown = subject !== undefined && itemOf(plant, subject) !== undefined ? subject : undefined;
  const title =
    shown?.list === "plant"
      ? e("properties.plant")
      : (shown?.key ?? element?.name ?? element?.id ?? e("properties"));
  return (
    <section class="panel property-panel" data-testid="property-panel">
      <div class="panel-head">
        <h2>{title}</h2>
        {shown === undefined && element !== undefined && (
          <span class="muted">{find(`kind.${element.kind}`) ?? element.kind}</span>
        )}
        {shown !== undefined && (
          <button type="button" class="small" onClick={() => bench.show(undefined)}>
            <Icon name="undo" />
            {e("properties.back")}
          </button>
        )}
      </div>
      {shown !== undefined ? (
        <Form plant={plant} subject={shown} />
      ) : element !== undefined ? (
        <ElementProperties plant={plant} id={element.id} />
      ) : (
        <p class="muted">
          {ids.length > 1 ? e("properties.several", { count: ids.length }) : e("properties.none")}
        </p>
      )}
      <WholeProblems />
      <OriginChoice />
      <ObjectList plant={plant} />
    </section>
  );
}

/** Any property of what is selected, and the way to everything in the plant that is no element. */
export function PropertyPanel({ bench }: { bench: Workbench }): VNode {
  return (
    <EditScope bench={bench}>
      <Panel />
    </EditScope>
  );
}
