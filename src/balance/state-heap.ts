/** A binary heap of state numbers, least key first; ties in order of state number, so that runs repeat. */
export class StateHeap {
  size = 0;
  #states = new Int32Array(16);
  #keys = new Float32Array(16);

  /** The state with the least key. The heap must not be empty. */
  get least(): number {
    return this.#states[0]!;
  }

  push(state: number, key: number): void {
    if (this.size === this.#states.length) this.#grow();
    let at = this.size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!isBefore(key, state, this.#keys[up]!, this.#states[up]!)) break;
      this.#states[at] = this.#states[up]!;
      this.#keys[at] = this.#keys[up]!;
      at = up;
    }
    this.#states[at] = state;
    this.#keys[at] = key;
  }

  /** Takes out the state with the least key. The heap must not be empty. */
  pop(): number {
    const top = this.#states[0]!;
    const size = --this.size;
    const state = this.#states[size]!;
    const key = this.#keys[size]!;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= size) break;
      if (
        down + 1 < size &&
        isBefore(this.#keys[down + 1]!, this.#states[down + 1]!, this.#keys[down]!, this.#states[down]!)
      ) {
        down++;
      }
      if (!isBefore(this.#keys[down]!, this.#states[down]!, key, state)) break;
      this.#states[at] = this.#states[down]!;
      this.#keys[at] = this.#keys[down]!;
      at = down;
    }
    this.#states[at] = state;
    this.#keys[at] = key;
    return top;
  }

  #grow(): void {
    const states = new Int32Array(2 * this.#states.length);
    const keys = new Float32Array(2 * this.#keys.length);
    states.set(this.#states);
    keys.set(this.#keys);
    this.#states = states;
    this.#keys = keys;
  }
}

function isBefore(key: number, state: number, otherKey: number, otherState: number): boolean {
  return key < otherKey || (key === otherKey && state < otherState);
}
