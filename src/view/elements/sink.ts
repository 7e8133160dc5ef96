import type { Sink } from "../../plant/elements/sink.ts";
import { buildDock } from "./dock.ts";
import type { Site } from "./site.ts";

/** A gate where parts go out. */
export function buildSink(_element: Sink, site: Site): void {
  buildDock(site, Math.PI);
}
