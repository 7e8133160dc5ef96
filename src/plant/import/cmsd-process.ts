import { child, childrenOf, textOf, type XmlNode } from "./read-xml.ts";

/** Groups in groups at most. */
const MOST_DEPTH = 50;
/** Processes that are walked through for one plan at most: groups that name each other would make ever more. */
const MOST_VISITS = 20_000;

/** Ids of the resources that a process needs. */
export function resourcesOf(process: XmlNode): string[] {
  return childrenOf(process, "ResourcesRequired").flatMap((required) =>
    childrenOf(required, "Resource").flatMap(
      (resource) => textOf(resource, "ResourceIdentifier") ?? (resource.text === "" ? [] : [resource.text]),
    ),
  );
}

/**
 * The steps of a process plan in their order, each with its resources: from the first process on through groups (a sequence
 * has a step for each process, a decision or a concurrent group has one step for all), or in the order of the file.
 */
export function processStepsOf(plan: XmlNode): string[][] {
  const processes = new Map(
    childrenOf(plan, "Process").map((process) => [textOf(process, "Identifier") ?? "", process]),
  );
  const first = textOf(child(plan, "FirstProcess"), "ProcessIdentifier");
  const start = first === undefined ? undefined : processes.get(first);
  if (start === undefined) return [...processes.values()].map((process) => resourcesOf(process));
  const walk = new PlanWalk(processes);
  walk.from(start, 0);
  return walk.steps;
}

class PlanWalk {
  steps: string[][] = [];
  readonly #processes: ReadonlyMap<string, XmlNode>;
  #visits = 0;

  constructor(processes: ReadonlyMap<string, XmlNode>) {
    this.#processes = processes;
  }

  from(process: XmlNode, depth: number): void {
    if (depth > MOST_DEPTH || ++this.#visits > MOST_VISITS) return;
    const group = child(process, "SubProcessGroup");
    if (group === undefined) {
      this.steps.push(resourcesOf(process));
      const following = this.#named(child(process, "NextProcess"));
      if (following !== undefined) this.from(following, depth + 1);
      return;
    }
    const type = child(group, "Type");
    const members = [...childrenOf(type, "Process"), ...childrenOf(group, "Process")].flatMap(
      (member) => this.#named(member) ?? [],
    );
    if (type?.text === "sequence") for (const member of members) this.from(member, depth + 1);
    else this.#alternatives(members, depth);
  }

  /** Alternatives stand beside each other: their first steps are one step, their second ones another. */
  #alternatives(members: readonly XmlNode[], depth: number): void {
    const before = this.steps;
    const branches = members.map((member) => {
      this.steps = [];
      this.from(member, depth + 1);
      return this.steps;
    });
    const length = Math.max(0, ...branches.map((branch) => branch.length));
    const joined = Array.from({ length }, (_, i) => branches.flatMap((branch) => branch[i] ?? []));
    this.steps = [...before, ...joined];
  }

  #named(reference: XmlNode | undefined): XmlNode | undefined {
    return this.#processes.get(textOf(reference, "ProcessIdentifier") ?? "");
  }
}
