import type { Source } from "../../plant/elements/source.ts";
import { buildDock } from "./dock.ts";
import type { Site } from "./site.ts";

/** A gate where parts come in. */
export function buildSource(_element: Source, site: Site): void {
  buildDock(site, 0);
}
