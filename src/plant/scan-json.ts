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

/** How deep objects and lists are nested, without recursion; text need not be valid JSON. */
export function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) i = endOfString(text, i) - 1;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
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

/**
 * Member names that are given twice in an object (JSON.parse would silently keep the last), and `__proto__`.
 * @param text valid JSON
 */
export function keyFaults(text: string): KeyFault[] {
  const faults: KeyFault[] = [];
  const open: Open[] = [];
  let expectsKey = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const top = open.at(-1);
    if (code === QUOTE) {
      const end = endOfString(text, i);
      if (expectsKey && top?.keys !== undefined) {
        const raw = text.slice(i + 1, end - 1);
        const key: string = raw.includes("\\") ? String(JSON.parse(`"${raw}"`)) : raw;
        const fault = top.keys.has(key) ? "duplicate" : key === "__proto__" ? "unsafe" : undefined;
        top.step = key;
        top.keys.add(key);
        if (fault !== undefined)
          faults.push({ path: open.map((level) => level.step), key, offset: i, fault });
        expectsKey = false;
      }
      i = end - 1;
    } else if (code === 0x7b) {
      open.push({ keys: new Set(), step: "" });
      expectsKey = true;
    } else if (code === 0x5b) {
      open.push({ keys: undefined, step: 0 });
      expectsKey = false;
    } else if (code === 0x7d || code === 0x5d) {
      open.pop();
      expectsKey = false;
    } else if (code === 0x2c && top !== undefined) {
      if (typeof top.step === "number" && top.keys === undefined) top.step++;
      else expectsKey = true;
    }
  }
  return faults;
}
