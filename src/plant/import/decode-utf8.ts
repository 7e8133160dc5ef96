/**
 * Text of bytes in UTF-8; the core knows no TextDecoder, which belongs to the page and to Node.
 * @returns undefined where the bytes are no UTF-8
 */
export function utf8(bytes: Uint8Array): string | undefined {
  const parts: string[] = [];
  let codes: number[] = [];
  let i = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (i < bytes.length) {
    const byte = bytes[i] ?? 0;
    const more = byte < 0x80 ? 0 : byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : -1;
    if (more < 0 || byte > 0xf4 || i + more >= bytes.length + (more === 0 ? 1 : 0)) return undefined;
    let code = more === 0 ? byte : byte & (0x3f >> more);
    for (let k = 1; k <= more; k++) {
      const next = bytes[i + k] ?? 0;
      if ((next & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (next & 0x3f);
    }
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (isSurrogate || code > 0x10_ff_ff || code < (LEAST[more] ?? 0)) return undefined;
    codes.push(code);
    if (codes.length === 4096) {
      parts.push(String.fromCodePoint(...codes));
      codes = [];
    }
    i += more + 1;
  }
  return parts.join("") + String.fromCodePoint(...codes);
}

/** Least code by the number of bytes that follow the first: shorter forms are not allowed to be longer. */
const LEAST: readonly number[] = [0, 0x80, 0x800, 0x1_00_00];
