import { setTimeout as pause } from "node:timers/promises";
import mqtt from "mqtt";
import { readRecording } from "./replay-reading.ts";

export interface ReplayOptions {
  readonly path: string;
  /** Address of the broker. */
  readonly url: string;
  /** Recorded seconds a second; Infinity is as fast as the broker takes it. */
  readonly speed: number;
  /** Longest pause between two messages, s: nights and weekends are shortened to it. */
  readonly longestPause: number;
  /** Called at each bad line; it is skipped. */
  readonly onBadLine: (line: number, reason: string) => void;
  readonly signal: AbortSignal;
}

export interface ReplaySummary {
  /** Published. */
  readonly messages: number;
  readonly badLines: number;
  /** To the end of the recording; false if it was aborted. */
  readonly ended: boolean;
}

/** Says how long to wait before each message, so that the pauses are those of the recording. */
class Pacer {
  readonly #speed: number;
  readonly #longest: number;
  #sent: number | undefined;

  constructor(speed: number, longest: number) {
    this.#speed = speed;
    this.#longest = longest * 1000;
  }

  /** @param sent when the message was recorded, ms @returns ms to wait */
  next(sent: number | undefined): number {
    if (sent === undefined) return 0;
    const before = this.#sent ?? sent;
    this.#sent = sent;
    // A clock that was set back, or a message without a sensible time, costs no pause.
    return Math.min(Math.max(0, (sent - before) / this.#speed), this.#longest);
  }
}

/** Plays a recording to the broker over a connection of its own, once. */
export async function replay(options: ReplayOptions): Promise<ReplaySummary> {
  const client = await mqtt.connectAsync(options.url, { protocolVersion: 4, clean: true });
  const pacer = new Pacer(options.speed, options.longestPause);
  let messages = 0;
  let badLines = 0;
  // Short pauses add up before they are slept, as no timer is finer than about a millisecond.
  let owed = 0;
  try {
    for await (const entry of readRecording(options.path)) {
      if (options.signal.aborted) break;
      if (entry.kind === "bad") {
        badLines += 1;
        options.onBadLine(entry.line, entry.reason);
        continue;
      }
      const { topic, payload, qos, retain, sent } = entry.message;
      owed += pacer.next(sent);
      if (owed >= 5) {
        await pause(owed, undefined, { signal: options.signal });
        owed = 0;
      }
      await client.publishAsync(topic, payload, { qos, retain });
      messages += 1;
    }
  } catch (error) {
    if (!options.signal.aborted) throw error;
  } finally {
    await client.endAsync();
  }
  return { messages, badLines, ended: !options.signal.aborted };
}
