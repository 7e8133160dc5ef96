import type { Transport } from "../../plant/elements/transport.ts";
import type { Site } from "./site.ts";

/** A control desk at the edge of the way, with the state of the transports; vehicles are drawn where they are. */
export function buildTransport(_element: Transport, site: Site): void {
  const { along, across, up } = site;
  const height = Math.max(0.4, Math.min(up, 1.6));
  site.box("always", 0, 0, 0, [along * 0.6, across * 0.6, height], "#5d6770");
  site.box("near", 0, across * 0.31, height * 0.55, [along * 0.5, 0.03, height * 0.35], "#101820");
  site.shade("near", 0, 0, along, across);
  site.state(along / 2, across / 2, [0, 0, height + 0.7]);
  site.outline(height, [0, 0, height + 1.1]);
}
