import type { AssetName } from "./assets/table.ts";
import type { Batches } from "./batches.ts";
import type { FrameCopy } from "./frame-copy.ts";
import { writeUpright } from "./matrices.ts";
import { isWelding, type RobotPose, robotPose, writeRobot } from "./robot-pose.ts";
import type { MovingPiece, Scenery } from "./scenery.ts";
import { symbolOf } from "../editor/state-symbols.ts";

const SPARK = "#fff3c4";

/** Everything but parts that a frame moves or colours: robots, moving pieces of machines, lamps. */
export class Machinery {
  readonly #scenery: Scenery;
  readonly #batches: Batches;
  readonly #pieces: ReadonlyMap<AssetName, readonly MovingPiece[]>;
  readonly #pose: RobotPose = { yaw: 0, upperArm: 0, forearm: 0, gun: 0 };

  constructor(scenery: Scenery, batches: Batches) {
    this.#scenery = scenery;
    this.#batches = batches;
    const pieces = new Map<AssetName, MovingPiece[]>();
    for (const piece of scenery.pieces) {
      const list = pieces.get(piece.asset) ?? [];
      list.push(piece);
      pieces.set(piece.asset, list);
    }
    this.#pieces = pieces;
  }

  /** @param near 1 for each element whose details are to be seen */
  write(frame: FrameCopy, near: Uint8Array): void {
    this.#writeRobots(frame, near);
    this.#writePieces(frame, near);
    this.#writeLamps(frame, near);
  }

  #writeRobots(frame: FrameCopy, near: Uint8Array): void {
    const robots = this.#scenery.robots;
    if (robots.length === 0) return;
    const batches = {
      turret: this.#batches.of("robotTurret"),
      upperArm: this.#batches.of("robotUpperArm"),
      forearm: this.#batches.of("robotForearm"),
      gun: this.#batches.of("robotGun"),
    };
    const links = Object.values(batches);
    for (const batch of links) batch.reserve(robots.length);
    const arrays = {
      turret: batches.turret.matrices,
      upperArm: batches.upperArm.matrices,
      forearm: batches.forearm.matrices,
      gun: batches.gun.matrices,
    };
    let n = 0;
    for (const robot of robots) {
      if (near[robot.element] !== 1) continue;
      writeRobot(robot, robotPose(robot, frame.progress[robot.element]!, this.#pose), arrays, n++);
    }
    for (const batch of links) batch.commit(n, false);
  }

  #writePieces(frame: FrameCopy, near: Uint8Array): void {
    for (const [asset, pieces] of this.#pieces) {
      const batch = this.#batches.of(asset);
      batch.reserve(pieces.length);
      const { matrices, colours } = batch;
      let n = 0;
      for (const piece of pieces) {
        if (near[piece.element] !== 1) continue;
        piece.write(frame.progress[piece.element]!, matrices, n * 16);
        for (let k = 0; k < 3; k++) colours[n * 3 + k] = piece.colour[k]!;
        n++;
      }
      batch.commit(n, true);
    }
  }

  #writeLamps(frame: FrameCopy, near: Uint8Array): void {
    const lamps = this.#scenery.lamps;
    if (lamps.length === 0) return;
    const batch = this.#batches.of("lamp");
    const robots = this.#scenery.robots;
    batch.reserve(lamps.length + robots.length);
    const { matrices, colours } = batch;
    let n = 0;
    for (const lamp of lamps) {
      if (near[lamp.element] !== 1) continue;
      writeUpright(matrices, n * 16, lamp.x, lamp.y, lamp.z, 1, 0, 1, 1, 1);
      const colour = this.#scenery.colour(symbolOf(frame.state[lamp.element]!).colour);
      for (let k = 0; k < 3; k++) colours[n * 3 + k] = colour[k]!;
      n++;
    }
    n = this.#writeSparks(frame, near, matrices, colours, n);
    batch.commit(n, true);
  }

  /** A bright point between the electrodes of every gun that welds. */
  #writeSparks(
    frame: FrameCopy,
    near: Uint8Array,
    matrices: Float32Array,
    colours: Float32Array,
    first: number,
  ): number {
    const guns = this.#batches.of("robotGun").matrices;
    const colour = this.#scenery.colour(SPARK);
    let n = first;
    let gun = 0;
    for (const robot of this.#scenery.robots) {
      if (near[robot.element] !== 1) continue;
      const at = 16 * gun++;
      const phase = frame.progress[robot.element]!;
      if (!Number.isFinite(phase) || !isWelding(phase)) continue;
      const tip = 0.57;
      const x = guns[at + 12]! + guns[at]! * tip;
      const y = guns[at + 13]! + guns[at + 1]! * tip;
      const z = guns[at + 14]! + guns[at + 2]! * tip;
      writeUpright(matrices, n * 16, x, y, z - 0.04, 1, 0, 0.45, 0.45, 0.28);
      for (let k = 0; k < 3; k++) colours[n * 3 + k] = colour[k]!;
      n++;
    }
    return n;
  }
}
