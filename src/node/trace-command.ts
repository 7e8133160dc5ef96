import { parseArgs } from "node:util";
import { parseDuration } from "../base/units.ts";
import { parseExpression } from "../plant/expressions/parse-expression.ts";
import { findingText } from "../plant/finding-text.ts";
import { nearest } from "../plant/nearest.ts";
import type { Plant } from "../plant/schema.ts";
import { type State, STATES } from "../plant/states.ts";
import { EVENT_KINDS, type EventKind, type EventRecord } from "../sim/kernel/trace.ts";
import { Simulation, ZeroTimeLoop } from "../sim/simulation.ts";
import type { Breakpoint, BreakpointHit } from "../sim/trace/breakpoint.ts";
import { Breakpoints } from "../sim/trace/breakpoints.ts";
import type { CauseChain } from "../sim/trace/cause.ts";
import { CauseFinder } from "../sim/trace/follow-causes.ts";
import type { PartLife } from "../sim/trace/part-life.ts";
import { PartLifeWatch } from "../sim/trace/part-life-watch.ts";
import { chainLine, rootWords } from "./cause-words.ts";
import { type CommandOutput, EXIT, json, number, table } from "./output.ts";
import { loadPlant } from "./plant-file.ts";

export const TRACE_USAGE =
  "taktwerk trace PLANT [--until TIME|CONDITION] [--break ELEMENT|ELEMENT:EVENT|ELEMENT:STATE|PRODUCT] … [--stop-at-part PART] " +
  "[--stop-after-events N] [--why ELEMENT] [--at TIME] [--part PART] [--tail 10] [--seed 1] [--replication 0] [--json]";

const TRACE_VERSION = 1;

/** What is asked. */
interface Question {
  /** s */
  readonly horizon: number;
  readonly seed: number;
  readonly replication: number;
  readonly breakpoints: readonly Breakpoint[];
  /** Element whose chain of causes is told. */
  readonly why: string | undefined;
  /** Part whose life is told. */
  readonly part: string | undefined;
  readonly tail: number;
}

/** Runs a plant to a point and tells what happens there and why. @returns exit status */
export function traceCommand(args: readonly string[], output: CommandOutput): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      until: { type: "string" },
      break: { type: "string", multiple: true },
      "stop-at-part": { type: "string" },
      "stop-after-events": { type: "string" },
      why: { type: "string" },
      at: { type: "string" },
      part: { type: "string" },
      tail: { type: "string" },
      seed: { type: "string" },
      replication: { type: "string" },
      json: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) return usage(output, "name one plant file");
  const plant = loadPlant(path, output);
  if (plant === undefined) return EXIT.failed;
  const question = readQuestion(values, plant);
  if (typeof question === "string") return usage(output, question);
  try {
    const answer = trace(plant, question);
    if (typeof answer === "string") {
      output.stderr(`${answer}\n`);
      return EXIT.failed;
    }
    output.stdout(values.json ? json(documentOf(plant, question, answer)) : `${report(question, answer)}\n`);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof ZeroTimeLoop)) throw error;
    output.stderr(
      `${path}: error: at ${number(error.time)} s: ${error.message}. Give one of them a time or a limit.\n`,
    );
    return EXIT.failed;
  }
}

function usage(output: CommandOutput, problem: string): number {
  output.stderr(`${problem}\nusage: ${TRACE_USAGE}\n`);
  return EXIT.usage;
}

type Values = Readonly<Partial<Record<string, string | boolean | string[]>>>;

/** The question, or what is wrong with it. */
function readQuestion(values: Values, plant: Plant): Question | string {
  const text = (name: string): string | undefined => values[name] as string | undefined;
  const whole = (name: string, absent: number): number => {
    const given = text(name);
    return given === undefined ? absent : /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
  };
  const breakpoints: Breakpoint[] = [];
  let horizon = plant.run.horizon;
  for (const name of ["until", "at"]) {
    const given = text(name);
    const time = given === undefined ? undefined : parseDuration(given);
    if (time !== undefined) horizon = time;
    else if (given !== undefined && name === "until")
      breakpoints.push({ on: "condition", expression: given });
    else if (given !== undefined) return "--at wants a time, such as 90s or 2h";
  }
  for (const given of (values["break"] as string[] | undefined) ?? []) {
    const breakpoint = readBreakpoint(given, plant);
    if (typeof breakpoint === "string") return breakpoint;
    breakpoints.push(breakpoint);
  }
  const stopPart = text("stop-at-part");
  if (stopPart !== undefined) breakpoints.push({ on: "part", part: stopPart });
  const count = whole("stop-after-events", 0);
  if (count > 0) breakpoints.push({ on: "events", count });
  const [seed, replication, tail] = [
    whole("seed", plant.run.seed),
    whole("replication", 0),
    whole("tail", 10),
  ];
  if ([count, seed, replication, tail].some(Number.isNaN))
    return "--seed, --replication, --tail and --stop-after-events want whole numbers";
  const why = text("why");
  const unknown = why === undefined ? undefined : unknownElement("--why", why, plant);
  return unknown ?? { horizon, seed, replication, breakpoints, why, part: text("part"), tail };
}

/** `press`, `press:fail`, `press:blocked`, or the id of a product. */
function readBreakpoint(text: string, plant: Plant): Breakpoint | string {
  const known = (id: string): boolean => plant.elements.some((element) => element.id === id);
  if (known(text)) return { on: "element", id: text };
  const colon = text.lastIndexOf(":");
  const [id, what] = [text.slice(0, colon), text.slice(colon + 1)];
  if (colon > 0 && known(id)) {
    const state = STATES.find((one) => one === what);
    if (state !== undefined) return { on: "element", id, state: state satisfies State };
    const event = EVENT_KINDS.find((one) => one === what);
    if (event !== undefined) return { on: "element", id, event: event satisfies EventKind };
    return `--break ${text}: “${what}” is neither a state (${STATES.join(", ")}) nor an event (${EVENT_KINDS.join(", ")})`;
  }
  if (plant.products.some((product) => product.id === text)) return { on: "product", product: text };
  return unknownElement("--break", colon > 0 ? id : text, plant) ?? { on: "element", id: text };
}

function unknownElement(option: string, id: string, plant: Plant): string | undefined {
  const ids = plant.elements.map((element) => element.id);
  if (ids.includes(id)) return undefined;
  const near = nearest(id, ids);
  return `${option}: there is no element ${id}${near === undefined ? "" : `; did you mean ${near}?`}`;
}

/** What was seen where the run stopped. */
interface Answer {
  readonly simulation: Simulation;
  /** Absent where the run came to the time that was asked for. */
  readonly hit: BreakpointHit | undefined;
  readonly tail: readonly EventRecord[];
  readonly why: CauseChain | undefined;
  readonly life: PartLife | undefined;
}

function trace(plant: Plant, question: Question): Answer | string {
  const early: EventRecord[] = [];
  let note = (line: EventRecord): void => void early.push(line);
  const simulation = new Simulation(plant, {
    seed: question.seed,
    replication: question.replication,
    record: (line) => note(line),
  });
  const read = Breakpoints.read(simulation.model, question.breakpoints, parseExpression);
  if (!read.ok) {
    const { message, remedy } = findingText(read.error, "en");
    return `${message}. ${remedy}.`;
  }
  const stops = read.value;
  const watch = question.part === undefined ? undefined : new PartLifeWatch(simulation.model, question.part);
  const tail: EventRecord[] = [];
  note = (line) => {
    tail.push(line);
    if (tail.length > 2 * question.tail) tail.splice(0, tail.length - question.tail);
    stops.note(line);
    watch?.note(line);
  };
  for (const line of early) note(line);
  // What happens at the very start is no reason to stop.
  stops.goOn();
  if (watch !== undefined) {
    watch.look();
    simulation.observe(watch);
  }
  if (question.breakpoints.length > 0) simulation.observe(stops);
  simulation.runUntil(question.horizon);
  const life = watch?.life();
  if (question.part !== undefined && life === undefined)
    return `no part ${question.part} has come by ${number(simulation.time)} s; parts are called ${exampleOf(plant)}, from 0`;
  const { hit } = stops;
  const about = question.why ?? (hit?.breakpoint.on === "element" ? hit.breakpoint.id : undefined);
  const index = about === undefined ? undefined : simulation.indexOf(about);
  const why = index === undefined ? undefined : new CauseFinder(simulation.model).why(index);
  return { simulation, hit, tail: question.tail > 0 ? tail.slice(-question.tail) : [], why, life };
}

/** How a part of the plant may be called. */
function exampleOf({ elements }: Plant): string {
  return `${elements.find(({ kind }) => kind === "source")?.id ?? "SOURCE"}#NUMBER`;
}

function documentOf(plant: Plant, question: Question, { simulation, hit, tail, why, life }: Answer): object {
  return {
    version: TRACE_VERSION,
    plant: plant.id,
    seed: question.seed,
    replication: question.replication,
    time: simulation.time,
    events: simulation.events,
    stop: hit === undefined ? { reason: "time" } : { reason: "breakpoint", ...hit },
    ...(why === undefined ? {} : { why: { ...why, text: chainLine(why), rootText: rootWords(why.root) } }),
    ...(life === undefined ? {} : { life }),
    tail,
  };
}

function report(question: Question, { simulation, hit, tail, why, life }: Answer): string {
  const lines = [stopLine(simulation, hit)];
  if (why !== undefined)
    lines.push("", `why ${why.element}: ${chainLine(why)}`, `root cause: ${rootWords(why.root)}`);
  if (life !== undefined) lines.push("", ...lifeLines(life));
  else if (tail.length > 0 && question.why === undefined) lines.push("", eventTable(tail));
  return lines.join("\n");
}

function stopLine(simulation: Simulation, hit: BreakpointHit | undefined): string {
  const at = `at ${number(simulation.time)} s, after ${simulation.events} events`;
  if (hit === undefined) return `ran to ${number(simulation.time)} s, ${simulation.events} events`;
  const { breakpoint, line } = hit;
  switch (breakpoint.on) {
    case "condition":
      return `stopped ${at}: ${breakpoint.expression}`;
    case "events":
      return `stopped ${at}`;
    case "element":
      return `stopped ${at}: ${breakpoint.id} ${breakpoint.state ?? line?.kind ?? ""}`.trimEnd();
    case "part":
      return `stopped ${at}: part ${breakpoint.part}, ${line?.kind ?? ""} at ${line?.element ?? ""}`;
    case "product":
      return `stopped ${at}: ${line?.part ?? ""} (${breakpoint.product}) comes into ${line?.element ?? ""}`;
  }
}

function eventTable(tail: readonly EventRecord[]): string {
  return table([
    ["event", "time (s)", "kind", "part", "detail", "cause"],
    ...tail.map(({ id, time, kind, part = "", detail = "", cause = "" }) => [
      id,
      number(time),
      kind,
      part,
      detail,
      cause,
    ]),
  ]);
}

const STAY_WORDS: Readonly<Record<PartLife["stays"][number]["kind"], string>> = {
  work: "worked on",
  setup: "change-over",
  interrupted: "interrupted",
  transport: "carried",
  stored: "stored",
  awaitsStart: "waits to be begun",
  awaitsNext: "waits to go on",
  awaitsEntry: "waits to come in",
};

function lifeLines(life: PartLife): string[] {
  const end = life.end === undefined ? "still in the plant" : life.end.replace("builtInto", "built into");
  const rows = life.stays.map(({ kind, element, from, to, by = "", causes = [] }) => [
    element,
    number(from),
    number(to - from),
    STAY_WORDS[kind],
    by,
    causes.map(({ root, seconds }) => `${rootWords(root)} ${number(seconds)} s`).join("; "),
  ]);
  return [
    `part ${life.part} (${life.product}): ${number(life.from)} to ${number(life.to)} s, ${end}; ` +
      `worked on for ${number(life.valueAdded)} s, ${(life.valueAddedShare * 100).toFixed(1)} % of its life`,
    "",
    table([["place", "from (s)", "for (s)", "what", "by", "waited for"], ...rows]),
  ];
}
