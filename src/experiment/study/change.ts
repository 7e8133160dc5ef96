import { equal, isObject, type Json, keyed, membersOf, sameKind } from "./plain.ts";

/** The last step of a path that means the order of a list. */
export const ORDER = "#order";

/** One thing that differs between two plants; items of lists are named by id, connections as `from → to`. */
export interface Change {
  readonly path: readonly string[];
  /** Absent where it was added. */
  readonly from?: Json;
  /** Absent where it was removed. */
  readonly to?: Json;
}

/** All that differs, as small as it can be said: a changed capacity, not a changed buffer. */
export function changesBetween(before: Json, after: Json): Change[] {
  const changes: Change[] = [];
  compare([], before, after, changes);
  return changes;
}

function compare(path: readonly string[], before: Json, after: Json, changes: Change[]): void {
  if (equal(before, after)) return;
  const [old, now] = [keyed(before), keyed(after)];
  if (old !== undefined && now !== undefined) {
    for (const key of new Set([...old.keys(), ...now.keys()]))
      compare([...path, key], old.get(key), now.get(key), changes);
    const from = [...old.keys()].filter((key) => now.has(key));
    const to = [...now.keys()].filter((key) => old.has(key));
    if (!equal(from, to)) changes.push({ path: [...path, ORDER], from, to });
  } else if (isObject(before) && isObject(after) && sameKind(before, after)) {
    for (const key of membersOf(before, after)) compare([...path, key], before[key], after[key], changes);
  } else {
    changes.push({
      path,
      ...(before === undefined ? {} : { from: before }),
      ...(after === undefined ? {} : { to: after }),
    });
  }
}
