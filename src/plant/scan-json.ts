import type { PathStep } from "./rule.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Where a string that begins at `start` (its opening quote) ends: the index behind its closing quote. */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === BACKSLASH) end++;
    else if (code === QUOTE) return end + 1;
  }
  return end;
}

/**
 * Where objects and lists are first nested deeper than the limit, without recursion; text need not be valid JSON.
 * @returns offset of the bracket, −1 where nothing is that deep
 */
export function nestedBeyond(text: string, limit: number): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) i = endOfString(text, i) - 1;
    else if (code === 0x7d || code === 0x5d) depth--;
    else if ((code === 0x7b || code === 0x5b) && ++depth > limit) return i;
  }
  return -1;
}

/** An object or list that is open while scanning. */
interface Open {
  readonly keys: Set<string> | undefined;
  step: PathStep;
}

/** A member whose name was there already, or is refused. */
export interface KeyFault {
  readonly path: readonly PathStep[];
  readonly key: string;
  readonly offset: number;
  readonly fault: "duplicate" | "unsafe";
}

/** What JSON.parse does not tell of a text. */
export interface Scan {
  /** Names given twice in an object (JSON.parse would silently keep the last), and `__proto__`. */
  readonly faults: readonly KeyFault[];
  /** How deep objects and lists are nested. */
  readonly depth: number;
}

/** @param text valid JSON */
export function scanJson(text: string): Scan {
  const faults: KeyFault[] = [];
  const open: Open[] = [];
  let top: Open | undefined;
  let depth = 0;
  let expectsKey = false;
  let backslash = text.indexOf("\\");
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      let end = text.indexOf('"', i + 1) + 1;
      if (backslash >= 0 && backslash < end) {
        end = endOfString(text, i);
        backslash = text.indexOf("\\", end);
      }
      if (expectsKey && top?.keys !== undefined) {
        const fault = enterKey(text.slice(i, end), top, top.keys);
        if (fault !== undefined)
          faults.push({ path: open.map(({ step }) => step), key: String(top.step), offset: i, fault });
        expectsKey = false;
      }
      i = end - 1;
    } else if (code === 0x7b || code === 0x5b) {
      expectsKey = code === 0x7b;
      top = expectsKey ? { keys: new Set(), step: "" } : { keys: undefined, step: 0 };
      depth = Math.max(depth, open.push(top));
    } else if (code === 0x7d || code === 0x5d) {
      open.pop();
      top = open.at(-1);
      expectsKey = false;
    } else if (code === 0x2c && top !== undefined) {
      if (typeof top.step === "number") top.step++;
      else expectsKey = true;
    }
  }
  return { faults, depth };
}

function enterKey(quoted: string, object: Open, keys: Set<string>): KeyFault["fault"] | undefined {
  const key = quoted.includes("\\") ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
  const fault = keys.has(key) ? "duplicate" : key === "__proto__" ? "unsafe" : undefined;
  object.step = key;
  keys.add(key);
  return fault;
}
