import { numberOf } from "./automationml-element.ts";
import { TILTED } from "./import-rules.ts";
import type { ImportLog } from "./import-report.ts";
import { tidy } from "./import-table.ts";
import { childrenOf, type XmlNode } from "./read-xml.ts";

/** Where an element stands, in plant coordinates: m, and deg about the vertical. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly rotation: number;
  /** Whether this frame or one around it is given in the file. */
  readonly isGiven: boolean;
}

export const ORIGIN: Frame = { x: 0, y: 0, z: 0, rotation: 0, isGiven: false };

/** The attribute `Frame` of an element: x, y, z and rx, ry, rz relative to the element around it. */
export function frameOf(attributes: readonly XmlNode[], log: ImportLog): Frame | undefined {
  const frame = attributes.find(({ attributes: { Name } }) => Name?.toLowerCase() === "frame");
  if (frame === undefined) return undefined;
  const parts = new Map(
    childrenOf(frame, "Attribute").map((part) => [part.attributes["Name"]?.toLowerCase(), part]),
  );
  const read = (name: string): number => {
    const part = parts.get(name);
    if (part === undefined) return 0;
    return numberOf(part, name.startsWith("r") ? "angle" : "length", name.startsWith("r") ? "deg" : "m") ?? 0;
  };
  if (read("rx") !== 0 || read("ry") !== 0) log.tell(TILTED, { rx: read("rx"), ry: read("ry") }, frame.line);
  return { x: read("x"), y: read("y"), z: read("z"), rotation: read("rz"), isGiven: true };
}

/** A frame inside another; without one of its own an element stands where the one around it does. */
export function composed(outer: Frame, inner: Frame | undefined): Frame {
  if (inner === undefined) return outer;
  const angle = (outer.rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = (outer.rotation + inner.rotation) % 360;
  return {
    x: rounded(outer.x + cos * inner.x - sin * inner.y),
    y: rounded(outer.y + sin * inner.x + cos * inner.y),
    z: rounded(outer.z + inner.z),
    rotation: tidy(turned),
    isGiven: true,
  };
}

/** To the micrometre: what turning leaves behind is nothing that anybody wrote. */
function rounded(metres: number): number {
  return Math.round(metres * 1e6) / 1e6 + 0;
}
