import { eachNode } from "../../plant/expressions/expression.ts";
import type { Gate as GateElement } from "../../plant/resources/controls.ts";
import type { ElementState, ResultTables } from "../elements/element.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part } from "../kernel/parts.ts";
import type { FlowNode, Gate, Port } from "../kernel/ports.ts";
import type { Evaluation } from "../rules/evaluate.ts";
import { border, crossingOf, GatedLinks } from "./gated-links.ts";
import type { ResourceContext, ResourceModel } from "./resource.ts";

/** A gate that runs (SPEC P6, P7). */
export class GateModel implements ResourceModel, FlowNode, Gate {
  readonly port: Port;
  readonly #kernel: Kernel;
  readonly #links: GatedLinks;
  readonly #element: GateElement;
  readonly #open: Evaluation<boolean>;
  /** Elements that the expression asks about. */
  readonly #watched = new Set<string>();
  #passed = 0;

  constructor(element: GateElement, { kernel, port, rules }: ResourceContext) {
    this.port = port;
    this.port.node = this;
    this.#kernel = kernel;
    this.#element = element;
    this.#links = new GatedLinks(kernel);
    this.#open = rules.truth(element.open, "watch");
    eachNode(rules.parse(element.open, "truth", "watch"), (node) => {
      if (node.op === "element") this.#watched.add(node.id);
    });
  }

  /** Finds the connections that it guards, and those whose moves may change what it asks about. */
  connect(ports: readonly Port[]): void {
    for (const link of ports.flatMap((port) => port.links)) {
      if (this.#watched.has(link.from.id) || this.#watched.has(link.to.id))
        crossingOf(link).told.push(() => this.#kernel.wake(this.port));
    }
    for (const link of border(ports, new Set(this.#element.into)).into) {
      this.#links.guard(link, this);
      crossingOf(link).told.push(() => this.#passed++);
    }
  }

  /** Parts that are ready and held back. */
  get heldBack(): number {
    return this.#links.heldBack;
  }

  start(): void {}

  admits(part: Part): boolean {
    return this.#open(part);
  }

  settle(): void {
    this.#links.close();
    this.#links.open();
  }

  resetStatistics(): void {
    this.#passed = 0;
  }

  report(tables: ResultTables, id: string): void {
    tables.resources[id] = { kind: "gate", passed: this.#passed };
  }

  save(): ElementState {
    return { passed: this.#passed };
  }

  restore(state: ElementState): void {
    this.#passed = state["passed"] as number;
  }

  /** No parts flow through it, since it guards connections, and it has no timers. */
  arrive(): void {}
  depart(): void {}
  accepts(): boolean {
    return false;
  }
  onTimer(): void {}
}

export function buildGate(element: GateElement, context: ResourceContext): ResourceModel {
  return new GateModel(element, context);
}
