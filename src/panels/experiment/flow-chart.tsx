import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { contentIn, flowsIn, type TimeRange } from "../../app/experiment/course-window.ts";
import type { RunCourse } from "../../protocol/questions.ts";
import { shortened } from "../balance/use-size.ts";
import { useSession } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";
import { flowGraph, type FlowNode } from "./flow-graph.ts";
import { type PlacedLink, type PlacedNode, sankeyLayout } from "./sankey-layout.ts";

const HEIGHT = 190;
/** More letters than this would run into the next node. */
const NAME = 88;
const TALL = 40;
/** Mean width of a letter, px. */
const LETTER = 6.3;

/** Parts an hour between elements, scrap and rework among them, in the range that is shown. */
export function FlowChart({
  course,
  range,
  width,
}: {
  course: RunCourse;
  range: TimeRange;
  width: number;
}): VNode {
  const { x, plant } = useExperiment();
  const [isWhole, setWhole] = useState(false);
  const names = new Map(plant.elements.map(({ id, name }) => [id, name ?? id]));
  const nameOf = (node: FlowNode): string => {
    if (node.kind !== "elements") return x(`flow.${node.kind}`);
    const [first = "", ...others] = node.elements.map((id) => names.get(id) ?? id);
    const last = others.at(-1);
    return last === undefined ? first : `${first} … ${last} (${node.elements.length})`;
  };
  const graph = flowGraph(plant, flowsIn(course, range), isWhole);
  const layout = sankeyLayout(graph, { width: width - 4, height: HEIGHT });
  const nodeOf = new Map(graph.nodes.map((node) => [node.id, node]));
  const contents = new Map(course.elements.map((element) => [element.id, element]));
  const inside = (node: FlowNode): number =>
    node.elements.reduce((sum, id) => {
      const element = contents.get(id);
      return sum + (element === undefined ? 0 : contentIn(element, range));
    }, 0);
  return (
    <section class="course-part" aria-labelledby="flow-title">
      <h3 id="flow-title">{x("flow.title")}</h3>
      <label class="check">
        <input
          type="checkbox"
          checked={isWhole}
          data-testid="flow-whole"
          onChange={(event) => setWhole(event.currentTarget.checked)}
        />
        <span>{x("flow.whole")}</span>
      </label>
      {graph.links.length === 0 ? (
        <p class="muted">{x("flow.none")}</p>
      ) : (
        <div class="flow-scroll" tabIndex={0} role="region" aria-label={x("flow.title")} data-testid="flow">
          <svg class="plot" width={layout.width} height={layout.height} aria-hidden="true">
            {layout.links.map((link, i) => (
              <Ribbon
                key={i}
                link={link}
                from={nodeOf.get(link.from)}
                to={nodeOf.get(link.to)}
                nameOf={nameOf}
              />
            ))}
            {layout.nodes.map((node) => (
              <Node key={node.id} node={node} name={nameOf(node)} inside={inside(node)} names={names} />
            ))}
          </svg>
        </div>
      )}
      <FlowLegend links={layout.links} />
      <FlowTable
        links={layout.links}
        nameOf={(id) => nameOf(nodeOf.get(id) ?? { id, elements: [id], kind: "elements" })}
      />
    </section>
  );
}

function Ribbon({
  link,
  from,
  to,
  nameOf,
}: {
  link: PlacedLink;
  from: FlowNode | undefined;
  to: FlowNode | undefined;
  nameOf: (node: FlowNode) => string;
}): VNode {
  const { x } = useExperiment();
  const [first, second] = [from === undefined ? "" : nameOf(from), to === undefined ? "" : nameOf(to)];
  return (
    <path class="flow-link" data-kind={link.kind} d={link.path} stroke-width={link.thickness}>
      <title>{`${first} → ${second}: ${x.tick(Number(link.rate.toPrecision(4)))} ${x("unit.parts/h")}`}</title>
    </path>
  );
}

function Node({
  node,
  name,
  inside,
  names,
}: {
  node: PlacedNode;
  name: string;
  inside: number;
  names: ReadonlyMap<string, string>;
}): VNode {
  const { x } = useExperiment();
  const { selection } = useSession();
  const selected = useValue(selection.ids);
  const isSelected = node.elements.some((id) => selected.includes(id));
  const rate = `${x.tick(Number(node.rate.toPrecision(3)))} ${x("unit.parts/h")}`;
  return (
    <g
      class={isSelected ? "flow-node selected" : "flow-node"}
      data-node={node.id}
      data-kind={node.kind}
      onClick={() => node.elements.length > 0 && selection.selectAll(node.elements)}
    >
      <title>{`${name}: ${rate}, ${x("flow.inside", { count: x.tick(Number(inside.toPrecision(3))) })}`}</title>
      <rect x={node.x} y={node.y} width={node.width} height={node.height} />
      <text x={node.x} y={node.y - 5}>
        {shortName(node, name, names)}
      </text>
      {node.height >= TALL && (
        <text class="tick" x={node.x + node.width + 4} y={node.y + node.height / 2 + 4}>
          {x.tick(Number(node.rate.toPrecision(3)))}
        </text>
      )}
    </g>
  );
}

/** The name where it fits; of a row the first one and how many follow. */
function shortName({ elements }: PlacedNode, name: string, names: ReadonlyMap<string, string>): string {
  const [first, ...others] = elements;
  if (first === undefined || others.length === 0) return shortened(name, NAME);
  const more = ` +${others.length}`;
  return `${shortened(names.get(first) ?? first, NAME - LETTER * more.length)}${more}`;
}

const KINDS = ["forward", "rework", "scrap", "lost"] as const;

function FlowLegend({ links }: { links: readonly PlacedLink[] }): VNode {
  const { x } = useExperiment();
  const present = KINDS.filter((kind) => links.some((link) => link.kind === kind));
  return (
    <ul class="plot-legend">
      {present.map((kind) => (
        <li key={kind}>
          <svg width={34} height={10} aria-hidden="true">
            <path class="flow-link" data-kind={kind} d="M0 5H34" stroke-width={8} />
          </svg>
          {x(`flow.kind.${kind}`)}
        </li>
      ))}
      <li class="muted">{x("unit.parts/h")}</li>
    </ul>
  );
}

function FlowTable({
  links,
  nameOf,
}: {
  links: readonly PlacedLink[];
  nameOf: (id: string) => string;
}): VNode {
  const { x } = useExperiment();
  return (
    <details class="plot-table">
      <summary>{x("chart.table")}</summary>
      <div class="result-scroll">
        <table data-testid="flow-table">
          <caption class="visually-hidden">{x("flow.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{x("flow.from")}</th>
              <th scope="col">{x("flow.to")}</th>
              <th scope="col">{x("unit.parts/h")}</th>
              <th scope="col">{x("flow.kind")}</th>
            </tr>
          </thead>
          <tbody>
            {links.map(({ from, to, rate, kind }, i) => (
              <tr key={i} data-from={from} data-to={to}>
                <th scope="row">{nameOf(from)}</th>
                <td>{nameOf(to)}</td>
                <td>{x.tick(Number(rate.toPrecision(4)))}</td>
                <td>{x(`flow.kind.${kind}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
