import { describe, expect, test } from "vitest";
import { PlantState } from "../../src/live/plant-state.ts";
import { DATATYPE } from "../../src/live/sparkplug/datatype.ts";
import type { OutgoingMetric } from "../../src/live/sparkplug/payload.ts";
import { memberTagsOf, tagsOf } from "../../src/live/tags.ts";
import type { LiveMember, TaggedPlant } from "../../src/protocol/live.ts";
import { NODE, payload } from "./messages.ts";

const FLEET = {
  kind: "fleet",
  id: "agv",
  parent: "L1",
  vehicles: 2,
  home: "a",
  travel: { by: "network", network: "net" },
} as const;

/** Two vehicles and a pool on the line L1, with or without tags. */
function plant(more: { fleet?: object; pool?: object } = {}): TaggedPlant {
  return {
    id: "P",
    hierarchy: [{ id: "L1", level: "line", name: "Line 1" }],
    elements: [],
    resources: [
      { ...FLEET, ...more.fleet },
      { kind: "workers", id: "men", size: 3, ...more.pool },
    ],
  };
}

const tag = (signal: string, metric: string, vehicle?: number): object => ({
  signal,
  group: "G",
  node: "N",
  metric,
  ...(vehicle === undefined ? {} : { vehicle }),
});

const tagged = plant({
  fleet: {
    tags: [
      { ...tag("vehicleState", "Mode", 1), map: { GO: "drivingLoaded" } },
      tag("location", "At", 1),
      tag("x", "East", 1),
      tag("battery", "Charge", 2),
    ],
  },
  pool: { tags: [tag("present", "There")] },
});

const metric = (name: string, value: string | number): OutgoingMetric => ({
  name,
  datatype: typeof value === "string" ? DATATYPE.string : DATATYPE.double,
  value,
});

function heard(...metrics: OutgoingMetric[]): PlantState {
  const state = new PlantState(tagged);
  state.receive(NODE.birth, payload({ seq: 0, bdSeq: 1, metrics }), 0);
  return state;
}

function member(state: PlantState, id: string, vehicle?: number): LiveMember | undefined {
  return state.allMembers().find((one) => one.id === id && one.vehicle === vehicle);
}

describe("live signals of vehicles and pools", () => {
  test("T3: without tags there is the default scheme, by vehicle and pool", () => {
    const found = memberTagsOf(plant()).map(({ id, vehicle, tag: { node, device, metric: name } }) =>
      [id, vehicle, node, device, name].join(" "),
    );
    expect(found).toEqual([
      "agv 1 L1 agv:1 VehicleState",
      "agv 1 L1 agv:1 Location",
      "agv 1 L1 agv:1 X",
      "agv 1 L1 agv:1 Y",
      "agv 2 L1 agv:2 VehicleState",
      "agv 2 L1 agv:2 Location",
      "agv 2 L1 agv:2 X",
      "agv 2 L1 agv:2 Y",
      "men  P men Present",
      "men  P men AtWork",
    ]);
  });

  test("T3: a vehicle has no coordinates where travel is a table of times, and a battery only where there is one", () => {
    const battery = { capacity: 1, chargers: ["a"], power: 1, chargeBelow: 0.2 };
    const table = plant({ fleet: { travel: { by: "times", times: {} }, battery } });
    const signals = memberTagsOf(table).filter(({ vehicle }) => vehicle === 1);
    expect(signals.map((one) => one.tag.signal)).toEqual(["vehicleState", "location", "battery"]);
  });

  test("T3: tags at resources end the default scheme of elements, and the other way round", () => {
    const placement = { position: [0, 0, 0], rotation: 0, size: [1, 1, 1] };
    const station = { kind: "station", id: "saw", placement, cycleTime: 1 };
    const both = { ...tagged, elements: [station] } as unknown as TaggedPlant;
    expect(tagsOf(both)).toEqual([]);
    expect(memberTagsOf(both)).toHaveLength(5);
    const own = { ...station, tags: [tag("state", "State")] };
    const elements = { ...plant(), elements: [own] } as unknown as TaggedPlant;
    expect(tagsOf(elements)).toHaveLength(1);
    expect(memberTagsOf(elements)).toEqual([]);
  });

  test("T3: what a vehicle does, where it is and what its battery has left; who of a pool is there", () => {
    const state = heard(
      metric("Mode", "GO"),
      metric("At", "dock"),
      metric("East", -12.5),
      metric("There", 2),
    );
    const about = { at: 1000, stale: false };
    expect(member(state, "agv", 1)).toEqual({
      ...about,
      id: "agv",
      vehicle: 1,
      state: "drivingLoaded",
      location: "dock",
      x: -12.5,
    });
    expect(member(state, "agv", 2)).toEqual({ id: "agv", vehicle: 2, at: 0, stale: true });
    expect(member(state, "men")).toEqual({ ...about, id: "men", present: 2 });
    state.takeMembers();
    state.receive(NODE.data, payload({ seq: 1, sent: 2000, metrics: [metric("Charge", 83.5)] }), 0);
    expect(state.takeMembers()).toEqual([{ id: "agv", vehicle: 2, at: 2000, stale: false, battery: 0.835 }]);
  });

  test("T4: what cannot be is unknown and reported once; the node's death makes the rest stale", () => {
    const state = heard(metric("Mode", "GO"), metric("East", 1e6), metric("Charge", 101), metric("At", ""));
    expect(member(state, "agv", 1)).not.toHaveProperty("x");
    expect(member(state, "agv", 2)).not.toHaveProperty("battery");
    const problems = state.takeProblems().map(({ rule, subject }) => `${rule} ${subject}`);
    expect(problems.toSorted()).toEqual([
      "valueOutOfRange G/N/At",
      "valueOutOfRange G/N/Charge",
      "valueOutOfRange G/N/East",
    ]);
    state.receive(NODE.data, payload({ seq: 1, metrics: [metric("Charge", 500)] }), 0);
    expect(state.takeProblems()).toEqual([]);
    state.receive(NODE.death, payload({ bdSeq: 1 }), 0);
    expect(member(state, "agv", 1)).toMatchObject({ state: "drivingLoaded", stale: true });
  });
});
