import type { VNode } from "preact";
import { useWording } from "../session-context.ts";
import { type ShownLine, taskName, useBalance } from "./balance-context.ts";
import { obstacleText } from "./obstacle-text.ts";
import { type Carry, wouldTake } from "./task-carry.ts";
import type { YamazumiGeometry } from "./yamazumi-geometry.ts";

interface OverlayProps {
  readonly shown: ShownLine;
  readonly geometry: YamazumiGeometry;
  readonly carry: Carry;
}

const NOTE = { width: 250, height: 96 };

/** While tasks are carried: which stations take them and which do not, where they would land, and why not. */
export function CarryOverlay({ shown, geometry, carry }: OverlayProps): VNode {
  const note = useNote(shown, carry);
  const target = geometry.columns[carry.station];
  const x = carry.pointer?.x ?? (target?.x ?? 0) + (target?.width ?? 0) / 2;
  const y = carry.pointer?.y ?? geometry.top + 40;
  const left = Math.max(4, Math.min(x + 14, geometry.width - NOTE.width - 4));
  const top = Math.max(4, Math.min(y + 14, geometry.height - NOTE.height - 4));
  return (
    <g
      class="carry"
      pointer-events="none"
      data-testid="carry"
      data-allowed={carry.obstacles[carry.station] === undefined}
    >
      {geometry.columns.map((column, i) => {
        const isForbidden = carry.obstacles[i] !== undefined;
        const names = [
          "station-mark",
          isForbidden ? "forbidden" : "allowed",
          i === carry.station ? "target" : "",
        ];
        const middle = column.x + column.width / 2;
        const box = {
          x: column.x - 3,
          y: geometry.top - 20,
          width: column.width + 6,
          height: geometry.base - geometry.top + 22,
          rx: 4,
        };
        return (
          <g key={shown.stations[i]?.id ?? i} class={names.filter(Boolean).join(" ")}>
            {isForbidden && <rect {...box} fill="url(#texture-forbidden)" class="forbidden-fill" />}
            <rect {...box} class="mark-edge" />
            <text x={middle} y={geometry.top - 24} text-anchor="middle">
              {isForbidden ? "✕" : "✓"}
            </text>
          </g>
        );
      })}
      <LandingLine geometry={geometry} carry={carry} />
      <foreignObject x={left} y={top} width={NOTE.width} height={NOTE.height}>
        <div class={`carry-note ${note.kind}`}>
          <b>{note.title}</b>
          <br />
          {note.text}
        </div>
      </foreignObject>
    </g>
  );
}

/** Where in the stack the tasks would come. */
function LandingLine({ geometry, carry }: { geometry: YamazumiGeometry; carry: Carry }): VNode | null {
  const column = geometry.columns[carry.station];
  if (column === undefined || carry.obstacles[carry.station] !== undefined) return null;
  const others = geometry.blocks.filter(
    ({ station, task }) => station === carry.station && !carry.group.includes(task.id),
  );
  const below = others[carry.place - 1];
  const y = below?.y ?? geometry.y(column.repositioning);
  return <path d={`M${column.x - 4} ${y}h${column.width + 8}`} class="landing" />;
}

function useNote(shown: ShownLine, carry: Carry): { kind: string; title: string; text: string } {
  const { b } = useBalance();
  const { formats } = useWording();
  const task = shown.tasks.get(carry.task);
  const name = task === undefined ? carry.task : taskName(task);
  const title = carry.group.length > 1 ? b("carry.group", { name, others: carry.group.length - 1 }) : name;
  const obstacle = carry.obstacles[carry.station];
  if (obstacle !== undefined) return { kind: "forbidden", title, text: obstacleText(shown, obstacle, b) };
  const { time, keepsTakt } = wouldTake(shown, carry);
  const values = {
    station: shown.stations[carry.station]?.name ?? "",
    time: formats.withUnit(formats.number(time, 4), "s"),
    takt: formats.withUnit(formats.number(shown.line.takt, 4), "s"),
  };
  return {
    kind: keepsTakt ? "allowed" : "over",
    title,
    text: b(keepsTakt ? "carry.fits" : "carry.over", values),
  };
}
