import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { decodePayload, wireTime } from "../live/sparkplug/payload.ts";
import { parseTopic } from "../live/sparkplug/topic.ts";

/** A longer line is skipped, characters: more than the largest payload can need. */
const MAX_LINE = 2_000_000;

const lineSchema = z.object({
  topic: z.string().min(1).max(1000),
  qos: z.union([z.literal(0), z.literal(1), z.literal(2)]).default(0),
  retain: z.boolean().default(false),
  payload: z.base64(),
});

export interface RecordedMessage {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
  /** When it was sent, ms since 1970; undefined where the payload does not tell. */
  readonly sent: number | undefined;
}

export type RecordedLine =
  | { readonly kind: "message"; readonly line: number; readonly message: RecordedMessage }
  | { readonly kind: "bad"; readonly line: number; readonly reason: string };

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads one line of a recording. A payload that is no Sparkplug B is played too: hosts must stand it. */
export function readLine(text: string, line: number): RecordedLine {
  if (text.length > MAX_LINE) return { kind: "bad", line, reason: `longer than ${MAX_LINE} characters` };
  const parsed = lineSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue === undefined || issue.path.length === 0 ? "no JSON object" : issue.path.join(".");
    return { kind: "bad", line, reason: `${where}: ${issue?.message ?? "unreadable"}` };
  }
  const { topic, qos, retain } = parsed.data;
  const known = parseTopic(topic);
  if (!known.ok) return { kind: "bad", line, reason: `topic: ${known.error}` };
  if (/[+#\0]/.test(topic))
    return { kind: "bad", line, reason: "topic: a character that topics cannot have" };
  const payload = Buffer.from(parsed.data.payload, "base64");
  const content = decodePayload(payload);
  const sent = content.ok ? wireTime(content.value.timestamp) : undefined;
  return { kind: "message", line, message: { topic, payload, qos, retain, sent } };
}

/** Lines of a text stream, numbered from 1; of an overlong one only a beginning, still overlong, is kept. */
async function* numberedLines(stream: Readable): AsyncGenerator<{ line: number; text: string }> {
  let rest = "";
  let line = 0;
  for await (const chunk of stream) {
    const [first = "", ...others] = String(chunk).split("\n");
    if (rest.length <= MAX_LINE) rest += first;
    for (const next of others) {
      line += 1;
      yield { line, text: rest };
      rest = next;
    }
  }
  if (rest !== "") yield { line: line + 1, text: rest };
}

/**
 * Reads a recording: one JSON object a line, `{topic, qos, retain, payload}` with the payload in base64,
 * gzipped where the name ends so. A bad line is told and skipped; a file that breaks off tells so, last.
 */
export async function* readRecording(path: string): AsyncGenerator<RecordedLine> {
  const file = createReadStream(path);
  const bytes = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  file.on("error", (error) => bytes.destroy(error));
  bytes.setEncoding("utf8");
  let last = 0;
  try {
    for await (const { line, text } of numberedLines(bytes)) {
      last = line;
      if (text.trim() !== "") yield readLine(text, line);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    yield { kind: "bad", line: last + 1, reason: `the file breaks off: ${reason}` };
  } finally {
    file.destroy();
  }
}
