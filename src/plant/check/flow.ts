import { type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

const UNCONNECTED = rule("flow/unconnected", "warning");

const UNREACHABLE = rule("flow/unreachable", "warning");

const DEAD_END = rule("flow/deadEnd", "error");

const SOURCE_INPUT = rule("flow/sourceInput", "error");

const SINK_OUTPUT = rule("flow/sinkOutput", "error");

const SELF = rule("flow/selfConnection", "error");

const NO_SOURCE = rule("flow/noSource", "warning");

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
  const homes = (index.plant.resources ?? []).flatMap((resource) => {
    const home = resource.kind === "carriers" ? index.elements.get(resource.home) : undefined;
    return home === undefined ? [] : [home];
  });
  const fed = index.reach([...sources, ...homes], index.outputs);
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
