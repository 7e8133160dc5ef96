/** Watts → whole milliwatts. */
export function toMilliwatts(watts: number): number {
  return Math.floor(watts * 1000 + 0.5);
}

/** Milliwatts → kilowatts. */
export function toKilowatts(milliwatts: number): number {
  return milliwatts / 1e6;
}

/** mW·µs → kilowatt-hours. */
export function toKilowattHours(energy: number): number {
  return energy / 3.6e15;
}
