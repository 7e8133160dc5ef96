import type { OtherSubject } from "../editor/selection.ts";
import type { Plant, ResourceKind } from "../plant/schema.ts";

/** What of the plant is listed below its hierarchy. */
export type OtherGroup = "resources" | "classes";

/** One thing that is no element. */
export interface OtherItem {
  readonly subject: OtherSubject;
  readonly name: string;
  readonly what: ResourceKind | "class" | "use";
  /** 1 for what stands right under the group. */
  readonly depth: number;
}

/** Resources, controls and sub-models of a plant, by group; groups that hold something. */
export function otherItems(
  plant: Plant,
): readonly (readonly [group: OtherGroup, items: readonly OtherItem[]])[] {
  const { resources = [], classes = [], uses = [] } = plant;
  const shared = resources.map(({ id, name, kind }): OtherItem => {
    return { subject: { kind: "resource", id }, name: name ?? id, what: kind, depth: 1 };
  });
  const models = classes.flatMap(({ id, name }): OtherItem[] => [
    { subject: { kind: "class", id }, name: name ?? id, what: "class", depth: 1 },
    ...uses
      .filter((use) => use.class === id)
      .map((use): OtherItem => {
        return { subject: { kind: "use", id: use.id }, name: use.id, what: "use", depth: 2 };
      }),
  ]);
  const groups: (readonly [OtherGroup, readonly OtherItem[]])[] = [
    ["resources", shared],
    ["classes", models],
  ];
  return groups.filter(([, items]) => items.length > 0);
}

/** Whether both name the same thing. */
export function isSame(a: OtherSubject | undefined, b: OtherSubject): boolean {
  return a?.kind === b.kind && (a.kind === "part" || b.kind === "part" ? false : a.id === b.id);
}
