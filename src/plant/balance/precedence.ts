import type { Task } from "./line-balance.ts";

type Tasks = readonly Pick<Task, "id" | "predecessors">[];

/** Tasks in a circle, each before the next and the last before the first; undefined when there is none. */
export function findCircle(tasks: Tasks): string[] | undefined {
  const before = new Map(tasks.map(({ id, predecessors }) => [id, predecessors ?? []]));
  const finished = new Set<string>();
  for (const start of before.keys()) {
    const path: string[] = [];
    const cursors: number[] = [];
    const onPath = new Set<string>();
    const enter = (id: string): void => {
      path.push(id);
      cursors.push(0);
      onPath.add(id);
    };
    if (!finished.has(start)) enter(start);
    while (path.length > 0) {
      const at = path.at(-1) ?? "";
      const cursor = cursors.at(-1) ?? 0;
      const step = before.get(at)?.[cursor];
      cursors[cursors.length - 1] = cursor + 1;
      if (step === undefined) {
        finished.add(at);
        onPath.delete(at);
        path.pop();
        cursors.pop();
      } else if (onPath.has(step)) {
        return path.slice(path.indexOf(step)).reverse();
      } else if (!finished.has(step) && before.has(step)) enter(step);
    }
  }
  return undefined;
}

/** All tasks that must be done before, or after, any of the given ones. */
export function relatives(tasks: Tasks, of: readonly string[], side: "before" | "after"): Set<string> {
  const neighbours = new Map<string, string[]>();
  for (const { id, predecessors = [] } of tasks) {
    if (side === "before") neighbours.set(id, [...predecessors]);
    else for (const before of predecessors) neighbours.set(before, [...(neighbours.get(before) ?? []), id]);
  }
  const found = new Set(of);
  for (const id of found) for (const next of neighbours.get(id) ?? []) found.add(next);
  for (const id of of) found.delete(id);
  return found;
}
