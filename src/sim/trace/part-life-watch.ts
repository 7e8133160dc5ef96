import { defined } from "../../base/assert.ts";
import { toSeconds } from "../../base/units.ts";
import type { ElementKind } from "../../plant/schema.ts";
import type { RunParts } from "../build-run.ts";
import type { EventRecord } from "../kernel/trace.ts";
import type { RunObserver } from "../plain-simulation.ts";
import type { Root } from "./cause.ts";
import { CauseFinder } from "./follow-causes.ts";
import type { PartLife, Stay, StayKind } from "./part-life.ts";

/** What has parts on vehicles while it works on them. */
const CARRYING: ReadonlySet<ElementKind> = new Set(["transport", "milkRun"]);

/** Where a part waits for something, so that a cause is looked for. */
const WAITS: ReadonlySet<StayKind> = new Set([
  "interrupted",
  "stored",
  "awaitsStart",
  "awaitsNext",
  "awaitsEntry",
]);

interface OpenStay {
  kind: StayKind;
  element: string;
  from: number;
  by: string | undefined;
  /** Seconds by root cause. */
  readonly causes: Map<string, { readonly root: Root; seconds: number }>;
}

/**
 * Follows one part through a run from its very beginning (SPEC Y15, Y16): told every line of the event log by `note`, it
 * keeps those about the part and about the carrier or batch that it is in, and asks what the part waits for when an instant
 * is over.
 */
export class PartLifeWatch implements RunObserver {
  readonly eachEvent = false;
  readonly #run: RunParts;
  readonly #finder: CauseFinder;
  readonly #part: string;
  readonly #kinds: ReadonlyMap<string, ElementKind>;
  /** The part, and the carriers and batches that it is in, the outermost last. */
  readonly #names: string[];
  readonly #stays: Stay[] = [];
  #open: OpenStay | undefined;
  /** What the work goes on as after an interruption. */
  #before: StayKind = "work";
  #product = "";
  #from = 0;
  #isRaw = false;
  #end: { readonly how: string; readonly time: number } | undefined;
  #root: Root | undefined;
  #bookedTo = 0;

  constructor(run: RunParts, part: string) {
    this.#run = run;
    this.#finder = new CauseFinder(run);
    this.#part = part;
    this.#names = [part];
    this.#kinds = new Map(run.plant.elements.map(({ id, kind }) => [id, kind]));
  }

  /** The part has come into being. */
  get begun(): boolean {
    return this.#product !== "";
  }

  note(line: EventRecord): void {
    if (this.#end !== undefined || line.part === undefined) return;
    if (line.part === this.#part && line.product !== undefined) this.#product = line.product;
    if (line.kind === "load" && line.part === this.#names.at(-1)) this.#load(line);
    else if (line.kind === "unload" && line.part === this.#names.at(-2)) this.#names.pop();
    else if (line.part === this.#names.at(-1)) this.#happen(line);
  }

  look(): boolean {
    const now = toSeconds(this.#run.kernel.now);
    this.#book(now);
    this.#root = this.#open !== undefined && WAITS.has(this.#open.kind) ? this.#cause(this.#open) : undefined;
    return false;
  }

  /** Its life so far; undefined where no such part has come into being. */
  life(): PartLife | undefined {
    if (!this.begun) return undefined;
    const to = this.#end?.time ?? toSeconds(this.#run.kernel.now);
    this.#book(to);
    const last = this.#end === undefined && this.#open !== undefined ? [closed(this.#open, to)] : [];
    const stays = [...this.#stays, ...last];
    const valueAdded = stays.reduce(
      (sum, stay) => (stay.kind === "work" ? sum + stay.to - stay.from : sum),
      0,
    );
    return {
      part: this.#part,
      product: this.#product,
      from: this.#from,
      to,
      ...(this.#end === undefined ? {} : { end: this.#end.how }),
      stays,
      valueAdded,
      valueAddedShare: to > this.#from ? valueAdded / (to - this.#from) : 0,
    };
  }

  /** Onto a carrier or into a batch it goes on with it; built into another part its own life is over. */
  #load({ detail = "", element, time }: EventRecord): void {
    const maker = detail.slice(0, detail.lastIndexOf("#"));
    if (this.#kinds.get(maker) === "source") {
      this.#close(time);
      this.#end = { how: `builtInto ${detail}`, time };
      return;
    }
    this.#names.push(detail);
    this.#enter(time, this.#open?.kind ?? "stored", element);
  }

  #happen({ kind, element, time, detail }: EventRecord): void {
    const open = this.#open?.kind ?? "work";
    switch (kind) {
      case "create":
        this.#bookedTo = time;
        this.#from = time;
        // A raw part that stands ready has not come yet (SPEC S3).
        this.#isRaw = this.#standsReady(element);
        if (!this.#isRaw) this.#enter(time, "awaitsEntry", element);
        break;
      case "enter":
        if (this.#isRaw) [this.#isRaw, this.#from] = [false, time];
        this.#enter(time, this.#onEntry(element), element);
        break;
      case "setup":
        this.#enter(time, "setup", element);
        break;
      case "start":
        this.#enter(time, this.#carries(element) ? "transport" : "work", element);
        break;
      case "suspend":
        this.#before = open;
        this.#enter(time, "interrupted", element);
        break;
      case "resume":
        this.#enter(time, this.#before, element);
        break;
      case "finish":
        this.#enter(time, "awaitsNext", element);
        break;
      case "exit":
      case "end":
      case "lost":
        this.#close(time);
        this.#end = {
          how: kind === "exit" ? "finished" : kind === "lost" ? "lost" : (detail ?? "ended"),
          time,
        };
        break;
      default:
    }
  }

  #carries(element: string): boolean {
    const kind = this.#kinds.get(element);
    return kind !== undefined && CARRYING.has(kind);
  }

  #standsReady(element: string): boolean {
    const source = this.#run.plant.elements.find(({ id }) => id === element);
    if (source?.kind !== "source") return false;
    const { arrivals } = source;
    return arrivals.mode === "saturated" || (arrivals.mode === "orders" && arrivals.release === "pull");
  }

  #onEntry(element: string): StayKind {
    switch (this.#kinds.get(element)) {
      case "station":
        return "awaitsStart";
      case "conveyor":
      case "transport":
      case "milkRun":
        return "transport";
      default:
        return "stored";
    }
  }

  #enter(time: number, kind: StayKind, element: string): void {
    this.#close(time);
    const holder = this.#names.length > 1 ? this.#names.at(-1) : undefined;
    this.#open = { kind, element, from: time, by: holder, causes: new Map() };
  }

  #close(time: number): void {
    if (this.#open === undefined) return;
    this.#book(time);
    if (time > this.#open.from) this.#stays.push(closed(this.#open, time));
    this.#root = undefined;
    this.#open = undefined;
  }

  #book(now: number): void {
    const seconds = now - this.#bookedTo;
    this.#bookedTo = now;
    const open = this.#open;
    if (open === undefined) return;
    if (open.kind === "transport") open.by = this.#vehicle(open) ?? open.by;
    if (this.#root === undefined || seconds <= 0) return;
    const { cause, id, detail = "" } = this.#root;
    const key = `${cause}\n${id}\n${detail}`;
    const known = open.causes.get(key);
    if (known === undefined) open.causes.set(key, { root: this.#root, seconds });
    else known.seconds += seconds;
  }

  #cause({ kind, element }: OpenStay): Root | undefined {
    const index = this.#run.plant.elements.findIndex(({ id }) => id === element);
    if (kind !== "awaitsStart" && kind !== "interrupted") return this.#finder.heldAt(index)?.root;
    const conditions = this.#run.models[index]?.conditions?.() ?? [];
    const name = this.#names.at(-1);
    const server = conditions.findIndex(
      ({ part }) => part !== undefined && `${part.source.id}#${part.serial}` === name,
    );
    return this.#finder.chain(index, Math.max(0, server)).root;
  }

  #vehicle({ element }: OpenStay): string | undefined {
    const index = this.#run.plant.elements.findIndex(({ id }) => id === element);
    return defined(this.#run.models[index], `element ${element}`).vehicleOf?.(this.#names.at(-1) ?? "");
  }
}

function closed({ kind, element, from, by, causes }: OpenStay, to: number): Stay {
  const list = [...causes.values()].sort((a, b) => b.seconds - a.seconds);
  return {
    kind,
    element,
    from,
    to,
    ...(by === undefined ? {} : { by }),
    ...(list.length === 0 ? {} : { causes: list }),
  };
}
