/** What a sequence number says about the messages before it. */
export type SequenceVerdict = "expected" | "gap" | "repeat";

/**
 * Sequence numbers of one edge node: 0 to 255 and again, one count for the node and all its devices
 * (Eclipse Sparkplug 3.0, section 6.4.15).
 */
export class SequenceWatch {
  #next: number | undefined;

  /** A birth begins a count with its own number. */
  start(seq: number): void {
    this.#next = (seq + 1) % 256;
  }

  /** Whatever comes next is right: the node is dead, or messages were missed and nobody knows how many. */
  forget(): void {
    this.#next = undefined;
  }

  /**
   * Takes the number of the next message. The number just before the expected one is a repeated message,
   * not 255 lost ones.
   */
  take(seq: number): SequenceVerdict {
    const expected = this.#next;
    if (expected !== undefined && (seq + 1) % 256 === expected) return "repeat";
    this.#next = (seq + 1) % 256;
    return expected === undefined || expected === seq ? "expected" : "gap";
  }
}
