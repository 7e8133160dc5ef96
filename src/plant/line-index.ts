import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { steps } from "./rule.ts";

/** Finds lines in a text; made only when there is something to report, since it parses the text again. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];
  #tree: Node | undefined;
  #parsed = false;

  constructor(text: string) {
    this.#text = text;
    for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) this.#starts.push(i + 1);
  }

  /** 1-based line of an offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** 1-based line of what a JSON pointer names, or of the nearest thing around it that exists. */
  lineOf(jsonPointer: string): number | undefined {
    const root = this.#root();
    if (root === undefined) return undefined;
    let node = root;
    for (const step of steps(jsonPointer)) {
      const next = findNodeAtLocation(node, [node.type === "array" ? Number(step) : step]);
      if (next === undefined) break;
      node = next;
    }
    // The member's name is where the eye looks for it, so an object or list counts from its name's line.
    const named = node.parent?.type === "property" ? node.parent : node;
    return this.lineAt(named.offset);
  }

  #root(): Node | undefined {
    if (!this.#parsed) {
      this.#parsed = true;
      this.#tree = parseTree(this.#text, [], { disallowComments: true });
    }
    return this.#tree;
  }
}
