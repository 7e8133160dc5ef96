import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { freeId } from "../../editor/actions/element-actions.ts";
import { itemsOf, keyOfItem } from "../../editor/actions/item-actions.ts";
import { ITEM_LISTS, type ItemList, itemNode, kindNode, kindsOf } from "../../plant/form/item-schema.ts";
import { initialValue } from "../../plant/form/initial-value.ts";
import type { Plant } from "../../plant/schema.ts";
import { Icon } from "../icons.tsx";
import { useEdit } from "./edit-context.tsx";
import { useLabels } from "./field-context.ts";

/** Items of a list that are shown at once. */
const MOST_ITEMS = 60;
/** Elements have the structure list and the stage, connections the elements that they join. */
const LISTS = ITEM_LISTS.filter((list) => list !== "elements");

function Adder({ plant, list }: { plant: Plant; list: ItemList }): VNode {
  const { bench, e } = useEdit();
  const { choice } = useLabels();
  const kinds = kindsOf(list);
  const [kind, setKind] = useState(kinds[0] ?? "");
  const name = e(`objects.${list}`);
  const add = (): void => {
    const node = kindNode(list, kind) ?? itemNode(list);
    const item = initialValue(node, kind === "" ? [list] : [list, kind], plant) as Readonly<
      Record<string, unknown>
    >;
    const stem = kind === "" ? list.replace(/s$/, "") : kind;
    bench.add(list, "id" in item ? { ...item, id: freeId(plant, stem) } : item);
  };
  return (
    <div class="object-adder">
      {kinds.length > 1 && (
        <select
          aria-label={e("objects.kind", { list: name })}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
        >
          {kinds.map((each) => (
            <option key={each} value={each} selected={each === kind}>
              {choice(each)}
            </option>
          ))}
        </select>
      )}
      <button type="button" class="small" onClick={add}>
        <Icon name="plus" />
        {e("objects.add", { list: name })}
      </button>
    </div>
  );
}

function List({ plant, list }: { plant: Plant; list: ItemList }): VNode {
  const { bench, e } = useEdit();
  const items = itemsOf(plant, list);
  return (
    <details class="object-list" data-list={list}>
      <summary>
        {e(`objects.${list}`)} <span class="muted">{items.length}</span>
      </summary>
      <ul>
        {items.slice(0, MOST_ITEMS).map((item) => {
          const key = keyOfItem(item);
          return (
            <li key={key}>
              <button type="button" class="link" onClick={() => bench.show({ list, key })}>
                {typeof item["name"] === "string" ? `${item["name"]} (${key})` : key}
              </button>
              <button
                type="button"
                class="icon-button quiet small-icon"
                aria-label={e("objects.remove", { id: key })}
                title={e("objects.remove", { id: key })}
                onClick={() => bench.drop({ list, key })}
              >
                <Icon name="close" />
              </button>
            </li>
          );
        })}
      </ul>
      {items.length > MOST_ITEMS && <p class="muted">{e("more", { count: items.length - MOST_ITEMS })}</p>}
      {list !== "connections" && <Adder plant={plant} list={list} />}
    </details>
  );
}

/** Everything in the plant that is no element: products, resources, calendars and what else there is. */
export function ObjectList({ plant }: { plant: Plant }): VNode {
  const { bench, e } = useEdit();
  return (
    <section class="objects" aria-label={e("objects")}>
      <h3>{e("objects")}</h3>
      <button
        type="button"
        class="link"
        data-testid="plant-properties"
        onClick={() => bench.show({ list: "plant", key: "" })}
      >
        {e("properties.plant")}
      </button>
      {LISTS.map((list) => (
        <List key={list} plant={plant} list={list} />
      ))}
    </section>
  );
}
