import type { BufferGeometry } from "three";
import { Sculpture } from "./sculpture.ts";

/** Shapes of parts other than car bodies; all in the unit cell, so that the product's size scales them. */

export function unitBox(): BufferGeometry {
  return new Sculpture().box([0, 0, 0.5], [1, 1, 1], "#ffffff").build();
}

export function chamferedBox(): BufferGeometry {
  return new Sculpture()
    .box([0, 0, 0.5], [1, 1, 1], "#ffffff", 0.045)
    .box([0, 0, 0.5], [1.004, 0.16, 1.004], "#b9b9b9")
    .build();
}

/** A flat guided vehicle: bumpers at both ends, a dark skirt, and a light at the front (+x). */
export function vehicle(): BufferGeometry {
  return new Sculpture()
    .box([0, 0, 0.55], [0.92, 1, 0.8], "#ffffff", 0.03)
    .box([0, 0, 0.1], [0.86, 0.9, 0.2], "#22272b")
    .box([0.48, 0, 0.35], [0.04, 0.96, 0.4], "#2b3136")
    .box([-0.48, 0, 0.35], [0.04, 0.96, 0.4], "#2b3136")
    .box([0.495, 0, 0.72], [0.01, 0.5, 0.12], "#d8f0ff")
    .box([0, 0, 0.96], [0.7, 0.8, 0.08], "#3a3f45")
    .build();
}

/** A tow tractor: a low hood before the driver's stand, a back rest, a roof on posts, and a coupling behind (−x). */
export function tractor(): BufferGeometry {
  const dark = "#22272b";
  const s = new Sculpture()
    .box([0.2, 0, 0.22], [0.58, 0.92, 0.24], "#ffffff", 0.03)
    .box([0.22, 0, 0.38], [0.46, 0.8, 0.1], "#e9e9e9", 0.03)
    .box([-0.22, 0, 0.14], [0.4, 0.9, 0.1], dark)
    .box([-0.4, 0, 0.36], [0.08, 0.86, 0.4], "#ffffff", 0.02)
    .box([0, 0, 0.5], [0.05, 0.3, 0.16], dark)
    .box([-0.12, 0, 0.97], [0.66, 0.86, 0.05], "#ffffff", 0.01)
    .box([0.495, 0.3, 0.24], [0.01, 0.16, 0.08], "#d8f0ff")
    .box([0.495, -0.3, 0.24], [0.01, 0.16, 0.08], "#d8f0ff")
    .box([-0.47, 0, 0.14], [0.06, 0.14, 0.05], dark);
  for (const y of [-0.38, 0.38]) {
    for (const x of [-0.4, 0.16]) s.box([x, y, 0.68], [0.03, 0.03, 0.56], dark);
    for (const x of [-0.28, 0.32]) s.cylinder([x, y, 0.1], [x, y * 1.2, 0.1], 0.1, dark, 14);
  }
  return s.build();
}

/** A trailer: a deck on wheels between end boards, with a drawbar before it (+x). */
export function trailer(): BufferGeometry {
  const dark = "#22272b";
  const s = new Sculpture()
    .box([-0.04, 0, 0.9], [0.8, 1, 0.2], "#ffffff", 0.02)
    .box([-0.04, 0, 0.68], [0.7, 0.5, 0.24], "#3a3f45")
    .box([0.43, 0, 0.5], [0.16, 0.06, 0.12], dark);
  for (const y of [-0.36, 0.36])
    for (const x of [-0.32, 0.24]) s.cylinder([x, y - 0.06, 0.3], [x, y + 0.06, 0.3], 0.09, dark, 12);
  return s.build();
}

export function cylinderPart(): BufferGeometry {
  return new Sculpture()
    .cylinder([0, 0, 0], [0, 0, 0.94], 0.5, "#ffffff", 20)
    .cylinder([0, 0, 0.94], [0, 0, 1], 0.5, "#ffffff", 20, 0.44)
    .cylinder([0, 0, 1], [0, 0, 1.002], 0.2, "#3b4045", 14)
    .toUnit()
    .build();
}

export function engine(): BufferGeometry {
  const cast = "#ffffff";
  const dark = "#33383d";
  const s = new Sculpture()
    .box([0, 0, 0.36], [0.62, 0.44, 0.34], cast, 0.03)
    .box([0, 0, 0.12], [0.5, 0.36, 0.16], dark, 0.03)
    .box([0, 0, 0.6], [0.58, 0.36, 0.16], cast, 0.03)
    .box([0, 0.02, 0.71], [0.54, 0.28, 0.08], dark, 0.02)
    .cylinder([0.31, 0, 0.26], [0.37, 0, 0.26], 0.11, dark, 16)
    .cylinder([0.31, 0.1, 0.5], [0.36, 0.1, 0.5], 0.07, dark, 14)
    .cylinder([0.31, -0.1, 0.58], [0.36, -0.1, 0.58], 0.08, cast, 14)
    .cylinder([-0.31, 0, 0.3], [-0.36, 0, 0.3], 0.19, dark, 20);
  for (let i = 0; i < 4; i++) {
    const x = -0.21 + i * 0.14;
    s.cylinder([x, 0.18, 0.6], [x, 0.27, 0.52], 0.035, "#a39a90", 8);
    s.cylinder([x, -0.18, 0.6], [x, -0.26, 0.64], 0.032, cast, 8);
    s.cylinder([x, 0.02, 0.74], [x, 0.02, 0.77], 0.03, "#16181a", 8);
  }
  s.cylinder([-0.24, 0.28, 0.51], [0.24, 0.28, 0.51], 0.045, "#a39a90", 10);
  return s.toUnit().build();
}

/** Pallet of planks with a load that takes the product's colour. */
export function pallet(): BufferGeometry {
  const wood = "#b98d57";
  const s = new Sculpture();
  for (const y of [-0.36, 0, 0.36]) s.box([0, y, 0.06], [1.2, 0.1, 0.08], "#8f6a3d");
  for (let i = 0; i < 7; i++) s.box([-0.54 + i * 0.18, 0, 0.12], [0.13, 0.8, 0.03], wood);
  for (const x of [-0.29, 0.29]) {
    for (const y of [-0.19, 0.19]) {
      s.box([x, y, 0.335], [0.55, 0.36, 0.38], "#ffffff", 0.012);
      s.box([x, y, 0.68], [0.54, 0.35, 0.3], "#e6e6e6", 0.012);
    }
  }
  return s.toUnit().build();
}

/** Plate on skids with locating pins, on which parts are mounted. */
export function carrier(): BufferGeometry {
  const s = new Sculpture().box([0, 0, 0.75], [1, 1, 0.3], "#ffffff", 0.02);
  for (const y of [-0.36, 0.36]) s.box([0, y, 0.3], [0.98, 0.14, 0.6], "#4a5056");
  for (const x of [-0.3, 0.3]) {
    for (const y of [-0.3, 0.3]) s.cylinder([x, y, 0.9], [x, y, 1], 0.05, "#f2b705", 10);
  }
  return s.toUnit().build();
}
