/** What a worker is doing; shares of time in them add to one. */
export const WORKER_STATES = [
  /** At a task, its hand-over and the wait for others there included. */
  "working",
  "walking",
  "idle",
  "onBreak",
  /** Standing in for others: relieving one on his break, or filling in for one that is absent. */
  "lent",
  "absent",
  /** At a task after the end of the shift. */
  "overtime",
  "offShift",
] as const;
export type WorkerState = (typeof WORKER_STATES)[number];

/** Shares of a pool's time by state; they add to one. */
export type WorkerShares = Readonly<Record<WorkerState, number>>;

/** What is told of one pool, or of all pools of a role together. */
export interface WorkerGroup {
  readonly size: number;
  readonly states: WorkerShares;
  readonly overtimeHours: number;
  readonly breaks?: number;
  readonly role?: string;
}

/** Pools of one role as one group, weighted by their sizes; only roles that the plant names. */
export function workerRoles(pools: readonly WorkerGroup[]): Map<string, WorkerGroup> {
  const roles = new Map<string, WorkerGroup>();
  for (const pool of pools) {
    const { role } = pool;
    if (role === undefined) continue;
    const known = roles.get(role);
    const size = (known?.size ?? 0) + pool.size;
    const shares = WORKER_STATES.map((state) => {
      const before = known === undefined ? 0 : known.states[state] * known.size;
      return [state, (before + pool.states[state] * pool.size) / size];
    });
    roles.set(role, {
      size,
      states: Object.fromEntries(shares) as WorkerShares,
      overtimeHours: (known?.overtimeHours ?? 0) + pool.overtimeHours,
    });
  }
  return roles;
}
