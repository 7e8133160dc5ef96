import { ColliderDesc, Cuboid, init, type Rotation, type Vector, World } from "@dimforge/rapier3d-compat";
import type { Obstacle } from "./obstacles.ts";
import type { UprightBox } from "./upright-box.ts";

/** Least half of a side that the engine is given, m: flat things would have no inside. */
const LEAST_HALF = 1e-3;

/**
 * The obstacles of a plant in rapier's world: its tree of bounds and its test of shapes find what is at a place in
 * microseconds. It counts in single precision, so everything is moved about the middle of the plant, and whoever asks
 * adds a margin and measures what was found in double precision (`overlapOf`).
 */
export class CollisionWorld {
  readonly #world: World;
  readonly #obstacles: readonly Obstacle[];
  readonly #byHandle = new Map<number, number>();
  readonly #middle: readonly [x: number, y: number];

  private constructor(obstacles: readonly Obstacle[]) {
    this.#obstacles = obstacles;
    this.#middle = middleOf(obstacles);
    this.#world = new World({ x: 0, y: 0, z: 0 });
    for (const [i, { box }] of obstacles.entries()) {
      const { halfX, halfY, height } = box;
      const shape = ColliderDesc.cuboid(solid(halfX), solid(halfY), solid(height / 2));
      const { x, y, z } = this.#position(box);
      const collider = this.#world.createCollider(
        shape.setTranslation(x, y, z).setRotation(rotation(box)).setSensor(true),
      );
      this.#byHandle.set(collider.handle, i);
    }
    // New bodies are invisible to queries until the world has taken a step.
    this.#world.step();
  }

  /** The engine is started at the first call, which takes some tenths of a second. */
  static async create(obstacles: readonly Obstacle[]): Promise<CollisionWorld> {
    await init();
    return new CollisionWorld(obstacles);
  }

  /** Every obstacle that a box reaches when it is `margin` metres larger on each side. */
  at(box: UprightBox, margin: number, found: (obstacle: Obstacle, i: number) => void): void {
    const { halfX, halfY, height } = box;
    const shape = new Cuboid(solid(halfX + margin), solid(halfY + margin), solid(height / 2 + margin));
    this.#world.intersectionsWithShape(this.#position(box), rotation(box), shape, ({ handle }) => {
      const i = this.#byHandle.get(handle);
      const obstacle = i === undefined ? undefined : this.#obstacles[i];
      if (i !== undefined && obstacle !== undefined) found(obstacle, i);
      return true;
    });
  }

  /** Gives the engine's memory back, which no garbage collector sees. */
  dispose(): void {
    this.#world.free();
  }

  #position({ x, y, z, height }: UprightBox): Vector {
    return { x: x - this.#middle[0], y: y - this.#middle[1], z: z + height / 2 };
  }
}

function solid(half: number): number {
  return Math.max(half, LEAST_HALF);
}

function rotation({ yaw }: UprightBox): Rotation {
  return { x: 0, y: 0, z: Math.sin(yaw / 2), w: Math.cos(yaw / 2) };
}

function middleOf(obstacles: readonly Obstacle[]): [number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box } of obstacles) {
    [west, east] = [Math.min(west, box.x), Math.max(east, box.x)];
    [south, north] = [Math.min(south, box.y), Math.max(north, box.y)];
  }
  return obstacles.length === 0 ? [0, 0] : [(west + east) / 2, (south + north) / 2];
}
