import { Fragment, type VNode } from "preact";
import { useMemo } from "preact/hooks";
import { type ItemList, itemNode, kindNode } from "../../plant/form/item-schema.ts";
import { ProvenanceList } from "../provenance.tsx";
import type { Provenance } from "../../plant/elements/common.ts";
import type { Element } from "../../plant/schema.ts";
import { ACCOUNTS_TEXTS } from "../../app/i18n/accounts-texts.ts";
import "../style/resources.css";
import { NamedThing } from "./named-thing.tsx";
import { type PropertyLine, propertyLines } from "./property-lines.ts";
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

function Lines({ lines }: { lines: readonly PropertyLine[] }): VNode {
  return (
    <>
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
    </>
  );
}

/** What the plant file says of the power that an element draws and what it costs. */
export function AccountProperties({ element }: { element: Element }): VNode {
  const wording = useResourceWording();
  const lines = useMemo(() => {
    const { kind, power, cost } = element;
    const item = { kind, ...(power === undefined ? {} : { power }), ...(cost === undefined ? {} : { cost }) };
    const node = kindNode("elements", kind) ?? itemNode("elements");
    return propertyLines(node, "elements", item, wording);
  }, [element, wording.language]);
  return (
    <section data-testid="account-parameters">
      <h3>{ACCOUNTS_TEXTS[wording.language].parameters}</h3>
      <dl class="facts property-list">
        <Lines lines={lines} />
      </dl>
    </section>
  );
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
        <Lines lines={lines} />
      </dl>
      {item.notes !== undefined && <p class="notes">{item.notes}</p>}
      {item.provenance !== undefined && <ProvenanceList provenance={item.provenance} />}
    </section>
  );
}
