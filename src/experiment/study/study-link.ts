import { err, ok, type Result } from "../../base/result.ts";
import type { BareFinding, FindingValues } from "../../plant/finding.ts";
import { parseJson } from "../../plant/parse-json.ts";
import { makeFinding, type Rule } from "../../plant/rule.ts";
import { fromBase64Url, toBase64Url } from "./base64-url.ts";
import type { Study } from "./study-file.ts";
import { LINK_BROKEN, LINK_LONG, LINK_NEWER, LINK_NONE, LINK_PLANT } from "./study-rules.ts";

/** Version of the link that this code writes: compact JSON, deflated with its checksum (RFC 1950), in base64url (RFC 4648, 5). */
const LINK_VERSION = 1;
/** Characters of a link's study at most: more than every sample needs, less than what browsers and mail programs cut. */
export const LINK_LIMIT = 32_768;
/** Bytes that a link may unfold to: deflate makes up to a thousand of one, so a short link could fill the memory. */
const UNFOLDED_LIMIT = 4_000_000;
/** What stands before the study in the address of the page. */
const MARK = "study=";

/**
 * What follows the `#` of the page's address so that it opens this study, with its plant in it.
 * Members keep their order, for it is part of the hashes of plants; `$schema` is left out.
 */
export async function writeStudyLink(study: Study): Promise<Result<string, BareFinding[]>> {
  if (typeof study.plant === "string") return refused(LINK_PLANT, { file: study.plant });
  const { $schema: _, ...rest } = study;
  const { CompressionStream, TextEncoder } = webStreams();
  const text = new TextEncoder().encode(JSON.stringify(rest));
  if (text.length > UNFOLDED_LIMIT) return refused(LINK_LONG, { size: text.length, limit: UNFOLDED_LIMIT });
  const folded = await through(new CompressionStream("deflate"), text, UNFOLDED_LIMIT);
  if (folded === undefined) throw new Error("compressed to more than it was");
  const link = `${MARK}${LINK_VERSION}.${toBase64Url(folded)}`;
  return link.length > LINK_LIMIT ? refused(LINK_LONG, { size: link.length, limit: LINK_LIMIT }) : ok(link);
}

/**
 * The text of the study file in a link: a whole address, or what follows its `#`. Links come from anywhere: whatever
 * it is, the answer is JSON of bounded size and depth, or what is wrong with it; the study in it is still to be inspected.
 */
export async function readStudyLink(link: string): Promise<Result<string, BareFinding[]>> {
  const body = bodyOf(link.trim());
  if (body === undefined) return refused(LINK_NONE);
  if (body.length > LINK_LIMIT) return refused(LINK_LONG, { size: body.length, limit: LINK_LIMIT });
  const [, version = "", folded = ""] = /^(\d{1,6})\.(.*)$/s.exec(body) ?? [];
  if (version === "") return refused(LINK_BROKEN);
  if (Number(version) !== LINK_VERSION)
    return refused(LINK_NEWER, { found: Number(version), current: LINK_VERSION });
  const bytes = fromBase64Url(folded);
  if (bytes === undefined) return refused(LINK_BROKEN);
  const { DecompressionStream, TextDecoder } = webStreams();
  let text: string;
  try {
    const unfolded = await through(new DecompressionStream("deflate"), bytes, UNFOLDED_LIMIT);
    if (unfolded === undefined) return refused(LINK_LONG, { size: UNFOLDED_LIMIT, limit: UNFOLDED_LIMIT });
    text = new TextDecoder("utf-8", { fatal: true }).decode(unfolded);
  } catch {
    // Damaged data is all that decompressing and decoding bytes can fail at.
    return refused(LINK_BROKEN);
  }
  const json = parseJson(text, UNFOLDED_LIMIT);
  return json.ok ? ok(text) : json;
}

/** Whether an address, or what follows its `#`, claims to hold a study. */
export function holdsStudyLink(link: string): boolean {
  return bodyOf(link.trim()) !== undefined;
}

function bodyOf(link: string): string | undefined {
  const hash = link.slice(link.indexOf("#") + 1);
  return hash.startsWith(MARK) ? hash.slice(MARK.length) : undefined;
}

function refused(rule: Rule, values?: FindingValues): Result<never, BareFinding[]> {
  return err([makeFinding(rule, [], values)]);
}

/** All that comes out of a stream of bytes; undefined, and no byte more, beyond the limit. @throws what the stream throws */
async function through(
  stream: ByteStream,
  bytes: Uint8Array,
  limit: number,
): Promise<Uint8Array | undefined> {
  const writer = stream.writable.getWriter();
  // The reader tells the same error, and is waited for.
  const written = writer
    .write(bytes)
    .then(() => writer.close())
    .catch(() => undefined);
  const reader = stream.readable.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    // A chunk is asked for only when the one before was small enough.
    // oxlint-disable-next-line no-await-in-loop
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  await written;
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** A transform stream of bytes, as far as it is used here. */
interface ByteStream {
  readonly writable: {
    getWriter(): { write(bytes: Uint8Array): Promise<void>; close(): Promise<void> };
  };
  readonly readable: {
    getReader(): {
      read(): Promise<
        | { readonly done: false; readonly value: Uint8Array }
        | { readonly done: true; readonly value?: undefined }
      >;
      cancel(): Promise<void>;
    };
  };
}

/** What browsers, their workers and Node have alike (Compression Streams, Encoding), and the core's own types do not know. */
interface WebStreams {
  readonly CompressionStream: new (format: "deflate") => ByteStream;
  readonly DecompressionStream: new (format: "deflate") => ByteStream;
  readonly TextEncoder: new () => { encode(text: string): Uint8Array };
  readonly TextDecoder: new (
    label: "utf-8",
    options: { readonly fatal: true },
  ) => { decode(bytes: Uint8Array): string };
}

function webStreams(): WebStreams {
  const scope: unknown = globalThis;
  return scope as WebStreams;
}
