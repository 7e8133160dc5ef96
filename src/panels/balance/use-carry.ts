import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { planAssignment } from "../../editor/balance-actions.ts";
import { useSession } from "../session-context.ts";
import { type ShownLine, taskName, useBalance } from "./balance-context.ts";
import { useCarryWords } from "./carry-words.ts";
import { type Carry, carryTo, manningAfter, putDown, takeUp } from "./task-carry.ts";
import {
  columnAt,
  neighbour,
  placeAt,
  sideAt,
  type TaskBlock,
  type YamazumiGeometry,
} from "./yamazumi-geometry.ts";

/** px that the pointer moves until a press becomes a carry. */
const THRESHOLD = 4;

/** What the tasks of the chart do with pointer and keys. */
export interface CarryHandle {
  readonly carry: Carry | undefined;
  press(event: PointerEvent, task: string): void;
  key(event: KeyboardEvent, block: TaskBlock): void;
  focus(task: string): void;
  /** Listeners of the chart as a whole. */
  readonly pointer: {
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onPointerCancel(): void;
  };
}

interface Press {
  readonly task: string;
  readonly x: number;
  readonly y: number;
  readonly pointer: number;
}

/** Takes tasks from station to station: pressed and moved, or taken up with the space bar and led by arrows. */
export function useCarry(
  shown: ShownLine,
  geometry: YamazumiGeometry,
  svg: RefObject<SVGSVGElement | null>,
): CarryHandle {
  const { control } = useBalance();
  const { history } = useSession();
  const words = useCarryWords(shown);
  const [carry, setCarry] = useState<Carry>();
  const press = useRef<Press | undefined>(undefined);
  const focusNext = useRef<string | undefined>(undefined);

  useEffect(() => {
    const id = focusNext.current;
    focusNext.current = undefined;
    if (id !== undefined) focusTask(svg.current, id);
  });
  useEffect(() => {
    // A task that undoing took to another station is another element there: the focus goes with it.
    const selected = control.task.peek();
    if (document.activeElement === document.body && selected !== undefined) focusTask(svg.current, selected);
  }, [shown.planned]);
  useEffect(() => {
    if (carry?.pointer === undefined) return undefined;
    const cancel = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      stop();
    };
    window.addEventListener("keydown", cancel, true);
    return () => window.removeEventListener("keydown", cancel, true);
  });

  const stop = (): void => {
    press.current = undefined;
    setCarry(undefined);
    control.announcement.value = words.cancelled();
  };
  const drop = (held: Carry): void => {
    press.current = undefined;
    setCarry(undefined);
    focusNext.current = held.task;
    const assignment = putDown(shown, held);
    if (assignment === undefined) {
      control.announcement.value = words.refused(held);
      return;
    }
    const manning = manningAfter(shown, held);
    history.edit("moveTask", (plant) => planAssignment(plant, shown.line.id, assignment, manning));
    control.announcement.value = words.dropped(held);
  };
  const isOnEither = (held: Carry): boolean =>
    held.side !== undefined && (shown.tasks.get(held.task)?.side ?? "either") === "either";
  const lead = (held: Carry, key: string): void => {
    const count = shown.stations.length;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
    // On a two-sided line the arrows lead from side to side.
    const sides = shown.line.isTwoSided === true && isOnEither(held) ? 2 : 1;
    const from = sides * held.station + (sides === 2 && held.side === "right" ? 1 : 0);
    const at = Math.max(0, Math.min(sides * count - 1, from + step));
    const station = Math.floor(at / sides);
    const side = sides === 2 ? (at % 2 === 1 ? "right" : "left") : held.side;
    const others = (shown.planned[station] ?? []).filter((id) => !held.group.includes(id));
    const rise = { ArrowUp: 1, ArrowDown: -1 }[key] ?? 0;
    const place = step === 0 ? Math.max(0, Math.min(others.length, held.place + rise)) : others.length;
    const next = carryTo(shown, held, station, place, side);
    setCarry(next);
    control.announcement.value = words.target(next);
  };

  return {
    carry,
    focus: (task) => (control.task.value = task),
    press: (event, task) => {
      if (event.button !== 0 || carry !== undefined) return;
      control.task.value = task;
      focusNext.current = task;
      press.current = { task, x: event.clientX, y: event.clientY, pointer: event.pointerId };
    },
    key: (event, block) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const isArrow = event.key.startsWith("Arrow");
      const isPick = event.key === " " || event.key === "Enter";
      if (carry !== undefined && carry.pointer === undefined) {
        if (isArrow) lead(carry, event.key);
        else if (isPick) drop(carry);
        else if (event.key === "Escape" || event.key === "Tab") stop();
        else return;
        if (event.key !== "Tab") event.preventDefault();
        return;
      }
      if (isPick) {
        const taken = takeUp(shown, block.task.id);
        setCarry(taken);
        if (taken !== undefined) control.announcement.value = words.takenUp(taskName(block.task));
      } else if (isArrow || event.key === "Home" || event.key === "End") {
        const next = neighbour(geometry, block, event.key);
        if (next !== undefined) focusTask(svg.current, next.task.id);
      } else return;
      event.preventDefault();
    },
    pointer: {
      onPointerMove: (event) => {
        const start = press.current;
        if (start === undefined || start.pointer !== event.pointerId) return;
        const isFar = Math.hypot(event.clientX - start.x, event.clientY - start.y) > THRESHOLD;
        if (carry === undefined && !isFar) return;
        const held = carry ?? takeUp(shown, start.task);
        const box = svg.current?.getBoundingClientRect();
        if (held === undefined || box === undefined) return;
        if (carry === undefined) svg.current?.setPointerCapture(event.pointerId);
        const at = { x: event.clientX - box.left, y: event.clientY - box.top };
        const station = columnAt(geometry, at.x);
        const side = isOnEither(held) ? sideAt(geometry, station, at.x) : held.side;
        const next = carryTo(shown, held, station, placeAt(geometry, station, at.y, held.group), side);
        setCarry({ ...next, pointer: at });
        if (station !== held.station || next.side !== held.side)
          control.announcement.value = words.target(next);
      },
      onPointerUp: () => {
        press.current = undefined;
        if (carry?.pointer !== undefined) drop(carry);
      },
      onPointerCancel: () => {
        if (carry?.pointer !== undefined) stop();
      },
    },
  };
}

function focusTask(svg: SVGSVGElement | null, id: string): void {
  svg?.querySelector<SVGGElement>(`[data-task="${CSS.escape(id)}"]`)?.focus();
}
