import { type BufferGeometry, PlaneGeometry } from "three";
import { carBodyGlazed, carBodyOpen } from "./car-body.ts";
import {
  arrow,
  bench,
  cabinet,
  dock,
  gate,
  lamp,
  machine,
  rollers,
  spindle,
  walker,
  worker,
  workerArms,
} from "./equipment.ts";
import {
  carrier,
  chamferedBox,
  cylinderPart,
  engine,
  pallet,
  tractor,
  trailer,
  unitBox,
  vehicle,
} from "./parts.ts";
import { robotForearm, robotGun, robotPedestal, robotTurret, robotUpperArm } from "./robot.ts";

/** How a surface answers light; one material each, shared by all assets of the kind. */
export type Surface = "matte" | "metal" | "paint" | "glow" | "floorPaint" | "blob" | "mesh";

export interface Asset {
  readonly geometry: () => BufferGeometry;
  readonly surface: Surface;
  readonly castsShadow?: boolean;
}

function unitPlane(): BufferGeometry {
  const plane = new PlaneGeometry(1, 1);
  return plane;
}

/** Plane standing on its lower edge: x along, z up from 0 to 1. */
function uprightPlane(): BufferGeometry {
  const plane = new PlaneGeometry(1, 1);
  plane.rotateX(Math.PI / 2);
  plane.translate(0, 0, 0.5);
  return plane;
}

/** Every primitive that can be instanced: an entry is one draw call, and only where it is used. */
export const ASSETS = {
  box: { geometry: unitBox, surface: "matte", castsShadow: true },
  rollers: { geometry: rollers, surface: "metal" },
  robotPedestal: { geometry: robotPedestal, surface: "matte", castsShadow: true },
  robotTurret: { geometry: robotTurret, surface: "paint", castsShadow: true },
  robotUpperArm: { geometry: robotUpperArm, surface: "paint", castsShadow: true },
  robotForearm: { geometry: robotForearm, surface: "paint", castsShadow: true },
  robotGun: { geometry: robotGun, surface: "metal", castsShadow: true },
  cabinet: { geometry: cabinet, surface: "matte", castsShadow: true },
  machine: { geometry: machine, surface: "matte", castsShadow: true },
  spindle: { geometry: spindle, surface: "metal" },
  gate: { geometry: gate, surface: "matte", castsShadow: true },
  dock: { geometry: dock, surface: "matte", castsShadow: true },
  bench: { geometry: bench, surface: "matte", castsShadow: true },
  worker: { geometry: worker, surface: "matte", castsShadow: true },
  workerArms: { geometry: workerArms, surface: "matte" },
  walker: { geometry: walker, surface: "matte", castsShadow: true },
  lamp: { geometry: lamp, surface: "glow" },
  glowBox: { geometry: unitBox, surface: "glow" },
  arrow: { geometry: arrow, surface: "floorPaint" },
  floorPaint: { geometry: unitPlane, surface: "floorPaint" },
  blob: { geometry: unitPlane, surface: "blob" },
  fencePanel: { geometry: uprightPlane, surface: "mesh" },
  partBox: { geometry: chamferedBox, surface: "matte" },
  partFar: { geometry: unitBox, surface: "matte" },
  partCylinder: { geometry: cylinderPart, surface: "metal" },
  partEngine: { geometry: engine, surface: "metal" },
  vehicle: { geometry: vehicle, surface: "paint", castsShadow: true },
  tractor: { geometry: tractor, surface: "paint", castsShadow: true },
  trailer: { geometry: trailer, surface: "paint", castsShadow: true },
  partPallet: { geometry: pallet, surface: "matte" },
  partCarrier: { geometry: carrier, surface: "metal" },
  bodyBare: { geometry: carBodyOpen, surface: "metal" },
  bodyECoat: { geometry: carBodyOpen, surface: "matte" },
  bodyPainted: { geometry: carBodyOpen, surface: "paint" },
  bodyGlazed: { geometry: carBodyGlazed, surface: "paint" },
} as const satisfies Record<string, Asset>;

export type AssetName = keyof typeof ASSETS;
