import { computed, effect, type ReadonlySignal, Signal } from "@preact/signals-core";
import type { PlantDocument } from "../editor/document.ts";
import type { Element } from "../plant/schema.ts";
import type { ClearanceContract, ClearanceFinding, ClearancePlace } from "../protocol/clearance.ts";
import { AREA_RULES, CLEARANCE_LABELS } from "./i18n/clearance-labels.ts";
import type { Wording } from "./i18n/wording.ts";
import type { MessageLog } from "./messages.ts";
import { WorkerConnection, WorkerDied } from "./worker-connection.ts";

/** A finding as the 3D view shows it. */
export interface ClearanceMark {
  readonly severity: "error" | "warning";
  readonly place: ClearancePlace;
  readonly elements: readonly string[];
  readonly label: string;
}

export interface ClearanceControlOptions {
  readonly document: PlantDocument;
  readonly messages: MessageLog;
  readonly wording: ReadonlySignal<Wording>;
  spawn(): Worker;
}

/**
 * The clearance check of the open plant, in a worker that lives while the check is on. Edits are checked again; of those
 * that come while a check is under way only the last.
 */
export class ClearanceControl {
  /** What the 3D view shows; undefined until the first answer. */
  readonly marks: ReadonlySignal<readonly ClearanceMark[] | undefined>;
  readonly #options: ClearanceControlOptions;
  readonly #found = new Signal<readonly ClearanceFinding[] | undefined>(undefined);
  readonly #connection: WorkerConnection<ClearanceContract>;
  readonly #stopFollowing: () => void;
  /** What is found of the element that is being dragged. */
  readonly #followed = new Signal<{ id: string; found: readonly ClearanceFinding[] } | undefined>(undefined);
  #wanted: Element | undefined;
  #looking = false;
  #message: number | undefined;
  #checking = false;
  #stopped = false;

  /** @param ended told when the check ends by itself, because its worker died */
  constructor(options: ClearanceControlOptions, ended: () => void) {
    this.#options = options;
    this.marks = computed(() => {
      const followed = this.#followed.value;
      const found = this.#found.value;
      const others =
        followed === undefined ? found : found?.filter(({ elements }) => !elements.includes(followed.id));
      return marksOf(others && [...(followed?.found ?? []), ...others], options.wording.value);
    });
    this.#connection = new WorkerConnection<ClearanceContract>({
      spawn: () => options.spawn(),
      ping: (api) => api.ping(),
      onDeath: () => {
        options.messages.add("error", { key: "clearance.died" });
        ended();
      },
    });
    this.#connection.start();
    this.#stopFollowing = effect(() => {
      if (options.document.current.value !== undefined) void this.#check();
    });
  }

  /** Looks at elements as though they stood where a drag has them; of several at the first. None ends it. */
  follow(elements: readonly Element[]): void {
    this.#wanted = elements[0];
    if (this.#wanted === undefined) this.#followed.value = undefined;
    else void this.#look();
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      for (;;) {
        const element = this.#wanted;
        if (element === undefined || this.#stopped) return;
        const found = await this.#connection.callSlow((api) => api.moved(element));
        if (this.#wanted !== undefined) this.#followed.value = { id: element.id, found };
        if (this.#wanted === element) return;
      }
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
    } finally {
      this.#looking = false;
    }
  }

  /** Ends the worker and takes back what was told. */
  stop(): void {
    this.#stopped = true;
    this.#stopFollowing();
    this.#connection.stop("the check was switched off");
    if (this.#message !== undefined) this.#options.messages.dismiss(this.#message);
  }

  async #check(): Promise<void> {
    if (this.#checking) return;
    this.#checking = true;
    try {
      let checked: number | undefined;
      for (;;) {
        const current = this.#options.document.current.peek();
        if (current === undefined || current.revision === checked) break;
        checked = current.revision;
        const { plant, text } = current;
        this.#tell(await this.#connection.callSlow((api) => api.check(plant, text)));
      }
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
    } finally {
      this.#checking = false;
    }
  }

  #tell(found: readonly ClearanceFinding[]): void {
    if (this.#stopped) return;
    this.#followed.value = undefined;
    this.#found.value = found;
    const { messages } = this.#options;
    if (this.#message !== undefined) messages.dismiss(this.#message);
    const findings = found.map(({ finding }) => finding);
    const errors = findings.filter(({ severity }) => severity === "error").length;
    const warnings = findings.length - errors;
    const severity = errors > 0 ? "error" : warnings > 0 ? "warning" : "info";
    const key = findings.length > 0 ? "clearance.found" : "clearance.none";
    this.#message = messages.add(severity, { key, values: { errors, warnings } }, findings);
  }
}

function marksOf(
  found: readonly ClearanceFinding[] | undefined,
  { language, formats }: Wording,
): readonly ClearanceMark[] | undefined {
  return found?.map(({ finding, elements, place, measure }) => {
    const { rule, severity } = finding;
    const unit = AREA_RULES.has(rule) ? "m²" : "m";
    const words = CLEARANCE_LABELS[language][rule] ?? rule;
    const label = `${words} ${formats.withUnit(formats.number(measure), unit)}`;
    return { severity, place, elements, label };
  });
}
