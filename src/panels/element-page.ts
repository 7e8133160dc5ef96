import type { ElementKind } from "../plant/schema.ts";

/** Address of the page about a kind of element, which comes with the page itself and needs no network. */
export function elementPage(kind: ElementKind): string {
  // Both ends of a batch are on one page.
  const page = kind === "unbatcher" ? "batcher" : kind.replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  return `docs/${page}.html`;
}
