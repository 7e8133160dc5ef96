import { Fragment, type VNode } from "preact";
import { useMemo } from "preact/hooks";
import { type ItemList, itemNode, kindNode } from "../../plant/form/item-schema.ts";
import { ProvenanceList } from "../provenance.tsx";
import type { Provenance } from "../../plant/elements/common.ts";
import { NamedThing } from "./named-thing.tsx";
import { propertyLines } from "./property-lines.ts";
import { useResourceWording } from "./resource-wording.ts";

interface PropertiesProps {
  readonly list: ItemList;
  readonly item: {
    readonly id: string;
    readonly kind?: string;
    readonly notes?: string | undefined;
    readonly provenance?: Provenance | undefined;
  };
}

/** What the plant file says of something that is no element: every member with its unit, and what it names can be selected. */
export function Properties({ list, item }: PropertiesProps): VNode {
  const wording = useResourceWording();
  const { t, r } = wording;
  const lines = useMemo(() => {
    const node = (item.kind === undefined ? undefined : kindNode(list, item.kind)) ?? itemNode(list);
    return propertyLines(node, list, { ...item }, wording);
  }, [item, list, wording.language]);
  return (
    <section>
      <h3>{r("properties")}</h3>
      <dl class="facts property-list">
        <div>
          <dt>{t("details.id")}</dt>
          <dd>
            <code>{item.id}</code>
          </dd>
        </div>
        {lines.map(({ label, depth, value, names }, i) => (
          <div key={i} style={{ "--depth": depth }}>
            <dt>{label}</dt>
            <dd>
              {value}
              {names?.map((id, n) => (
                <Fragment key={id}>
                  {n > 0 && ", "}
                  <NamedThing id={id} />
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {item.notes !== undefined && <p class="notes">{item.notes}</p>}
      {item.provenance !== undefined && <ProvenanceList provenance={item.provenance} />}
    </section>
  );
}
