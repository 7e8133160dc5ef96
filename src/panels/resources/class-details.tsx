import { Fragment, type VNode } from "preact";
import type { Class, Use } from "../../plant/classes.ts";
import { Facts } from "../facts.tsx";
import { useSession } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { NamedThing } from "./named-thing.tsx";
import { useResourceWording } from "./resource-wording.ts";

/** Elements of a use that are named at most. */
const MOST_MEMBERS = 60;

function valueText(value: unknown, unit: string | undefined): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return unit === undefined ? text : `${text}\u00a0${unit}`;
}

/** Parameters of a class with the values that they have in a use, or their defaults. */
function ParameterTable({ item, use }: { item: Class; use: Use | undefined }): VNode | null {
  const { r } = useResourceWording();
  if (item.parameters === undefined || item.parameters.length === 0) return null;
  return (
    <section>
      <h3>{r("classParameters")}</h3>
      <table class="member-table" data-testid="class-parameters">
        <thead>
          <tr>
            <th scope="col">{r("parameter")}</th>
            <th scope="col" class="amount">
              {r("value")}
            </th>
          </tr>
        </thead>
        <tbody>
          {item.parameters.map(({ id, default: value, unit, description }) => {
            const own = use?.parameters?.[id];
            return (
              <tr key={id}>
                <th scope="row" title={description}>
                  {id}
                </th>
                <td class="amount">
                  {valueText(own ?? value, unit)}
                  {own === undefined && <span class="muted"> ({r("isDefault")})</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Named({ ids }: { ids: readonly string[] }): VNode {
  return (
    <>
      {ids.slice(0, MOST_MEMBERS).map((id, i) => (
        <Fragment key={id}>
          {i > 0 && ", "}
          <NamedThing id={id} />
        </Fragment>
      ))}
    </>
  );
}

function UseLinks({ uses }: { uses: readonly Use[] }): VNode {
  const { selection } = useSession();
  return (
    <>
      {uses.map(({ id }, i) => (
        <Fragment key={id}>
          {i > 0 && ", "}
          <button type="button" class="link-button" onClick={() => selection.choose({ kind: "use", id })}>
            {id}
          </button>
        </Fragment>
      ))}
    </>
  );
}

/** A class: its parameters, what it holds, and its uses. */
export function ClassDetails({ item }: { item: Class }): VNode {
  const { document } = useSession();
  const { r, formats } = useResourceWording();
  const uses = useValue(document.current)?.plant.uses?.filter((use) => use.class === item.id) ?? [];
  const facts = [
    { name: r("elements"), value: formats.count(item.elements.length) },
    { name: r("connections"), value: formats.count(item.connections?.length ?? 0) },
    { name: r("uses"), value: <UseLinks uses={uses} />, testId: "class-uses" },
  ];
  return (
    <>
      <Facts facts={facts} />
      <ParameterTable item={item} use={undefined} />
    </>
  );
}

/** A use of a class: the class, the values of its parameters, and the elements that it made. */
export function UseDetails({ use }: { use: Use }): VNode {
  const { document, selection } = useSession();
  const { r, formats } = useResourceWording();
  const plant = useValue(document.current)?.plant;
  const item = plant?.classes?.find(({ id }) => id === use.class);
  const members = plant?.elements.filter(({ id }) => id.startsWith(`${use.id}.`)).map(({ id }) => id) ?? [];
  const { position } = use;
  return (
    <>
      <Facts
        facts={[
          {
            name: r("class"),
            value: (
              <button
                type="button"
                class="link-button"
                onClick={() => selection.choose({ kind: "class", id: use.class })}
              >
                {item?.name ?? use.class}
              </button>
            ),
          },
          ...(position === undefined
            ? []
            : [
                {
                  name: r("position"),
                  value: formats.withUnit(position.map((one) => formats.number(one)).join("; "), "m"),
                },
              ]),
          { name: r("elements"), value: <Named ids={members} />, testId: "use-members" },
        ]}
      />
      {item !== undefined && <ParameterTable item={item} use={use} />}
    </>
  );
}
