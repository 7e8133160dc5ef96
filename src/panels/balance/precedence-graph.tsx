import type { VNode } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { inPrecedence, placesOf } from "../../plant/balance/assignment.ts";
import { relatives } from "../../plant/balance/precedence.ts";
import { useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { type ShownLine, taskName, useBalance } from "./balance-context.ts";
import { classFill } from "./class-patterns.tsx";
import { type GraphNode, graphLayout, NODE, nodeTowards } from "./graph-layout.ts";
import { useSize } from "./use-size.ts";

/** Which task waits for which, from left to right; the selected one with all before and after it. */
export function PrecedenceGraph({ shown }: { shown: ShownLine }): VNode {
  const { b, control } = useBalance();
  const selected = useValue(control.task);
  const { line, planned } = shown;
  const host = useRef<HTMLDivElement>(null);
  const { height } = useSize(host);
  const layout = useMemo(() => graphLayout(inPrecedence(line.tasks), height), [line.tasks, height]);
  const places = useMemo(() => placesOf(planned), [planned]);
  const svg = useRef<SVGSVGElement>(null);
  const chosen = selected !== undefined && shown.tasks.has(selected) ? selected : undefined;
  const kin = useMemo(() => {
    const of = chosen === undefined ? [] : [chosen];
    const both = (["before", "after"] as const).map((side) => relatives(line.tasks, of, side));
    return new Set([...of, ...both.flatMap((side) => [...side])]);
  }, [line.tasks, chosen]);
  useEffect(() => {
    const node = svg.current?.querySelector(`[data-task="${CSS.escape(chosen ?? "")}"]`);
    node?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [height > 0]);
  const isFaint = (id: string): boolean => chosen !== undefined && !kin.has(id);
  const lead = (event: KeyboardEvent, node: GraphNode): void => {
    if (!event.key.startsWith("Arrow") || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const next = nodeTowards(layout, node, event.key);
    if (next === undefined) return;
    svg.current?.querySelector<SVGGElement>(`[data-task="${CSS.escape(next.task.id)}"]`)?.focus();
  };
  return (
    <div class="graph" ref={host} data-testid="graph">
      <svg
        ref={svg}
        width={layout.width}
        height={layout.height}
        role="group"
        aria-label={b("graph.label", { line: line.name ?? line.id })}
      >
        <defs>
          <marker
            id="edge-head"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="6"
            markerHeight="6"
            orient="auto"
          >
            <path d="M0 0L8 4L0 8z" class="edge-head" />
          </marker>
        </defs>
        <g aria-hidden="true">
          {layout.edges.map(({ from, to }) => (
            <path
              key={`${from.task.id} ${to.task.id}`}
              class={isFaint(from.task.id) || isFaint(to.task.id) ? "edge faint" : "edge"}
              d={edgePath(from, to)}
              marker-end="url(#edge-head)"
            />
          ))}
        </g>
        <g role="listbox" aria-label={b("graph.tasks")}>
          {layout.nodes.map((node, i) => (
            <Node
              key={node.task.id}
              node={node}
              station={places.get(node.task.id)}
              isSelected={node.task.id === chosen}
              isReached={chosen === undefined ? i === 0 : node.task.id === chosen}
              isFaint={isFaint(node.task.id)}
              onKeyDown={(event) => lead(event, node)}
            />
          ))}
        </g>
      </svg>
    </div>
  );
}

interface NodeProps {
  readonly node: GraphNode;
  readonly station: number | undefined;
  readonly isSelected: boolean;
  readonly isReached: boolean;
  readonly isFaint: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Node({ node, station, isSelected, isReached, isFaint, onKeyDown }: NodeProps): VNode {
  const { b, control } = useBalance();
  const { formats } = useWording();
  const { task, x, y } = node;
  const value = task.value ?? "valueAdding";
  const seconds = formats.withUnit(formats.number(task.time, 3), "s");
  const place = station === undefined ? b("graph.nowhere") : b("graph.at", { number: station + 1 });
  const label = b("graph.task", { name: taskName(task), time: seconds, place });
  const names = ["node", isSelected ? "selected" : "", isFaint ? "faint" : ""].filter(Boolean).join(" ");
  return (
    <g
      class={names}
      role="option"
      aria-selected={isSelected}
      aria-label={label}
      tabindex={isReached ? 0 : -1}
      data-task={task.id}
      onFocus={() => (control.task.value = task.id)}
      onPointerDown={() => (control.task.value = task.id)}
      onKeyDown={onKeyDown}
    >
      <title>{label}</title>
      <rect class="task-body" data-class={value} x={x} y={y} width={NODE.width} height={NODE.height} rx="4" />
      <rect class={`class-${value}`} x={x} y={y} width="9" height={NODE.height} rx="2" />
      {value !== "valueAdding" && (
        <rect fill={classFill(value)} x={x} y={y} width="9" height={NODE.height} rx="2" />
      )}
      <foreignObject x={x + 10} y={y} width={NODE.width - 10} height={NODE.height}>
        <div class="node-label" aria-hidden="true">
          <span class="task-name">{taskName(task)}</span>{" "}
          <span class="task-time">
            {seconds} · {place}
          </span>
        </div>
      </foreignObject>
    </g>
  );
}

function edgePath(from: GraphNode, to: GraphNode): string {
  const [x1, y1] = [from.x + NODE.width, from.y + NODE.height / 2];
  const [x2, y2] = [to.x, to.y + NODE.height / 2];
  const bend = Math.max(20, (x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
