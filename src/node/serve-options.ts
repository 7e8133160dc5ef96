import { parseArgs } from "node:util";
import { err, ok, type Result } from "../base/result.ts";
import { parseDuration } from "../base/units.ts";

export const SERVE_USAGE = `taktwerk serve [PLANT] [options]

Serves the page, an MQTT broker at /mqtt and live data of PLANT on one port.
PLANT is scenes/body-shop.plant.json when absent, with --replay scenes/nist-cell.plant.json.

  --port N               port of page and broker (8080; 0 lets the system choose)
  --host ADDRESS         address to listen on (127.0.0.1: this machine only)
  --mqtt-port N          MQTT over TCP as well, on this port
  --emulator-speed N     plant seconds a second (1)
  --emulator-seed N      which differences and fortunes the emulated plant has (2)
  --reveal               prints how the emulated plant differs from its file
  --no-emulator          whatever connects to the broker speaks for the plant
  --replay FILE          plays a recording (.ndjson or .ndjson.gz) instead of the emulator
  --replay-speed N|max   recorded seconds a second (1)
  --replay-pause TIME    longest pause between two messages (5s)`;

export interface ServeSettings {
  readonly plantPath: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly mqttPort: number | undefined;
  readonly emulator: { readonly speed: number; readonly seed: number; readonly reveal: boolean } | undefined;
  readonly replay:
    | { readonly path: string; readonly speed: number; /** s */ readonly longestPause: number }
    | undefined;
}

const OPTIONS = {
  port: { type: "string", default: "8080" },
  host: { type: "string", default: "127.0.0.1" },
  "mqtt-port": { type: "string" },
  "emulator-speed": { type: "string", default: "1" },
  "emulator-seed": { type: "string", default: "2" },
  reveal: { type: "boolean", default: false },
  "no-emulator": { type: "boolean", default: false },
  replay: { type: "string" },
  "replay-speed": { type: "string", default: "1" },
  "replay-pause": { type: "string", default: "5s" },
} as const;

/** A number of an option between limits; the message of the thrown error says what was expected. */
function numberOf(option: string, text: string, least: number, most: number, whole: boolean): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
  const kind = whole ? "a whole number" : "a number";
  throw new RangeError(`--${option} must be ${kind} from ${least} to ${most}, not "${text}"`);
}

function speedOf(option: string, text: string): number {
  return numberOf(option, text, 0.001, 1_000_000, false);
}

function durationOf(option: string, text: string): number {
  const seconds = parseDuration(text);
  if (seconds === undefined) throw new RangeError(`--${option} must be a duration such as 5s, not "${text}"`);
  return seconds;
}

function parse(args: string[]): ServeSettings {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true });
  if (positionals.length > 1) throw new RangeError(`one plant at most, not ${positionals.join(", ")}`);
  const mqttPort = values["mqtt-port"];
  const replaySpeed = values["replay-speed"];
  return {
    plantPath: positionals[0],
    host: values.host,
    port: numberOf("port", values.port, 0, 65_535, true),
    mqttPort: mqttPort === undefined ? undefined : numberOf("mqtt-port", mqttPort, 0, 65_535, true),
    emulator:
      values["no-emulator"] || values.replay !== undefined
        ? undefined
        : {
            speed: speedOf("emulator-speed", values["emulator-speed"]),
            seed: numberOf("emulator-seed", values["emulator-seed"], 0, 0xffff_ffff, true),
            reveal: values.reveal,
          },
    replay:
      values.replay === undefined
        ? undefined
        : {
            path: values.replay,
            speed: replaySpeed === "max" ? Number.POSITIVE_INFINITY : speedOf("replay-speed", replaySpeed),
            longestPause: durationOf("replay-pause", values["replay-pause"]),
          },
  };
}

/** Reads the arguments after `serve`. @returns what is wrong with them, in one sentence */
export function readServeOptions(args: string[]): Result<ServeSettings, string> {
  try {
    return ok(parse(args));
  } catch (error) {
    // Node's own parser and the checks above tell of wrong arguments by throwing.
    return err(error instanceof Error ? error.message : String(error));
  }
}
