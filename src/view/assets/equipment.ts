import type { BufferGeometry } from "three";
import { Sculpture } from "./sculpture.ts";

/** Equipment of the shop floor. In metres unless it says "unit cell". */

/** Length of one roller module, m. */
export const ROLLER_MODULE = 1.2;

/** Four rollers; unit width across (y), centred, their tops at z = 0. */
export function rollers(): BufferGeometry {
  const s = new Sculpture();
  const count = 4;
  for (let i = 0; i < count; i++) {
    const x = ((i + 0.5) / count - 0.5) * ROLLER_MODULE;
    s.cylinder([x, -0.5, -0.05], [x, 0.5, -0.05], 0.05, "#c6ccd2", 8);
  }
  return s.build();
}

/** Control cabinet, its door to −y; the mast of the signal lamp stands on it. */
export function cabinet(): BufferGeometry {
  const s = new Sculpture()
    .box([0, 0, 0.05], [0.78, 0.5, 0.1], "#3a3f45")
    .box([0, 0, 0.95], [0.8, 0.52, 1.7], "#e9ecee", 0.025)
    .box([0, -0.262, 0.92], [0.72, 0.01, 1.56], "#dfe3e6")
    .box([-0.06, -0.27, 1.4], [0.4, 0.015, 0.28], "#15191d")
    .box([-0.06, -0.279, 1.4], [0.34, 0.006, 0.22], "#27465c")
    .cylinder([0.26, -0.26, 1.42], [0.26, -0.3, 1.42], 0.04, "#c8102e", 10)
    .cylinder([0.26, -0.26, 1.3], [0.26, -0.285, 1.3], 0.025, "#2e7d4f", 8)
    .box([0.3, -0.275, 0.95], [0.025, 0.03, 0.16], "#3a3f45")
    .cylinder([-0.28, 0.12, 1.8], [-0.28, 0.12, 2.35], 0.022, "#9aa1a8", 8)
    .cylinder([-0.28, 0.12, 2.35], [-0.28, 0.12, 2.41], 0.075, "#2b2f34", 12)
    .cylinder([-0.28, 0.12, 2.69], [-0.28, 0.12, 2.74], 0.075, "#2b2f34", 12);
  for (let i = 0; i < 4; i++) s.box([-0.06, -0.268, 0.3 + i * 0.06], [0.36, 0.006, 0.022], "#9aa1a8");
  return s.build();
}

/** Where the lamp sits on the cabinet's mast, m. */
export const LAMP_OFFSET = [-0.28, 0.12, 2.41] as const;

export function lamp(): BufferGeometry {
  return new Sculpture().cylinder([0, 0, 0], [0, 0, 0.28], 0.085, "#ffffff", 12).build();
}

/** Machining centre in the unit cell: open along x so that parts can pass, a window wall to −y. */
export function machine(): BufferGeometry {
  const shell = "#e7eaec";
  const trim = "#274b6d";
  return new Sculpture()
    .box([0, 0, 0.03], [1, 1, 0.06], "#3a3f45", 0.01)
    .box([0, 0.33, 0.5], [1, 0.34, 0.94], shell, 0.025)
    .box([0, 0, 0.9], [1, 1, 0.14], shell, 0.025)
    .box([0, -0.46, 0.16], [1, 0.08, 0.24], shell, 0.02)
    .box([0, -0.503, 0.235], [1.002, 0.01, 0.05], trim)
    .box([0, -0.503, 0.9], [1.002, 0.01, 0.05], trim)
    .box([-0.465, -0.46, 0.55], [0.07, 0.08, 0.6], shell, 0.015)
    .box([0.4, -0.46, 0.55], [0.2, 0.08, 0.6], shell, 0.015)
    .box([0.4, -0.506, 0.6], [0.14, 0.012, 0.22], "#15191d")
    .box([0.4, -0.514, 0.62], [0.115, 0.004, 0.14], "#2f6f8f")
    .box([0, 0.15, 0.5], [0.84, 0.03, 0.8], "#6f767d")
    .box([0, 0.34, 1.02], [0.3, 0.2, 0.1], "#6f767d", 0.01)
    .build();
}

/** Spindle head of the machining centre, in the machine's unit cell; moved by the cycle. */
export function spindle(): BufferGeometry {
  return new Sculpture()
    .box([0, 0.07, 0.72], [0.22, 0.16, 0.22], "#5b636b", 0.02)
    .cylinder([0, 0.02, 0.62], [0, 0.02, 0.52], 0.05, "#aab1b8", 12)
    .cylinder([0, 0.02, 0.52], [0, 0.02, 0.44], 0.02, "#d8dde1", 8)
    .build();
}

/** Gate of a measuring station in the unit cell, spanning the flow (y), with a cabinet at one foot. */
export function gate(): BufferGeometry {
  const frame = "#dfe3e6";
  return new Sculpture()
    .box([0, -0.46, 0.47], [0.16, 0.08, 0.94], frame, 0.02)
    .box([0, 0.46, 0.47], [0.16, 0.08, 0.94], frame, 0.02)
    .box([0, 0, 0.95], [0.2, 1, 0.1], frame, 0.02)
    .box([0, 0, 0.895], [0.1, 0.8, 0.012], "#0b3d57")
    .box([0, -0.415, 0.5], [0.1, 0.01, 0.7], "#0b3d57")
    .box([0, 0.415, 0.5], [0.1, 0.01, 0.7], "#0b3d57")
    .build();
}

/** Dock of a source or a sink in the unit cell: posts, a lintel and a dark curtain to −x. */
export function dock(): BufferGeometry {
  const s = new Sculpture()
    .box([-0.3, -0.47, 0.5], [0.22, 0.06, 1], "#d7dbde", 0.015)
    .box([-0.3, 0.47, 0.5], [0.22, 0.06, 1], "#d7dbde", 0.015)
    .box([-0.3, 0, 0.93], [0.24, 1, 0.14], "#d7dbde", 0.015);
  for (let i = 0; i < 9; i++)
    s.box([-0.36, -0.39 + i * 0.0975, 0.45], [0.012, 0.09, 0.86], i % 2 ? "#3f474e" : "#4b545c");
  return s.build();
}

/** A worker, 1.78 m, in a high-visibility vest, facing +x. */
export function worker(): BufferGeometry {
  const trousers = "#2b3a4e";
  const vest = "#f2a900";
  const skin = "#c68863";
  return new Sculpture()
    .box([0.05, -0.1, 0.04], [0.28, 0.11, 0.08], "#1c1e21", 0.02)
    .box([0.05, 0.1, 0.04], [0.28, 0.11, 0.08], "#1c1e21", 0.02)
    .cylinder([0, -0.1, 0.08], [0, -0.09, 0.86], 0.075, trousers, 10, 0.1)
    .cylinder([0, 0.1, 0.08], [0, 0.09, 0.86], 0.075, trousers, 10, 0.1)
    .box([0, 0, 1.15], [0.24, 0.42, 0.62], vest, 0.08)
    .box([0, 0, 1.1], [0.25, 0.43, 0.05], "#e8ecef", 0.01)
    .cylinder([0, 0, 1.44], [0, 0, 1.54], 0.06, skin, 10)
    .cylinder([0.01, 0, 1.52], [0.01, 0, 1.7], 0.1, skin, 12, 0.095)
    .cylinder([0.01, 0, 1.67], [0.01, 0, 1.78], 0.125, "#e8ecef", 12, 0.07)
    .build();
}

/** A worker on his feet, 1.78 m, arms hanging, facing +x; the overalls take the colour of his pool. */
export function walker(): BufferGeometry {
  const overalls = "#ffffff";
  const skin = "#d9a384";
  const s = new Sculpture()
    .box([0.1, -0.1, 0.04], [0.28, 0.11, 0.08], "#1c1e21", 0.02)
    .box([0, 0.1, 0.04], [0.28, 0.11, 0.08], "#1c1e21", 0.02)
    .cylinder([0.06, -0.1, 0.08], [0, -0.09, 0.86], 0.075, "#c9ced4", 10, 0.1)
    .cylinder([-0.05, 0.1, 0.08], [0, 0.09, 0.86], 0.075, "#c9ced4", 10, 0.1)
    .box([0, 0, 1.15], [0.24, 0.42, 0.62], overalls, 0.08)
    .box([0, 0, 1.1], [0.25, 0.43, 0.05], "#fff3a0", 0.01)
    .cylinder([0, 0, 1.44], [0, 0, 1.54], 0.06, skin, 10)
    .cylinder([0.01, 0, 1.52], [0.01, 0, 1.7], 0.1, skin, 12, 0.095)
    .cylinder([0.01, 0, 1.67], [0.01, 0, 1.78], 0.125, "#ffffff", 12, 0.07);
  for (const y of [-0.26, 0.26]) {
    s.cylinder([0, y, 1.38], [0.04 * Math.sign(y), y * 1.1, 1.1], 0.055, overalls, 8, 0.05);
    s.cylinder([0.04 * Math.sign(y), y * 1.1, 1.1], [0.1 * Math.sign(y), y, 0.84], 0.045, skin, 8, 0.04);
  }
  return s.build();
}

/** Both arms of the worker from the shoulder's axis, stretched out to +x; turned by the cycle. */
export function workerArms(): BufferGeometry {
  const s = new Sculpture();
  for (const y of [-0.26, 0.26]) {
    s.cylinder([0, y, 0], [0.3, y * 0.85, -0.12], 0.055, "#f2a900", 8, 0.05);
    s.cylinder([0.3, y * 0.85, -0.12], [0.56, y * 0.6, 0], 0.045, "#c68863", 8, 0.04);
  }
  return s.build();
}

/** Bench with a tool rail and a light above, in the unit cell; the worker's side is −y. */
export function bench(): BufferGeometry {
  const s = new Sculpture()
    .box([0, 0.32, 0.36], [0.94, 0.3, 0.03], "#b9c0c6", 0.006)
    .box([0, 0.45, 0.82], [0.94, 0.02, 0.24], "#8f979f", 0.004)
    .box([0, 0.2, 0.97], [0.9, 0.1, 0.03], "#f6f8fa", 0.006)
    .box([0.26, 0.34, 0.19], [0.3, 0.24, 0.3], "#3f6f9f", 0.01);
  for (const x of [-0.46, 0.46]) {
    s.box([x, 0.45, 0.5], [0.03, 0.03, 1], "#6f767d");
    s.box([x, 0.2, 0.18], [0.03, 0.03, 0.36], "#6f767d");
    s.box([x, 0.32, 0.985], [0.03, 0.28, 0.03], "#6f767d");
  }
  for (let i = 0; i < 6; i++)
    s.box([-0.36 + i * 0.12, 0.42, 0.8], [0.05, 0.03, 0.12], i % 2 ? "#e0a100" : "#c8463c");
  return s.build();
}

/** Arrow lying on the floor, in the unit cell, pointing to +x. */
export function arrow(): BufferGeometry {
  const z = 0;
  return new Sculpture()
    .face(
      [
        [-0.5, -0.18, z],
        [0.05, -0.18, z],
        [0.05, 0.18, z],
        [-0.5, 0.18, z],
      ],
      "#ffffff",
    )
    .face(
      [
        [0.05, -0.5, z],
        [0.5, 0, z],
        [0.05, 0.5, z],
      ],
      "#ffffff",
    )
    .build();
}
