function rotate(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

function finalMix(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

/**
 * 128-bit hash of text, fed piece by piece: MurmurHash3_x86_128 (Austin Appleby, public domain) over the
 * UTF-16 code units, low byte first. Not against attackers; for identity and for seeding streams.
 */
export class Hash128 {
  #h1 = 0;
  #h2 = 0;
  #h3 = 0;
  #h4 = 0;
  #units = 0;
  readonly #block = new Uint16Array(8);

  update(text: string): void {
    const block = this.#block;
    for (let i = 0; i < text.length; i++) {
      block[this.#units++ & 7] = text.charCodeAt(i);
      if ((this.#units & 7) === 0) this.#mix();
    }
  }

  /** Four 32-bit words; further updates are allowed and digest what came in all. */
  digest(): [number, number, number, number] {
    let [h1, h2, h3, h4] = [this.#h1, this.#h2, this.#h3, this.#h4];
    const rest = this.#units & 7;
    if (rest > 0) {
      const [k1, k2, k3, k4] = this.#words(rest);
      h4 ^= Math.imul(rotate(Math.imul(k4, C4), 18), C1);
      h3 ^= Math.imul(rotate(Math.imul(k3, C3), 17), C4);
      h2 ^= Math.imul(rotate(Math.imul(k2, C2), 16), C3);
      h1 ^= Math.imul(rotate(Math.imul(k1, C1), 15), C2);
    }
    const bytes = this.#units * 2;
    h1 ^= bytes;
    h2 ^= bytes;
    h3 ^= bytes;
    h4 ^= bytes;
    h1 = (h1 + h2 + h3 + h4) | 0;
    h2 = (h2 + h1) | 0;
    h3 = (h3 + h1) | 0;
    h4 = (h4 + h1) | 0;
    h1 = finalMix(h1);
    h2 = finalMix(h2);
    h3 = finalMix(h3);
    h4 = finalMix(h4);
    h1 = (h1 + h2 + h3 + h4) | 0;
    return [h1, (h2 + h1) | 0, (h3 + h1) | 0, (h4 + h1) | 0];
  }

  /** 32 hexadecimal digits. */
  hex(): string {
    return this.digest()
      .map((word) => (word >>> 0).toString(16).padStart(8, "0"))
      .join("");
  }

  #words(units: number): [number, number, number, number] {
    const at = (i: number): number => (i < units ? (this.#block[i] ?? 0) : 0);
    return [at(0) | (at(1) << 16), at(2) | (at(3) << 16), at(4) | (at(5) << 16), at(6) | (at(7) << 16)];
  }

  #mix(): void {
    const [k1, k2, k3, k4] = this.#words(8);
    let [h1, h2, h3, h4] = [this.#h1, this.#h2, this.#h3, this.#h4];
    h1 ^= Math.imul(rotate(Math.imul(k1, C1), 15), C2);
    h1 = (Math.imul((rotate(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(rotate(Math.imul(k2, C2), 16), C3);
    h2 = (Math.imul((rotate(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(rotate(Math.imul(k3, C3), 17), C4);
    h3 = (Math.imul((rotate(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(rotate(Math.imul(k4, C4), 18), C1);
    h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
    [this.#h1, this.#h2, this.#h3, this.#h4] = [h1, h2, h3, h4];
  }
}

/** 128-bit hash of one text, as 32 hexadecimal digits. */
export function hashText(text: string): string {
  const hash = new Hash128();
  hash.update(text);
  return hash.hex();
}
