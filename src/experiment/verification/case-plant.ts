import type { Placement, Routing } from "../../plant/elements/common.ts";
import type { FailureMode } from "../../plant/elements/failure.ts";
import type { Source } from "../../plant/elements/source.ts";
import type { Maintenance } from "../../plant/elements/maintenance.ts";
import type { Phase, Station } from "../../plant/elements/station.ts";
import { type Calendar, type Element, type Plant, PLANT_VERSION } from "../../plant/schema.ts";
import { type Case, type CaseNode, Unsupported } from "./case.ts";
import { durationOf } from "./case-duration.ts";
import { type CaseFleet, fleetOf, TRANSPORT_FIELDS, transportOf } from "./case-fleets.ts";

type Fields = { readonly [field: string]: unknown };

const PLACEMENT: Placement = { position: [0, 0, 0], rotation: 0, size: [1, 1, 1] };

/** Fields that this translation knows; any other might change the meaning, so it makes the case unsupported. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  source: ["mode", "interarrival", "batch_size", "overflow", "conwip_limit", "part_types", "routing"],
  buffer: ["capacity", "discipline", "priority", "routing"],
  station: [
    "servers",
    "service",
    "service_by_type",
    "input_policy",
    "failures",
    "calendar",
    "routing",
    "phases",
    "setup",
    "initial_setup",
    "maintenance",
    "assembly",
  ],
  conveyor: ["length", "speed", "pitch", "capacity", "accumulating", "routing"],
  agv_transport: TRANSPORT_FIELDS,
  sink: [],
};

/** @throws Unsupported naming what cannot be expressed */
export function caseToPlant(testCase: Case): Plant {
  const { model } = testCase;
  const products = productsOf(model.nodes);
  for (const pool of poolsNamed(model.nodes)) {
    if (!(model.pools ?? []).some(({ id }) => id === pool))
      throw new Unsupported(`pool ${pool}, which is not there`);
  }
  return {
    format: "taktwerk-plant",
    version: PLANT_VERSION,
    id: "case",
    name: testCase.title ?? testCase.id,
    hierarchy: [],
    products: products.map((id) => ({ id })),
    calendars: (model.calendars ?? []).map((calendar): Calendar => ({
      id: calendar.id,
      working: calendar.working.map(([start, end]) => ({ start, end })),
      ...(calendar.period === undefined ? {} : { period: calendar.period }),
      interruption: interruption(calendar.interruption),
    })),
    elements: model.nodes.map((node) => elementOf(node, model.links, products)),
    connections: model.links.map(([from, to]) => ({ from, to })),
    ...resourcesOf(model),
    run: {
      horizon: testCase.run.horizon_s,
      warmup: testCase.run.warmup_s ?? 0,
      replications: testCase.run.replications ?? 20,
      seed: 1,
    },
  };
}

function resourcesOf({ pools = [], fleets = [] }: Case["model"]): Pick<Plant, "resources"> {
  if (pools.length + fleets.length === 0) return {};
  return {
    resources: [
      ...pools.map(({ id, size }) => ({ kind: "workers" as const, id, size })),
      ...fleets.map((fleet) => fleetOf(fleet as CaseFleet)),
    ],
  };
}

function poolsNamed(nodes: readonly CaseNode[]): string[] {
  return nodes.flatMap((node) => {
    const phases = (node["phases"] as { workers?: object }[] | undefined) ?? [];
    const failures = (node["failures"] as Fields[] | undefined) ?? [];
    const plans = (node["maintenance"] as Fields[] | undefined) ?? [];
    const crews = [...failures, ...plans].flatMap(({ repair_crew: crew }) =>
      typeof crew === "string" ? [crew] : [],
    );
    return [...phases.flatMap(({ workers }) => Object.keys(workers ?? {})), ...crews];
  });
}

function interruption(name: string | undefined): Calendar["interruption"] {
  if (name === undefined || name === "resume") return "resume";
  if (name === "finish") return "finish";
  if (name === "start_if_fits") return "startIfFits";
  throw new Unsupported(`interruption ${name}`);
}

/** Products in the order in which they are first named. */
function productsOf(nodes: readonly CaseNode[]): string[] {
  const names = new Set<string>();
  for (const node of nodes) {
    const types = node["part_types"] as { sequence?: string[]; probs?: Record<string, number> } | undefined;
    for (const name of types?.sequence ?? Object.keys(types?.probs ?? {})) names.add(name);
    for (const name of Object.keys((node["service_by_type"] as object | undefined) ?? {})) names.add(name);
  }
  return names.size > 0 ? [...names] : ["part"];
}

function elementOf(node: CaseNode, links: Case["model"]["links"], products: readonly string[]): Element {
  const known = KNOWN[node.type];
  if (known === undefined) throw new Unsupported(`node type ${node.type}`);
  for (const [field, value] of Object.entries(node)) {
    const plain = field === "id" || field === "type" || field === "title" || field === "name";
    if (!plain && !known.includes(field) && value !== undefined)
      throw new Unsupported(`${node.type} with ${field}`);
  }
  const base = { id: node.id, placement: PLACEMENT };
  const targets = links.filter(([from]) => from === node.id).map(([, to]) => to);
  const routing = routingOf(node["routing"] as Fields | undefined, targets);
  const routed = routing === undefined ? {} : { routing };
  switch (node.type) {
    case "source":
      return { kind: "source", ...base, ...routed, ...sourceOf(node, products) };
    case "buffer":
      return {
        kind: "buffer",
        ...base,
        ...routed,
        ...(node["capacity"] === null || node["capacity"] === undefined
          ? {}
          : { capacity: node["capacity"] as number }),
        ...disciplineOf(node),
      };
    case "station":
      return { kind: "station", ...base, ...routed, ...stationOf(node) };
    case "conveyor":
      return {
        kind: "conveyor",
        ...base,
        ...routed,
        length: node["length"] as number,
        speed: node["speed"] as number,
        pitch: node["pitch"] as number,
        ...(typeof node["capacity"] === "number" ? { capacity: node["capacity"] } : {}),
        accumulating: (node["accumulating"] as boolean | undefined) ?? true,
      };
    case "agv_transport":
      return { kind: "transport", ...base, ...routed, ...transportOf(node) };
    default:
      return { kind: "sink", ...base };
  }
}

function disciplineOf(node: CaseNode): { discipline?: "fifo" | { priority: Record<string, number> } } {
  const discipline = node["discipline"] ?? "fifo";
  if (discipline === "fifo") return {};
  if (discipline === "priority")
    return { discipline: { priority: node["priority"] as Record<string, number> } };
  throw new Unsupported(`buffer discipline ${JSON.stringify(discipline)}`);
}

function sourceOf(node: CaseNode, products: readonly string[]): Pick<Source, "arrivals" | "products"> {
  const types = node["part_types"] as
    | { kind: string; sequence?: string[]; probs?: Record<string, number> | number[] }
    | undefined;
  let choice: Source["products"];
  if (types?.kind === "cyclic") choice = { order: "cyclic", sequence: types.sequence ?? [] };
  else if (types?.kind === "random" && !Array.isArray(types.probs))
    choice = { order: "random", weights: types.probs ?? {} };
  else if (types !== undefined) throw new Unsupported(`part types ${types.kind}`);
  else choice = products.length > 1 ? { order: "cyclic", sequence: [products[0] as string] } : undefined;
  const chosen = choice === undefined ? {} : { products: choice };
  if (node["mode"] === "saturated") {
    const conwip = node["conwip_limit"];
    return { arrivals: { mode: "saturated", ...(typeof conwip === "number" ? { conwip } : {}) }, ...chosen };
  }
  if (node["mode"] !== "arrivals") throw new Unsupported(`source mode ${String(node["mode"])}`);
  const overflow = node["overflow"];
  if (overflow !== undefined && overflow !== "lost")
    throw new Unsupported(`overflow ${JSON.stringify(overflow)}`);
  return {
    arrivals: {
      mode: "interarrival",
      interarrival: durationOf(node["interarrival"]),
      ...(typeof node["batch_size"] === "number" ? { batchSize: node["batch_size"] } : {}),
      ...(overflow === "lost" ? { overflow } : {}),
    },
    ...chosen,
  };
}

function stationOf(node: CaseNode): Omit<Station, "kind" | "id" | "placement" | "routing"> {
  const byType = node["service_by_type"] as Record<string, unknown> | undefined;
  const policy = node["input_policy"];
  if (policy !== undefined && policy !== "fifo" && policy !== "priority" && policy !== "exhaustive") {
    throw new Unsupported(`input policy ${JSON.stringify(policy)}`);
  }
  const failures = (node["failures"] as Fields[] | undefined)?.map(failureOf) ?? [];
  const service: Pick<Station, "cycleTime"> =
    byType === undefined
      ? { cycleTime: node["service"] === undefined ? 0 : durationOf(node["service"]) }
      : {
          cycleTime: {
            byProduct: Object.fromEntries(
              Object.entries(byType).map(([type, time]) => [type, durationOf(time)]),
            ),
            ...(node["service"] === undefined ? {} : { default: durationOf(node["service"]) }),
          },
        };
  return {
    servers: (node["servers"] as number | undefined) ?? 1,
    ...service,
    ...phasesOf(node["phases"] as Fields[] | undefined),
    ...setupOf(node),
    ...maintenanceOf(node),
    ...assemblyOf(node["assembly"] as Fields | undefined),
    ...(policy === undefined ? {} : { inputPolicy: policy }),
    ...(failures.length === 0 ? {} : { failures }),
    ...(typeof node["calendar"] === "string" ? { calendar: node["calendar"] } : {}),
  };
}

/** The last phase is the cycle time; those before it are steps of their own. */
function phasesOf(phases: readonly Fields[] | undefined): Partial<Station> {
  if (phases === undefined) return {};
  const steps = phases.map((phase): Phase => {
    for (const field of Object.keys(phase)) {
      if (!["name", "time", "workers"].includes(field)) throw new Unsupported(`phase with ${field}`);
    }
    const workers = Object.entries((phase["workers"] as Record<string, number> | undefined) ?? {});
    return {
      time: durationOf(phase["time"]),
      ...(workers.length === 0 ? {} : { workers: workers.map(([pool, count]) => ({ pool, count })) }),
    };
  });
  const last = steps.pop();
  if (last === undefined) throw new Unsupported("no phases");
  return {
    cycleTime: last.time,
    ...(last.workers === undefined ? {} : { workers: last.workers }),
    ...(steps.length === 0 ? {} : { before: steps }),
  };
}

function maintenanceOf(node: CaseNode): Pick<Station, "maintenance"> {
  const plans = (node["maintenance"] as Fields[] | undefined) ?? [];
  if (plans.length === 0) return {};
  const known = ["id", "name", "clock", "first", "interval", "duration", "renews_failures", "repair_crew"];
  return {
    maintenance: plans.map((plan, i): Maintenance => {
      for (const field of Object.keys(plan)) {
        if (!known.includes(field)) throw new Unsupported(`maintenance with ${field}`);
      }
      const [clock, interval, first] = [plan["clock"], plan["interval"], plan["first"]];
      if (clock !== "calendar" && clock !== "busy")
        throw new Unsupported(`maintenance clock ${String(clock)}`);
      if (typeof interval !== "number") throw new Unsupported("a maintenance interval that varies");
      return {
        id: `m${i}`,
        clock,
        interval,
        duration: durationOf(plan["duration"]),
        ...(clock === "calendar" && typeof first === "number" ? { first } : {}),
        ...(plan["renews_failures"] === true ? { renewsFailures: true } : {}),
        ...(typeof plan["repair_crew"] === "string" ? { workers: [{ pool: plan["repair_crew"] }] } : {}),
      };
    }),
  };
}

function setupOf(node: CaseNode): Pick<Station, "setup"> {
  const setup = node["setup"] as Fields | undefined;
  if (setup === undefined) return {};
  for (const field of Object.keys(setup)) {
    if (field !== "matrix" && field !== "initial_setup") throw new Unsupported(`setup with ${field}`);
  }
  const matrix = setup["matrix"] as Record<string, Record<string, unknown>>;
  const initial = setup["initial_setup"] ?? node["initial_setup"];
  return {
    setup: {
      times: Object.fromEntries(
        Object.entries(matrix).map(([from, row]) => [
          from,
          Object.fromEntries(Object.entries(row).map(([to, time]) => [to, durationOf(time)])),
        ]),
      ),
      ...(typeof initial === "string" ? { initial } : {}),
    },
  };
}

function assemblyOf(assembly: Fields | undefined): Pick<Station, "assembly"> {
  if (assembly === undefined) return {};
  for (const field of Object.keys(assembly)) {
    if (field !== "inputs" && field !== "output") throw new Unsupported(`assembly with ${field}`);
  }
  const output = assembly["output"] ?? "one";
  if (output !== "one" && output !== "all")
    throw new Unsupported(`assembly output ${JSON.stringify(output)}`);
  const inputs = (assembly["inputs"] as Fields[]).map((input) => {
    for (const field of Object.keys(input)) {
      if (field !== "from" && field !== "qty") throw new Unsupported(`assembly input with ${field}`);
    }
    return { from: String(input["from"]), quantity: (input["qty"] as number | undefined) ?? 1 };
  });
  return { assembly: { bills: [{ inputs }], output } };
}

function failureOf(mode: Fields, index: number): FailureMode {
  for (const field of Object.keys(mode)) {
    if (!["id", "name", "clock", "ttf", "ttr", "repair_crew", "resets_on"].includes(field))
      throw new Unsupported(`failure mode with ${field}`);
  }
  const clock = mode["clock"];
  if (clock !== "busy" && clock !== "calendar") throw new Unsupported(`failure clock ${String(clock)}`);
  const resets = mode["resets_on"];
  if (resets !== undefined && resets !== "all") throw new Unsupported(`resets_on ${JSON.stringify(resets)}`);
  return {
    id: `f${index}`,
    ...(resets === "all" ? { resetsMaintenance: true } : {}),
    clock,
    timeToFailure: durationOf(mode["ttf"]),
    timeToRepair: durationOf(mode["ttr"]),
    ...(typeof mode["repair_crew"] === "string" ? { workers: [{ pool: mode["repair_crew"] }] } : {}),
  };
}

function routingOf(routing: Fields | undefined, targets: readonly string[]): Routing | undefined {
  const policy = (routing?.["policy"] as string | undefined) ?? "single";
  switch (policy) {
    case "single":
    case "first_available":
      return undefined;
    case "round_robin":
      return { policy: "roundRobin" };
    case "round_robin_skip":
      return { policy: "roundRobinSkip" };
    case "shortest_queue":
      return { policy: "shortestQueue" };
    case "probability": {
      const probs = routing?.["probs"] as readonly number[];
      return {
        policy: "probability",
        weights: Object.fromEntries(targets.map((id, i) => [id, probs[i] ?? 0])),
      };
    }
    case "by_type":
      return { policy: "byProduct", map: routing?.["map"] as Record<string, string> };
    case "copy_all":
      return { policy: "copyAll" };
    default:
      throw new Unsupported(`routing ${policy}`);
  }
}
