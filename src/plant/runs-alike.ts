import { diff } from "./diff.ts";
import type { Element, Plant } from "./schema.ts";

/** Members of an element that no run takes notice of. */
const LOOKS = ["name", "notes", "tags", "provenance", "parent", "appearance"] as const;
/** Members of the plant itself that no run takes notice of. */
const WORDS = ["name", "description", "layout", "provenance"] as const;
/** Kinds that work alike wherever they stand. */
const ANYWHERE: ReadonlySet<string> = new Set([
  "source",
  "station",
  "buffer",
  "batcher",
  "unbatcher",
  "sink",
]);

/**
 * Whether an edit leaves the run as it is: names, looks, the building, lines to balance, and the places of elements that
 * nobody walks to. Whatever is not known to be without effect counts as having one.
 */
export function runsAlike(before: Plant, after: Plant): boolean {
  const { head, hierarchy: _h, balance: _b, elements, ...others } = diff(before, after);
  if (Object.keys(others).length > 0) return false;
  if (head !== undefined && !isAlike(head[0], head[1], WORDS)) return false;
  if (elements === undefined) return true;
  if (elements.added.length + elements.removed.length > 0 || elements.moved !== undefined) return false;
  const walked = (after.resources ?? []).some(
    (each) => each.kind === "workers" && each.walking !== undefined,
  );
  return elements.updated.every(([from, to]) => isElementAlike(from, to, !walked));
}

function isElementAlike(from: Element, to: Element, mayMove: boolean): boolean {
  if (isAlike(from, to, LOOKS)) return true;
  if (!mayMove || !isAlike(from, to, [...LOOKS, "placement"])) return false;
  // A conveyor's length is that of its plot, where nothing else says it.
  const isStraight = from.kind === "conveyor" && from.path === undefined && from.length === undefined;
  const [length, other] = [from.placement.size[0], to.placement.size[0]];
  return from.kind === "conveyor" ? !isStraight || length === other : ANYWHERE.has(from.kind);
}

/** Whether two objects differ in nothing but some members. */
function isAlike(from: object, to: object, members: readonly string[]): boolean {
  const rest = (object: object): string =>
    JSON.stringify(
      Object.entries(object)
        .filter(([key, value]) => !members.includes(key) && value !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return rest(from) === rest(to);
}
