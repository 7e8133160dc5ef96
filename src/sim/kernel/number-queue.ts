const FIRST_SIZE = 16;

/** Whole numbers, first in first out, in a ring that grows as needed. */
export class NumberQueue {
  #ring: number[] = Array.from({ length: FIRST_SIZE }, () => 0);
  #head = 0;
  #tail = 0;

  get empty(): boolean {
    return this.#head === this.#tail;
  }

  add(value: number): void {
    const last = this.#ring.length - 1;
    this.#ring[this.#tail] = value;
    this.#tail = (this.#tail + 1) & last;
    if (this.#tail === this.#head) this.#grow();
  }

  /** Call only while it is not empty. */
  take(): number {
    const value = this.#ring[this.#head] as number;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    return value;
  }

  #grow(): void {
    const full = this.#ring;
    this.#ring = Array.from({ length: full.length * 2 }, (_, i) => full[(this.#head + i) % full.length] ?? 0);
    this.#head = 0;
    this.#tail = full.length;
  }
}
