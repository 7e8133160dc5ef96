import { batch, computed, type ReadonlySignal, Signal } from "@preact/signals-core";
import type { BareFinding } from "../plant/finding.ts";
import { itemNode, headNode, valueFindings, HEAD_MEMBERS, type ItemList } from "../plant/form/item-schema.ts";
import type { Connection, Element, Plant } from "../plant/schema.ts";
import {
  type ConnectionRefusal,
  connect,
  connectionRefusal,
  disconnect,
  reorderConnection,
} from "./actions/connection-actions.ts";
import {
  type Copied,
  copyElements,
  copyShift,
  freeId,
  isMadeByUse,
  newElement,
  pasteElements,
} from "./actions/element-actions.ts";
import {
  addItem,
  itemOf,
  keyOfItem,
  removeItems,
  type Subject,
  type ValuePath,
  withAssumed,
  withItem,
  withValue,
} from "./actions/item-actions.ts";
import { reachingUses } from "./actions/class-actions.ts";
import { moveElements, rotateElements, tidy } from "./actions/layout-actions.ts";
import type { PlantDocument } from "./document.ts";
import { Gesture } from "./gesture.ts";
import type { History } from "./history.ts";
import type { Selection } from "./selection.ts";

/** What dragging an element does, or clicking it. */
export const TOOLS = ["move", "rotate", "size", "connect", "box"] as const;
export type Tool = (typeof TOOLS)[number];

/** What was typed and the schema does not accept: kept as it was typed until it is put right. */
export interface Draft {
  readonly text: string;
  readonly findings: readonly BareFinding[];
}

/** Where what is selected and is no element stands in the plant; a part of the run stands nowhere there. */
const LIST_OF = { resource: "resources", class: "classes", use: "uses", part: undefined } as const;

/** Something that happened, to be said aloud; its words are the page's. */
export interface Said {
  readonly what: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface WorkbenchOptions {
  readonly document: PlantDocument;
  readonly history: History;
  readonly selection: Selection;
  /** What provenance says of a value that was set here. */
  readonly assumedText: () => string;
  /** What new elements are called, by kind: a word that can begin an id. */
  readonly idWord: (kind: string) => string;
}

/** Editing the open plant: what is under way, and every edit as one step of the history. View and panels meet here. */
export class Workbench {
  readonly document: PlantDocument;
  readonly history: History;
  readonly selection: Selection;
  readonly #options: WorkbenchOptions;
  readonly #tool = new Signal<Tool>("move");
  readonly #placing = new Signal<string | undefined>(undefined);
  readonly #connectFrom = new Signal<string | undefined>(undefined);
  readonly #gesture = new Signal<Gesture | undefined>(undefined);
  readonly #subject = new Signal<Subject | undefined>(undefined);
  readonly #drafts = new Signal<ReadonlyMap<string, Draft>>(new Map());
  readonly #said = new Signal<Said | undefined>(undefined);
  readonly #keepsProvenance = new Signal(false);
  readonly #shown: ReadonlySignal<Plant | undefined>;
  #copied: Copied | undefined;
  #pastes = 0;

  constructor(options: WorkbenchOptions) {
    this.#options = options;
    ({ document: this.document, history: this.history, selection: this.selection } = options);
    const { current } = this.document;
    // Whoever selects an element wants to see that one.
    this.selection.ids.subscribe((ids) => {
      if (ids.length > 0) this.#subject.value = undefined;
    });
    this.selection.other.subscribe((other) => {
      const list = other === undefined ? undefined : LIST_OF[other.kind];
      if (other !== undefined && "id" in other && list !== undefined)
        this.#subject.value = { list, key: other.id };
    });
    this.#shown = computed(() => this.#gesture.value?.shown.value ?? current.value?.plant);
  }

  get tool(): ReadonlySignal<Tool> {
    return this.#tool;
  }

  /** Kind of the element that the next click on the floor places. */
  get placing(): ReadonlySignal<string | undefined> {
    return this.#placing;
  }

  /** Where the connection that is being made begins. */
  get connectFrom(): ReadonlySignal<string | undefined> {
    return this.#connectFrom;
  }

  /** The drag that is under way. */
  get gesture(): ReadonlySignal<Gesture | undefined> {
    return this.#gesture;
  }

  /** The plant as it is drawn: with the drag that is under way. */
  get shown(): ReadonlySignal<Plant | undefined> {
    return this.#shown;
  }

  /** What the properties are shown of, where it is no selected element. */
  get subject(): ReadonlySignal<Subject | undefined> {
    return this.#subject;
  }

  get drafts(): ReadonlySignal<ReadonlyMap<string, Draft>> {
    return this.#drafts;
  }

  get said(): ReadonlySignal<Said | undefined> {
    return this.#said;
  }

  /** Whether a value that is changed keeps what is said of its origin; otherwise it is marked as assumed. */
  get keepsProvenance(): Signal<boolean> {
    return this.#keepsProvenance;
  }

  get plant(): Plant | undefined {
    return this.document.current.peek()?.plant;
  }

  setTool(tool: Tool): void {
    batch(() => {
      this.#tool.value = tool;
      this.#placing.value = undefined;
      this.#connectFrom.value = undefined;
    });
  }

  show(subject: Subject | undefined): void {
    this.#subject.value = subject;
  }

  say(what: string, values: Said["values"] = {}): void {
    this.#said.value = { what, values };
  }

  /** Leaves what is under way, one thing at a time. @returns whether there was any */
  escape(): boolean {
    if (this.#gesture.peek() !== undefined) this.#gesture.peek()?.cancel();
    else if (this.#placing.peek() !== undefined) this.#placing.value = undefined;
    else if (this.#connectFrom.peek() !== undefined) this.#connectFrom.value = undefined;
    else if (this.#tool.peek() !== "move") this.#tool.value = "move";
    else return false;
    return true;
  }

  /** Begins a drag. What it shows is no edit before it is committed, and then it is one. */
  begin(action: string): Gesture | undefined {
    const { plant } = this;
    if (plant === undefined) return undefined;
    this.#gesture.peek()?.cancel();
    const gesture = new Gesture(plant, (result) => {
      if (this.#gesture.peek() === gesture) this.#gesture.value = undefined;
      if (result !== undefined && this.plant === plant) this.history.edit(action, () => result);
    });
    this.#gesture.value = gesture;
    return gesture;
  }

  /** Those of the selected elements that may be changed here. */
  movable(): readonly string[] {
    const { plant } = this;
    return plant === undefined
      ? []
      : this.selection.ids
          .peek()
          .filter((id) => !isMadeByUse(plant, id) && this.document.element(id) !== undefined);
  }

  selectAll(): void {
    this.selection.selectAll(this.plant?.elements.map(({ id }) => id) ?? []);
    this.say("selected", { count: this.selection.ids.peek().length });
  }

  nudge(east: number, north: number): void {
    const ids = this.movable();
    if (ids.length === 0) return;
    this.history.edit("move", (plant) => moveElements(plant, ids, east, north));
    this.#sayPlace(ids);
  }

  rotate(degrees: number): void {
    const ids = this.movable();
    if (ids.length === 0) return;
    this.history.edit("rotate", (plant) => rotateElements(plant, ids, degrees));
    this.say("rotated", { count: ids.length, degrees });
  }

  remove(): void {
    const ids = this.movable();
    if (ids.length === 0) return;
    batch(() => {
      this.history.edit("delete", (plant) => removeItems(plant, "elements", ids));
      this.selection.select(undefined);
    });
    this.say("deleted", { count: ids.length });
  }

  copy(): void {
    const { plant } = this;
    const ids = this.movable();
    if (plant === undefined || ids.length === 0) return;
    this.#copied = copyElements(plant, ids);
    this.#pastes = 0;
    this.say("copied", { count: ids.length });
  }

  paste(): void {
    if (this.#copied === undefined) return;
    this.#pastes++;
    this.#insert("paste", this.#copied, this.#pastes);
  }

  duplicate(): void {
    const { plant } = this;
    const ids = this.movable();
    if (plant !== undefined && ids.length > 0) this.#insert("duplicate", copyElements(plant, ids), 1);
  }

  /** Takes a kind of element in hand, to be placed with the next click; the same again lays it down. */
  take(kind: string): void {
    batch(() => {
      this.#connectFrom.value = undefined;
      this.#placing.value = this.#placing.peek() === kind ? undefined : kind;
    });
    if (this.#placing.peek() !== undefined) this.say("taken", { kind });
  }

  /** Places a new element, and selects it. @returns its id */
  place(kind: string, at: readonly [number, number]): string | undefined {
    const { plant } = this;
    if (plant === undefined) return undefined;
    const id = freeId(plant, this.#options.idWord(kind));
    const made = newElement(plant, kind, id, at);
    if (made === undefined) return undefined;
    const parent = unitAt(plant, at);
    const element = parent === undefined ? made : { ...made, parent };
    batch(() => {
      this.history.edit("add", (before) => addItem(before, "elements", element));
      this.#placing.value = undefined;
      this.selection.select(id);
      this.#subject.value = undefined;
    });
    this.say("added", { kind, id });
    return id;
  }

  /** Places a new element beside the selected one, at its exit, or beside all there is. @returns its id */
  placeBeside(kind: string): string | undefined {
    const { plant } = this;
    if (plant === undefined) return undefined;
    const [id] = this.selection.ids.peek();
    const near = plant.elements.find((each) => each.id === id) ?? plant.elements.at(-1);
    const element = newElement(plant, kind, "new", [0, 0]);
    if (near === undefined || element === undefined) return this.place(kind, [0, 0]);
    const yaw = (near.placement.rotation * Math.PI) / 180;
    const reach = (near.placement.size[0] + element.placement.size[0]) / 2 + 1;
    const [x, y] = near.placement.position;
    return this.place(kind, [tidy(x + Math.cos(yaw) * reach), tidy(y + Math.sin(yaw) * reach)]);
  }

  /** Adds an item to one of the lists, and shows its properties. */
  add(list: ItemList, item: Readonly<Record<string, unknown>>): void {
    batch(() => {
      this.history.edit(
        "add",
        reachingUses(list, (plant) => addItem(plant, list, item)),
      );
      this.#subject.value = { list, key: keyOfItem(item) };
    });
  }

  /** Takes an item out of one of the lists, with what names it. */
  drop(subject: Subject): void {
    const { list, key } = subject;
    if (list === "plant") return;
    batch(() => {
      this.history.edit(
        "delete",
        reachingUses(list, (plant) => removeItems(plant, list, [key])),
      );
      if (this.#subject.peek()?.key === key) this.#subject.value = undefined;
    });
  }

  /** Connects two elements. @returns why not, where it cannot be done */
  connect(from: string, to: string): ConnectionRefusal | undefined {
    const { plant } = this;
    this.#connectFrom.value = undefined;
    if (plant === undefined) return undefined;
    const refusal = connectionRefusal(plant, from, to);
    if (refusal === undefined) {
      this.history.edit("connect", (before) => connect(before, from, to));
      this.say("connected", { from, to });
    } else this.say(`refused.${refusal}`, { from, to });
    return refusal;
  }

  /** One of the two ends of a connection was chosen: the first begins it, the second makes it. */
  chooseEnd(id: string): void {
    const from = this.#connectFrom.peek();
    if (from === undefined) {
      this.#connectFrom.value = id;
      this.say("connectFrom", { from: id });
    } else this.connect(from, id);
  }

  disconnect(connection: Connection): void {
    this.history.edit("disconnect", (plant) => disconnect(plant, connection));
    this.say("disconnected", { ...connection });
  }

  reorder(connection: Connection, side: "out" | "in", step: -1 | 1): void {
    this.history.edit("reorder", (plant) => reorderConnection(plant, connection, side, step));
  }

  /**
   * Sets a value of an element, another item or the plant; undefined takes it away. What the schema refuses does not get
   * into the plant. @returns what is wrong; empty when it was taken
   */
  set(subject: Subject, path: ValuePath, value: unknown): readonly BareFinding[] {
    const { plant } = this;
    const item = plant === undefined ? undefined : itemOf(plant, subject);
    if (plant === undefined || item === undefined) return [];
    const changed = withValue(item, path, value);
    const findings = schemaProblems(subject, changed);
    if (findings.length > 0) return findings;
    const marked = this.#keepsProvenance.peek()
      ? changed
      : withAssumed(changed, path, this.#options.assumedText());
    this.#replace(subject, marked as Readonly<Record<string, unknown>>, path.join("/"));
    return [];
  }

  /** Keeps what was typed at a place though it cannot be taken; undefined forgets it. */
  setDraft(subject: Subject, path: ValuePath, draft: Draft | undefined): void {
    const key = draftKey(subject, path);
    const drafts = new Map(this.#drafts.peek());
    if (draft === undefined && !drafts.delete(key)) return;
    if (draft !== undefined) drafts.set(key, draft);
    this.#drafts.value = drafts;
  }

  /** Takes over drafts that were kept elsewhere. */
  restoreDrafts(drafts: Iterable<readonly [string, Draft]>): void {
    this.#drafts.value = new Map(drafts);
  }

  #replace(subject: Subject, item: Readonly<Record<string, unknown>>, place: string): void {
    const key = keyOfItem(item);
    const renamed = subject.list !== "plant" && key !== subject.key;
    batch(() => {
      this.history.edit(
        `set ${place}`,
        reachingUses(subject.list, (plant) => withItem(plant, subject, item)),
      );
      if (!renamed) return;
      const ids = this.selection.ids.peek();
      if (subject.list === "elements")
        this.selection.selectAll(ids.map((id) => (id === subject.key ? key : id)));
      if (this.#subject.peek()?.key === subject.key) this.#subject.value = { ...subject, key };
    });
  }

  #insert(action: string, copied: Copied, times: number): void {
    const { plant } = this;
    if (plant === undefined) return;
    const [east, north] = copyShift(copied);
    const pasted = pasteElements(plant, copied, [east * times, north * times]);
    batch(() => {
      this.history.edit(action, () => pasted.plant);
      this.selection.selectAll(pasted.ids);
    });
    this.say("pasted", { count: pasted.ids.length });
  }

  #sayPlace(ids: readonly string[]): void {
    const [id] = ids;
    const element: Element | undefined = id === undefined ? undefined : this.document.element(id);
    if (element === undefined || id === undefined) return;
    const [x, y] = element.placement.position;
    this.say("moved", { id, x, y, count: ids.length });
  }
}

/** The unit of the hierarchy that what stands nearest belongs to. */
function unitAt(plant: Plant, [x, y]: readonly [number, number]): string | undefined {
  const distance = ({ placement: { position } }: Element): number =>
    Math.hypot(position[0] - x, position[1] - y);
  let nearest: Element | undefined;
  for (const element of plant.elements)
    if (nearest === undefined || distance(element) < distance(nearest)) nearest = element;
  return nearest?.parent;
}

/** What names a place of a subject among the drafts. */
export function draftKey({ list, key }: Subject, path: ValuePath): string {
  return [list, key, ...path].join("\n");
}

function schemaProblems(subject: Subject, item: unknown): readonly BareFinding[] {
  if (subject.list !== "plant") return valueFindings(itemNode(subject.list), item);
  const plant = item as Readonly<Record<string, unknown>>;
  const head = Object.fromEntries(
    HEAD_MEMBERS.filter((key) => plant[key] !== undefined).map((key) => [key, plant[key]]),
  );
  return valueFindings(headNode(), head);
}
