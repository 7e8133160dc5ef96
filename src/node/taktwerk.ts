#!/usr/bin/env node
import { realpathSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { type CommandOutput, EXIT } from "./output.ts";

/** A command of the command line; loaded only when it is asked for. */
type Command = (args: string[], output: CommandOutput) => Promise<number> | number;

const COMMANDS: Readonly<Record<string, { summary: string; load: () => Promise<Command> }>> = {
  simulate: {
    summary: "simulate a plant: throughput, WIP, cycle time, states, with confidence intervals",
    load: async () => (await import("./simulate-command.ts")).simulateCommand,
  },
  trace: {
    summary: "stop a run at a condition or breakpoint, tell why an element stands still, follow a part",
    load: async () => (await import("./trace-command.ts")).traceCommand,
  },
  check: {
    summary: "check a plant file and tell everything that is wrong with it",
    load: async () => (await import("./check-command.ts")).checkCommand,
  },
  verify: {
    summary: "run validation cases with exact expected values",
    load: async () => (await import("./verify-command.ts")).verifyCommand,
  },
  balance: {
    summary: "balance an assembly line: fewest stations, least cycle, best efficiency, with a proof",
    load: async () => (await import("./balance-command.ts")).balanceCommand,
  },
  experiment: {
    summary: "run the scenarios of a study, compare them with intervals, report",
    load: async () => (await import("./experiment-command.ts")).experimentCommand,
  },
  link: {
    summary: "print a link that holds a small study with its plant",
    load: async () => (await import("./link-command.ts")).linkCommand,
  },
  open: {
    summary: "write the study that a link holds to a file",
    load: async () => (await import("./link-command.ts")).openCommand,
  },
  shifts: {
    summary: "who works when in the shift models of a study: weeks, hours and rests of every crew",
    load: async () => (await import("./shifts-command.ts")).shiftsCommand,
  },
  worker: {
    summary: "run replications of experiments that others submit to a work queue",
    load: async () => (await import("./worker-command.ts")).workerCommand,
  },
  import: {
    summary: "make a plant file of DXF, CSV, AutomationML or CMSD, and tell what was not understood",
    load: async () => (await import("./import-command.ts")).importCommand,
  },
  serve: {
    summary: "serve the app, an MQTT broker and a plant emulator on one port",
    load: async () => {
      const { serveCommand } = await import("./serve-command.ts");
      return (args) => serveCommand(args);
    },
  },
  bench: {
    summary: "measure events per second against a bare loop",
    load: async () => (await import("./bench-command.ts")).benchCommand,
  },
};

function help(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `usage: taktwerk COMMAND …\n\n${lines.join("\n")}\n\nDurations are written as 90s, 8h or 5d. taktwerk COMMAND alone tells its usage.\n`;
}

/** Whether an error is about the words of the command line. */
function isUsageError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

/** Runs one command. @returns exit status */
export async function taktwerk(args: readonly string[], output: CommandOutput): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    if (name === undefined) {
      output.stderr(help());
      return EXIT.usage;
    }
    output.stdout(help());
    return EXIT.done;
  }
  const command = COMMANDS[name];
  if (command === undefined) {
    output.stderr(`there is no command ${name}\n${help()}`);
    return EXIT.usage;
  }
  try {
    return await (
      await command.load()
    )(rest, output);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    output.stderr(`${error.message}\n`);
    return EXIT.usage;
  }
}

if (import.meta.url === pathToFileURL(realpathSync(process.argv[1] ?? "")).href) {
  // A second call, and every thread, need not strip and compile what the first has: half a second of each.
  enableCompileCache();
  // The kernel's path for one event is a dozen small methods; V8's usual limits inline half of them. Measured on
  // taktwerk bench: a fifth more events a second. Set before the engine is loaded and compiled.
  setFlagsFromString("--max-inlined-bytecode-size=4000");
  setFlagsFromString("--max-inlined-bytecode-size-cumulative=12000");
  // A reader that stops early, such as `head`, is no error of ours.
  process.stdout.on("error", () => process.exit());
  process.exitCode = await taktwerk(process.argv.slice(2), {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
  });
}
