import { crc32, deflateSync } from "node:zlib";
import type { Page } from "playwright-core";

/** Numbers of colours that are tried, until a picture is small enough. */
const COLOURS = [32, 20] as const;
/** Shares of the size that are tried one after the other, where the fewest colours are too many. */
const SCALES = [1, 0.85, 0.7, 0.55] as const;
/** Bytes that a picture has at most, if the smallest size is enough for that. */
const MOST_BYTES = 60_000;
/** Bits of each channel that are told apart when colours are counted. */
const BITS = 4;

/**
 * A picture made smaller, cut to the given size, with few colours, so that a repository can hold many of it.
 * @param page whose browser decodes the picture and makes it smaller
 */
export async function palettePng(
  page: Page,
  picture: Buffer,
  { width, height }: { width: number; height: number },
): Promise<Buffer> {
  let file = Buffer.alloc(0);
  for (const scale of SCALES) {
    const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
    const rgba = await pixelsOf(page, picture, size);
    for (const colours of COLOURS) {
      file = encode(rgba, paletteOf(rgba, colours), size.width, size.height);
      if (file.length <= MOST_BYTES) return file;
    }
  }
  return file;
}

/** The picture made smaller, cut to the given size. */
async function pixelsOf(
  page: Page,
  picture: Buffer,
  { width, height }: { width: number; height: number },
): Promise<Buffer> {
  const pixels = await page.evaluate(
    async ({ source, width, height }) => {
      const bitmap = await createImageBitmap(
        new Blob([Uint8Array.from(atob(source), (c) => c.charCodeAt(0))], { type: "image/png" }),
      );
      const scale = Math.max(width / bitmap.width, height / bitmap.height);
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext("2d");
      if (context === null) throw new Error("no canvas to draw on");
      context.imageSmoothingQuality = "high";
      const [w, h] = [bitmap.width * scale, bitmap.height * scale];
      context.drawImage(bitmap, (width - w) / 2, (height - h) / 2, w, h);
      const { data } = context.getImageData(0, 0, width, height);
      let text = "";
      for (let i = 0; i < data.length; i += 0x8000)
        text += String.fromCharCode(...data.subarray(i, i + 0x8000));
      return btoa(text);
    },
    { source: picture.toString("base64"), width, height },
  );
  return Buffer.from(pixels, "base64");
}

const bucketOf = (rgba: Buffer, i: number): number =>
  ((rgba.readUInt8(i) >> (8 - BITS)) << (2 * BITS)) |
  ((rgba.readUInt8(i + 1) >> (8 - BITS)) << BITS) |
  (rgba.readUInt8(i + 2) >> (8 - BITS));

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, c) => value - (b[c] ?? 0)));
}

/** Mean colours of the buckets with most pixels, and of those that differ most from them. */
function paletteOf(rgba: Buffer, colours: number): number[][] {
  const sums = new Map<number, [number, number, number, number]>();
  for (let i = 0; i < rgba.length; i += 4) {
    const bucket = bucketOf(rgba, i);
    const sum = sums.get(bucket) ?? [0, 0, 0, 0];
    for (let c = 0; c < 3; c++) (sum[c] as number) += rgba.readUInt8(i + c);
    sum[3]++;
    sums.set(bucket, sum);
  }
  const ranked = [...sums.values()]
    .sort((a, b) => b[3] * spread(b) - a[3] * spread(a))
    .map(([r, g, b, n]) => ({ colour: [r / n, g / n, b / n].map(Math.round), weight: Math.sqrt(n) }));
  // Half are the commonest. The others are far from those taken before, or the floor's greys would leave none for small things.
  const taken = ranked.splice(0, colours / 2).map(({ colour }) => colour);
  while (taken.length < colours && ranked.length > 0) {
    const gains = ranked.map(
      ({ colour, weight }) => weight * Math.min(...taken.map((other) => distance(colour, other))),
    );
    const best = gains.indexOf(Math.max(...gains));
    taken.push(...ranked.splice(best, 1).map(({ colour }) => colour));
  }
  return taken;
}

/** Strong colours count for more than their pixels, or the floor's greys would take them all. */
function spread([r, g, b, n]: readonly [number, number, number, number]): number {
  return 1 + (Math.max(r, g, b) - Math.min(r, g, b)) / n / 8;
}

function encode(
  rgba: Buffer,
  palette: readonly (readonly number[])[],
  width: number,
  height: number,
): Buffer<ArrayBuffer> {
  const nearest = new Map<number, number>();
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 4;
      const colour = rgba.readUIntBE(i, 3);
      let index = nearest.get(colour);
      if (index === undefined) {
        index = nearestOf(palette, rgba, i);
        nearest.set(colour, index);
      }
      rows[y * (width + 1) + 1 + x] = index;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flat())),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function nearestOf(palette: readonly (readonly number[])[], rgba: Buffer, i: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  palette.forEach((colour, index) => {
    let distance = 0;
    for (let c = 0; c < 3; c++) distance += ((colour[c] ?? 0) - rgba.readUInt8(i + c)) ** 2;
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
