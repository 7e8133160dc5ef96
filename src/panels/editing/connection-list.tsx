import type { VNode } from "preact";
import type { Connection, Element, Plant } from "../../plant/schema.ts";
import { Icon } from "../icons.tsx";
import { useEdit } from "./edit-context.tsx";

function Side({ plant, id, side }: { plant: Plant; id: string; side: "in" | "out" }): VNode {
  const { bench, e } = useEdit();
  const other = (connection: Connection): string => (side === "out" ? connection.to : connection.from);
  const list = plant.connections.filter((each) => (side === "out" ? each.from : each.to) === id);
  const connected = new Set(list.map(other));
  const fits = ({ id: own, kind }: Element): boolean =>
    own !== id && !connected.has(own) && kind !== (side === "out" ? "source" : "sink");
  const button = (icon: "up" | "close", label: string, run: () => void): VNode => (
    <button type="button" class="icon-button quiet small-icon" aria-label={label} title={label} onClick={run}>
      <Icon name={icon} />
    </button>
  );
  return (
    <div class="connection-side" data-side={side}>
      <h4>{e(side === "out" ? "connections.out" : "connections.in")}</h4>
      {list.length === 0 && <p class="muted">{e("connections.none")}</p>}
      <ol>
        {list.map((connection, i) => (
          <li key={other(connection)}>
            <button type="button" class="link" onClick={() => bench.selection.select(other(connection))}>
              {other(connection)}
            </button>
            <span class="list-tools">
              {i > 0 &&
                button("up", e("connections.up", { id: other(connection) }), () =>
                  bench.reorder(connection, side, -1),
                )}
              {button("close", e("connections.remove", { id: other(connection) }), () =>
                bench.disconnect(connection),
              )}
            </span>
          </li>
        ))}
      </ol>
      <select
        aria-label={e(side === "out" ? "connections.add" : "connections.addIn")}
        data-testid={`connect-${side}`}
        value=""
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          event.currentTarget.value = "";
          if (chosen !== "") bench.connect(side === "out" ? id : chosen, side === "out" ? chosen : id);
        }}
      >
        <option value="">{e("connections.choose")}</option>
        {plant.elements.filter(fits).map((each) => (
          <option key={each.id} value={each.id}>
            {each.name === undefined ? each.id : `${each.name} (${each.id})`}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Where an element's parts come from and go to, in their order; connections are made and cut here without dragging. */
export function ConnectionList({ plant, id }: { plant: Plant; id: string }): VNode {
  const { e } = useEdit();
  const kind = plant.elements.find((each) => each.id === id)?.kind;
  return (
    <section class="connection-list" aria-label={e("connections")}>
      <h3>{e("connections")}</h3>
      {kind !== "source" && <Side plant={plant} id={id} side="in" />}
      {kind !== "sink" && <Side plant={plant} id={id} side="out" />}
    </section>
  );
}
