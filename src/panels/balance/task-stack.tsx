import type { VNode } from "preact";
import { useWording } from "../session-context.ts";
import { type ShownLine, taskName, useBalance } from "./balance-context.ts";
import { classFill } from "./class-patterns.tsx";
import type { CarryHandle } from "./use-carry.ts";
import type { TaskBlock, YamazumiGeometry } from "./yamazumi-geometry.ts";

const BAND = 9;
/** Height of a line of text, px. */
const LINE = 14;

interface StackProps {
  readonly shown: ShownLine;
  readonly geometry: YamazumiGeometry;
  readonly station: number;
  readonly selected: string | undefined;
  readonly carry: CarryHandle;
}

/** The tasks of one station. */
export function TaskStack({ shown, geometry, station, selected, carry }: StackProps): VNode | null {
  const { b } = useBalance();
  const { formats } = useWording();
  const blocks = geometry.blocks.filter((block) => block.station === station);
  if (blocks.length === 0) return null;
  // One task of the chart can be reached with Tab; arrows lead on.
  const isShown = geometry.blocks.some(({ task }) => task.id === selected);
  const reached = isShown ? selected : geometry.blocks[0]?.task.id;
  const time = formats.withUnit(formats.number(geometry.columns[station]?.time ?? 0, 4), "s");
  const values = { number: station + 1, name: shown.stations[station]?.name ?? "", time };
  return (
    <g role="listbox" aria-label={b("chart.station", values)} aria-orientation="vertical">
      {blocks.map((block) => (
        <Block
          key={block.task.id}
          shown={shown}
          block={block}
          isSelected={block.task.id === selected}
          isReached={block.task.id === reached}
          carry={carry}
        />
      ))}
    </g>
  );
}

interface BlockProps {
  readonly shown: ShownLine;
  readonly block: TaskBlock;
  readonly isSelected: boolean;
  readonly isReached: boolean;
  readonly carry: CarryHandle;
}

function Block({ shown, block, isSelected, isReached, carry }: BlockProps): VNode {
  const { b } = useBalance();
  const { formats } = useWording();
  const { task, x, y, width, height, time } = block;
  const value = task.value ?? "valueAdding";
  const name = taskName(task);
  const seconds = formats.withUnit(formats.number(time, 3), "s");
  const isCarried = carry.carry?.group.includes(task.id) === true;
  const isMoved = shown.today[block.station]?.includes(task.id) !== true;
  // The time has a line of its own where there is room for two.
  const hasTime = height >= LINE * 2 + 2;
  const lines = Math.max(1, Math.floor((height - 2) / LINE) - (hasTime ? 1 : 0));
  const label = b("chart.task", {
    name,
    time: seconds,
    letter: b(`class.${value}.letter`),
    class: b(`class.${value}`),
    moved: isMoved ? b("chart.task.moved") : "",
  });
  const names = ["task", isSelected ? "selected" : "", isCarried ? "carried" : ""].filter(Boolean).join(" ");
  return (
    <g
      class={names}
      role="option"
      aria-selected={isSelected}
      aria-label={label}
      tabindex={isReached ? 0 : -1}
      data-task={task.id}
      data-testid={`task-${task.id}`}
      onPointerDown={(event) => carry.press(event, task.id)}
      onKeyDown={(event) => carry.key(event, block)}
      onFocus={() => carry.focus(task.id)}
    >
      <title>{label}</title>
      <rect
        class="task-body"
        data-class={value}
        x={x}
        y={y + 0.5}
        width={width}
        height={Math.max(1, height - 1)}
        rx="2"
      />
      <rect class={`class-${value}`} x={x} y={y + 0.5} width={BAND} height={Math.max(1, height - 1)} />
      {value !== "valueAdding" && (
        <rect fill={classFill(value)} x={x} y={y + 0.5} width={BAND} height={Math.max(1, height - 1)} />
      )}
      {height >= LINE && (
        <foreignObject x={x + BAND} y={y} width={Math.max(0, width - BAND)} height={height}>
          <div class="task-label" aria-hidden="true">
            <span class="task-name" style={{ WebkitLineClamp: lines }}>
              {isMoved ? "• " : ""}
              {name}
            </span>{" "}
            {hasTime && (
              <span class="task-time">
                {seconds} {b(`class.${value}.letter`)}
              </span>
            )}
          </div>
        </foreignObject>
      )}
    </g>
  );
}
