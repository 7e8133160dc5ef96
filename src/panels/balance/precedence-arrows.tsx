import type { VNode } from "preact";
import type { ShownLine } from "./balance-context.ts";
import type { TaskBlock, YamazumiGeometry } from "./yamazumi-geometry.ts";

interface ArrowsProps {
  readonly shown: ShownLine;
  readonly geometry: YamazumiGeometry;
  /** Task whose direct predecessors and successors are shown. */
  readonly task: string | undefined;
}

/** Arrows from the predecessors of a task to it, and from it to its successors. */
export function PrecedenceArrows({ shown, geometry, task }: ArrowsProps): VNode | null {
  const own = task === undefined ? undefined : shown.tasks.get(task);
  if (own === undefined) return null;
  const blocks = new Map(geometry.blocks.map((block) => [block.task.id, block]));
  const at = blocks.get(own.id);
  if (at === undefined) return null;
  const before = (own.predecessors ?? []).flatMap((id) => blocks.get(id) ?? []);
  const after = geometry.blocks.filter((block) => block.task.predecessors?.includes(own.id) === true);
  return (
    <g class="arrows" aria-hidden="true">
      <defs>
        <marker
          id="arrow-head"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M0 0L8 4L0 8z" class="arrow-head" />
        </marker>
      </defs>
      {before.map((block) => (
        <path key={`b ${block.task.id}`} d={way(block, at)} marker-end="url(#arrow-head)" />
      ))}
      {after.map((block) => (
        <path key={`a ${block.task.id}`} d={way(at, block)} marker-end="url(#arrow-head)" />
      ))}
      {[...before, ...after].map(({ task: { id }, x, y, width, height }) => (
        <rect
          key={id}
          class="relative"
          x={x}
          y={y + 0.5}
          width={width}
          height={Math.max(1, height - 1)}
          rx="2"
        />
      ))}
    </g>
  );
}

/** From the right side of a block to the left of another; at one station a bow beside the stack. */
function way(from: TaskBlock, to: TaskBlock): string {
  const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2];
  if (from.station === to.station) {
    const x = from.x + from.width;
    return `M${x - 6} ${y1}C${x + 12} ${y1} ${x + 12} ${y2} ${x - 5} ${y2}`;
  }
  const [x1, x2] = from.station < to.station ? [from.x + from.width, to.x] : [from.x, to.x + to.width];
  const bend = (x2 - x1) / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
