import type { ElementKind, ResourceKind } from "../plant/schema.ts";

/** Address of the page about a kind of element or resource, which comes with the page itself and needs no network. */
export function elementPage(kind: ElementKind | ResourceKind): string {
  // Both ends of a batch are on one page, and those who walk on footpaths with these.
  const shared = { unbatcher: "batcher", footpaths: "workers" } as const;
  const page =
    kind in shared
      ? shared[kind as keyof typeof shared]
      : kind.replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  return `docs/${page}.html`;
}
