import { type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

const UNCONNECTED = rule(
  "flow/unconnected",
  "warning",
  ["“{id}” has no connections, so no part ever comes to it", "Connect it, or remove it"],
  [
    "„{id}“ hat keine Verbindungen, also kommt nie ein Teil dorthin",
    "Verbinden Sie es, oder entfernen Sie es",
  ],
);

const UNREACHABLE = rule(
  "flow/unreachable",
  "warning",
  [
    "No source leads to “{id}”, so no part ever comes to it",
    "Connect it with something that parts come through",
  ],
  [
    "Keine Quelle führt zu „{id}“, also kommt nie ein Teil dorthin",
    "Verbinden Sie es mit etwas, durch das Teile kommen",
  ],
);

const DEAD_END = rule(
  "flow/deadEnd",
  "error",
  [
    "Parts in “{id}” have no way to a sink, so everything behind it jams",
    "Connect it so that parts get to a sink",
  ],
  [
    "Teile in „{id}“ kommen zu keiner Senke, also staut sich alles davor",
    "Verbinden Sie es so, dass Teile zu einer Senke gelangen",
  ],
);

const SOURCE_INPUT = rule(
  "flow/sourceInput",
  "error",
  [
    "“{to}” is a source, so nothing can flow into it from “{from}”",
    "Turn the connection round, or remove it",
  ],
  [
    "„{to}“ ist eine Quelle, also kann von „{from}“ nichts hineinfließen",
    "Drehen Sie die Verbindung um, oder entfernen Sie sie",
  ],
);

const SINK_OUTPUT = rule(
  "flow/sinkOutput",
  "error",
  ["“{from}” is a sink, so nothing can flow out of it to “{to}”", "Turn the connection round, or remove it"],
  [
    "„{from}“ ist eine Senke, also kann nichts zu „{to}“ hinausfließen",
    "Drehen Sie die Verbindung um, oder entfernen Sie sie",
  ],
);

const SELF = rule(
  "flow/selfConnection",
  "error",
  ["“{id}” is connected to itself", "Remove the connection, or lead it through a buffer"],
  [
    "„{id}“ ist mit sich selbst verbunden",
    "Entfernen Sie die Verbindung, oder führen Sie sie über einen Puffer",
  ],
);

const NO_SOURCE = rule(
  "flow/noSource",
  "warning",
  ["The plant has no source, so nothing will happen", "Add a source and connect it"],
  [
    "Die Fabrik hat keine Quelle, also wird nichts geschehen",
    "Ergänzen Sie eine Quelle, und verbinden Sie sie",
  ],
);

export const FLOW_RULES: readonly Rule[] = [
  UNCONNECTED,
  UNREACHABLE,
  DEAD_END,
  SOURCE_INPUT,
  SINK_OUTPUT,
  SELF,
  NO_SOURCE,
];

/** Parts come from sources, get everywhere, and get out. */
export function checkFlow(index: PlantIndex, report: Report): void {
  const { plant } = index;
  for (const [i, { from, to }] of plant.connections.entries()) {
    const origin = index.elements.get(from);
    const destination = index.elements.get(to);
    if (origin === undefined || destination === undefined) continue;
    if (from === to) report(SELF, ["connections", i], { id: from });
    if (index.element(origin).kind === "sink") report(SINK_OUTPUT, ["connections", i], { from, to });
    if (index.element(destination).kind === "source") report(SOURCE_INPUT, ["connections", i], { from, to });
  }
  checkReach(index, report);
}

function checkReach(index: PlantIndex, report: Report): void {
  const { elements } = index.plant;
  const all = [...elements.keys()];
  const sources = all.filter((i) => elements[i]?.kind === "source");
  const fed = index.reach(sources, index.outputs);
  const draining = index.reach(
    all.filter((i) => elements[i]?.kind === "sink"),
    index.inputs,
  );
  if (sources.length === 0) report(NO_SOURCE, ["elements"]);
  for (const [i, { id }] of elements.entries()) {
    const connected = (index.inputs[i]?.length ?? 0) + (index.outputs[i]?.length ?? 0) > 0;
    if (!connected) report(UNCONNECTED, ["elements", i], { id });
    else if (!fed.has(i)) {
      if (sources.length > 0) report(UNREACHABLE, ["elements", i], { id });
    } else if (!draining.has(i)) report(DEAD_END, ["elements", i], { id });
  }
}
