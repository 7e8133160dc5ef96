/** Cividis in ten steps (Nuñez, Anderton and Renslow 2018): even in lightness for all kinds of colour vision. */
const CIVIDIS: readonly (readonly [number, number, number])[] = [
  [0, 32, 77],
  [0, 51, 111],
  [57, 72, 107],
  [87, 92, 109],
  [112, 113, 115],
  [138, 135, 121],
  [166, 157, 117],
  [196, 181, 108],
  [228, 207, 91],
  [255, 234, 70],
];

/** The colour of a share from 0 to 1, as CSS has it. */
export function cividis(share: number): string {
  const place = Math.min(1, Math.max(0, share)) * (CIVIDIS.length - 1);
  const below = Math.min(CIVIDIS.length - 2, Math.floor(place));
  const [low, high] = [CIVIDIS[below] ?? [0, 0, 0], CIVIDIS[below + 1] ?? [0, 0, 0]];
  const mixed = low.map((part, i) => Math.round(part + (place - below) * ((high[i] ?? part) - part)));
  return `rgb(${mixed.join(", ")})`;
}
