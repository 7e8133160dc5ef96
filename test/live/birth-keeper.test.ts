import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BirthKeeper, keptTopic } from "../../src/live/birth-keeper.ts";
import { PlantState, SNAPSHOT_PREFIX } from "../../src/live/plant-state.ts";
import { DATATYPE } from "../../src/live/sparkplug/datatype.ts";
import { matchesFilter } from "../../src/node/broker.ts";
import { aliased, DRILL, drillBirth, NODE, payload, TAGGED } from "./messages.ts";

const inside = (value: number): { name: string; datatype: number; value: number } => ({
  name: "Inside",
  datatype: DATATYPE.int32,
  value,
});

/** What somebody knows who joins now. */
function lateJoiner(keeper: BirthKeeper): PlantState {
  const state = new PlantState(TAGGED);
  for (const message of keeper.messages())
    state.receive(keptTopic(SNAPSHOT_PREFIX, message), message.payload, 0);
  return state;
}

describe("the keeper of births", () => {
  test("J2: brings a late joiner to where the early one is", () => {
    const keeper = new BirthKeeper();
    const early = new PlantState(TAGGED);
    const messages: [string, Uint8Array][] = [
      [NODE.birth, payload({ seq: 0, bdSeq: 1, metrics: [inside(3)] })],
      [DRILL.birth, drillBirth(1)],
      [DRILL.data, payload({ seq: 2, sent: 2000, metrics: [aliased(1, "HALT")] })],
      [NODE.data, payload({ seq: 3, sent: 2001, metrics: [inside(4)] })],
      [DRILL.data, payload({ seq: 4, sent: 2002, metrics: [{ ...aliased(2, 9), historical: true }] })],
    ];
    for (const [topic, bytes] of messages) {
      keeper.receive(topic, bytes);
      early.receive(topic, bytes, 0);
    }
    expect(lateJoiner(keeper).allElements()).toEqual(early.allElements());
    expect(early.allElements()[0]).toMatchObject({ state: "failed", count: 10, stale: false });
  });

  test("J2: whatever the plant says, early and late joiners end alike (property)", () => {
    const step = fc.oneof(
      fc.nat(5).map((bdSeq) => [NODE.birth, { bdSeq, metrics: [inside(bdSeq)] }] as const),
      fc.nat(50).map((parts) => [DRILL.birth, { parts }] as const),
      fc
        .tuple(fc.constantFrom("RUN", "HALT"), fc.nat(99))
        .map(([word, parts]) => [DRILL.data, { metrics: [aliased(1, word), aliased(2, parts)] }] as const),
      fc.nat(9).map((value) => [NODE.data, { metrics: [inside(value)] }] as const),
      fc.constant([DRILL.death, {}] as const),
      fc.nat(5).map((bdSeq) => [NODE.death, { bdSeq }] as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const keeper = new BirthKeeper();
        const early = new PlantState(TAGGED);
        let seq = 0;
        const say = (topic: string, bytes: Uint8Array): void => {
          keeper.receive(topic, bytes);
          early.receive(topic, bytes, 0);
        };
        say(NODE.birth, payload({ seq, bdSeq: 0, metrics: [inside(0)] }));
        say(DRILL.birth, drillBirth((seq += 1)));
        for (const [i, [topic, parts]] of steps.entries()) {
          const sent = 2000 + i;
          if (topic === NODE.birth) seq = 0;
          else if (topic !== NODE.death) seq = (seq + 1) % 256;
          if ("parts" in parts) say(topic, drillBirth(seq, "RUN", parts.parts, sent));
          else say(topic, payload({ ...parts, sent, ...(topic === NODE.death ? {} : { seq }) }));
        }
        // A node that is born anew says nothing of its devices; what an early joiner still remembers is stale.
        const fresh = (state: PlantState): unknown[] => state.allElements().filter(({ stale }) => !stale);
        expect(fresh(lateJoiner(keeper))).toEqual(fresh(early));
      }),
      { numRuns: 300 },
    );
  });

  test("J2: says which node should be born again: after a gap, and when data come without a birth", () => {
    const keeper = new BirthKeeper();
    const node = { group: "G", node: "N" };
    expect(keeper.receive(DRILL.data, payload({ seq: 3 }))).toMatchObject(node);
    expect(keeper.receive(NODE.birth, payload({ seq: 0, bdSeq: 7 }))).toBeUndefined();
    expect(keeper.receive(DRILL.data, payload({ seq: 1 }))).toMatchObject(node);
    expect(keeper.receive(DRILL.birth, drillBirth(2))).toBeUndefined();
    expect(keeper.receive(DRILL.data, payload({ seq: 3 }))).toBeUndefined();
    expect(keeper.receive(DRILL.data, payload({ seq: 5 }))).toMatchObject(node);
    expect(keeper.receive(DRILL.data, payload({ seq: 6 }))).toBeUndefined();
    expect(keeper.receive(NODE.death, payload({ bdSeq: 7 }))).toBeUndefined();
    expect(keeper.receive(DRILL.data, payload({ seq: 7 }))).toMatchObject(node);
    expect(keeper.receive("spBv1.0/G/NCMD/N", payload({}))).toBeUndefined();
    expect(keeper.receive("nonsense", Uint8Array.of(1))).toBeUndefined();
  });

  test("J2: tells of deaths too", () => {
    const keeper = new BirthKeeper();
    keeper.receive(NODE.birth, payload({ seq: 0, bdSeq: 7, metrics: [inside(3)] }));
    keeper.receive(DRILL.birth, drillBirth(1));
    keeper.receive(DRILL.death, payload({ seq: 2 }));
    expect(lateJoiner(keeper).allElements()).toMatchObject([
      { id: "drill", count: 10, stale: true },
      { id: "press", stale: false },
    ]);
    keeper.receive(NODE.death, payload({ bdSeq: 6 }));
    expect(lateJoiner(keeper).nodesOnline).toBe(1);
    keeper.receive(NODE.death, payload({ bdSeq: 7 }));
    expect(lateJoiner(keeper).nodesOnline).toBe(0);
    expect(lateJoiner(keeper).allElements()).toMatchObject([{ stale: true }, { content: 3, stale: true }]);
  });

  test("M1: holds no more than its limits, and gives room back", () => {
    const keeper = new BirthKeeper({ nodes: 2, metrics: 100 });
    const metrics = Array.from({ length: 80 }, (_, i) => ({ ...inside(i), name: `m${i}` }));
    for (let i = 0; i < 50; i++) keeper.receive(`spBv1.0/G/NBIRTH/N${i % 3}`, payload({ seq: 0, metrics }));
    const kept = [...keeper.messages()];
    expect(kept.map(({ topic }) => topic.node)).toEqual(
      ["N0", "N1"].sort().filter((node) => kept.some(({ topic }) => topic.node === node)),
    );
    expect(kept.length).toBeLessThanOrEqual(2);
    expect(keeper.left.nodes).toBeGreaterThan(0);
    for (let i = 0; i < 50; i++) keeper.receive(`spBv1.0/G/DBIRTH/N0/D${i}`, payload({ seq: 1, metrics }));
    expect([...keeper.messages()].length).toBeLessThan(10);
  });

  test("M1: stands noise (property)", () => {
    const keeper = new BirthKeeper();
    keeper.receive(NODE.birth, payload({ seq: 0, bdSeq: 7 }));
    const topic = fc.oneof(fc.constantFrom(...Object.values(NODE), ...Object.values(DRILL)), fc.string());
    fc.assert(
      fc.property(topic, fc.uint8Array({ maxLength: 60 }), (text, bytes) => void keeper.receive(text, bytes)),
    );
    expect([...keeper.messages()].length).toBeGreaterThan(0);
    expect(keeper.left.unreadable).toBeGreaterThan(0);
  });
});

describe("subscription filters (MQTT 3.1.1, section 4.7)", () => {
  test.each([
    ["a/b", "a/b", true],
    ["a/b", "a/c", false],
    ["a/+", "a/b", true],
    ["a/+", "a/b/c", false],
    ["a/#", "a", true],
    ["a/#", "a/b/c", true],
    ["#", "a/b", true],
    ["+/+/#", "a", false],
    ["a/+/c", "a//c", true],
    ["a", "a/b", false],
  ])("%s and %s: %s", (filter, topic, matches) => {
    expect(matchesFilter(filter, topic)).toBe(matches);
  });
});
