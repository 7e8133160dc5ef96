import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { err, ok, type Result } from "../base/result.ts";
import type { Finding } from "../plant/finding.ts";
import { readPlant } from "../plant/read.ts";
import type { Plant } from "../plant/schema.ts";
import { Emulator } from "./emulator.ts";
import { replay } from "./replay.ts";
import { readServeOptions, SERVE_USAGE, type ServeSettings } from "./serve-options.ts";
import { type RunningServer, startServer } from "./serve-server.ts";

const ROOT = resolve(import.meta.dirname, "../..");
/** Bad lines of a recording that are told one by one. */
const MAX_BAD_LINES = 20;

/** Where the command's words go, and when it is to end. */
export interface ServeIo {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Aborted to end the command. */
  readonly signal: AbortSignal;
  /** Called once when page and broker can be reached. */
  readonly onReady?: (server: RunningServer) => void;
}

/** Ends at the first Ctrl-C; a second one kills as usual. */
function processIo(): ServeIo {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    signal: controller.signal,
  };
}

function describe({ severity, path, line, message, remedy }: Finding): string {
  const place = line === undefined ? path : `line ${line}${path === "" ? "" : `, ${path}`}`;
  return `${severity}${place === "" ? "" : ` at ${place}`}: ${message} ${remedy}`;
}

async function loadPlant(path: string): Promise<Result<{ plant: Plant; text: string }, string[]>> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    return err([`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const read = readPlant(text);
  if (!read.ok) return err([`${path} is no plant that can be run:`, ...read.error.map(describe)]);
  return ok({ plant: read.value.plant, text });
}

function whoSpeaks({ emulator, replay }: ServeSettings): string {
  if (replay !== undefined) {
    return `replay of ${replay.path} ${replay.speed === Number.POSITIVE_INFINITY ? "as fast as it goes" : `at ${replay.speed}×`}`;
  }
  return emulator === undefined ? "waiting for a plant" : `emulated plant at ${emulator.speed}×`;
}

/** Starts who speaks for the plant. @returns how to end it */
function startSource(settings: ServeSettings, plant: Plant, url: string, io: ServeIo): () => Promise<void> {
  if (settings.replay !== undefined) {
    const playing = play(settings.replay, url, io);
    return () => playing;
  }
  if (settings.emulator === undefined) return () => Promise.resolve();
  const { speed, seed, reveal } = settings.emulator;
  const onFailure = (message: string): void => io.err(`The emulated plant has stopped: ${message}`);
  let emulator: Emulator;
  try {
    emulator = new Emulator({ plant, url, speed, seed, onFailure });
  } catch (error) {
    // A plant that loops in zero time shows it only by running.
    onFailure(error instanceof Error ? error.message : String(error));
    return () => Promise.resolve();
  }
  if (reveal) for (const change of emulator.changes) io.err(`Emulated plant: ${change}`);
  emulator.start();
  return () => emulator.stop();
}

async function play(settings: NonNullable<ServeSettings["replay"]>, url: string, io: ServeIo): Promise<void> {
  let told = 0;
  try {
    const { messages, badLines, ended } = await replay({
      ...settings,
      url,
      signal: io.signal,
      onBadLine: (line, reason) => {
        told += 1;
        if (told <= MAX_BAD_LINES) io.err(`${settings.path}, line ${line} is skipped: ${reason}`);
      },
    });
    if (ended) io.err(`The recording has ended: ${messages} messages played, ${badLines} lines skipped.`);
  } catch (error) {
    io.err(`The recording cannot be played: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function serve(settings: ServeSettings, io: ServeIo): Promise<number> {
  const scene = settings.replay === undefined ? "body-shop" : "nist-cell";
  const plantPath = settings.plantPath ?? join(ROOT, "scenes", `${scene}.plant.json`);
  const loaded = await loadPlant(plantPath);
  if (!loaded.ok) {
    for (const line of loaded.error) io.err(line);
    return 1;
  }
  const { plant, text } = loaded.value;
  const root = join(ROOT, "dist");
  if (!existsSync(join(root, "index.html"))) {
    io.err("The page is not built, so only the broker is served. Build it with: npm run build");
  }
  const server = await startServer({
    host: settings.host,
    port: settings.port,
    ...(settings.mqttPort === undefined ? {} : { mqttPort: settings.mqttPort }),
    root,
    plantText: text,
    plantId: plant.id,
    source:
      settings.replay !== undefined ? "replay" : settings.emulator === undefined ? "external" : "emulator",
    speed: settings.replay?.speed ?? settings.emulator?.speed ?? 0,
  });
  if (!server.ok) {
    io.err(server.error);
    return 1;
  }
  const { port, mqttPort, brokerUrl } = server.value;
  const stopSource = startSource(settings, plant, brokerUrl, io);
  const tcp = mqttPort === undefined ? "" : `, MQTT on port ${mqttPort}`;
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  io.out(
    `Taktwerk serves ${plant.name} at http://${host}:${port}/ (${whoSpeaks(settings)}${tcp}; Ctrl-C ends)`,
  );
  io.onReady?.(server.value);
  if (!io.signal.aborted) {
    await new Promise<void>((done) => io.signal.addEventListener("abort", () => done(), { once: true }));
  }
  await stopSource();
  await server.value.close();
  return 0;
}

/**
 * `taktwerk serve`: page, broker and live data on one port, until it is interrupted.
 * @returns exit status: 0 ended, 1 the user's input or a port that cannot be had, 2 wrong usage
 */
export async function serveCommand(args: string[], io: ServeIo = processIo()): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    io.out(SERVE_USAGE);
    return 0;
  }
  const settings = readServeOptions(args);
  if (!settings.ok) {
    io.err(`${settings.error}\n\n${SERVE_USAGE}`);
    return 2;
  }
  return serve(settings.value, io);
}
