import type { Plant } from "../../plant/schema.ts";

/** Where an element stands in the picture; y down, px. */
export interface PlanBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Clockwise, deg. */
  readonly turn: number;
}

export interface PlanGeometry {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlanBox[];
}

const MARGIN = 12;

/** The footprints of a plant's elements from above, north up, as large as they fit into a width and a height, px. */
export function planGeometry(
  elements: Plant["elements"],
  room: { readonly width: number; readonly height: number },
): PlanGeometry {
  const extents = elements.map(({ placement: { position, rotation, size } }) => {
    const angle = (rotation * Math.PI) / 180;
    const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
    const [half, across] = [(size[0] * cos + size[1] * sin) / 2, (size[0] * sin + size[1] * cos) / 2];
    const [east, north] = position;
    return { west: east - half, east: east + half, south: north - across, north: north + across };
  });
  const west = Math.min(...extents.map((extent) => extent.west));
  const north = Math.max(...extents.map((extent) => extent.north));
  const across = Math.max(1e-3, Math.max(...extents.map(({ east }) => east)) - west);
  const down = Math.max(1e-3, north - Math.min(...extents.map(({ south }) => south)));
  const scale = Math.min((room.width - 2 * MARGIN) / across, (room.height - 2 * MARGIN) / down);
  return {
    width: room.width,
    height: elements.length === 0 ? 0 : down * scale + 2 * MARGIN,
    boxes: elements.map(({ id, placement: { position, rotation, size } }) => ({
      id,
      x: MARGIN + (position[0] - west) * scale,
      y: MARGIN + (north - position[1]) * scale,
      width: size[0] * scale,
      height: size[1] * scale,
      turn: 0 - rotation,
    })),
  };
}
