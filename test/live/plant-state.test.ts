import * as fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { PlantState, SNAPSHOT_PREFIX } from "../../src/live/plant-state.ts";
import { DATATYPE } from "../../src/live/sparkplug/datatype.ts";
import { tagsOf } from "../../src/live/tags.ts";
import type { LiveElement, TaggedPlant } from "../../src/protocol/live.ts";
import { aliased, DRILL, drillBirth, NODE, payload, TAGGED } from "./messages.ts";

const inside = (value: number): { name: string; datatype: number; value: number } => ({
  name: "Inside",
  datatype: DATATYPE.int32,
  value,
});

let state: PlantState;

function element(id: string): LiveElement {
  const found = state.allElements().find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

/** Node and drill are born with numbers 0 and 1. */
function bear(bdSeq = 4, sent = 1000): void {
  state.receive(NODE.birth, payload({ seq: 0, bdSeq, sent, metrics: [inside(3)] }), 0);
  state.receive(DRILL.birth, drillBirth(1, "RUN", 10, sent), 0);
}

beforeEach(() => {
  state = new PlantState(TAGGED);
});

describe("births and data", () => {
  test("before anything is heard, every tagged element is told once as stale", () => {
    expect(state.takeChanges()).toEqual([
      { id: "drill", at: 0, stale: true },
      { id: "press", at: 0, stale: true },
    ]);
    expect(state.takeChanges()).toEqual([]);
  });

  test("B1: a birth brings values, its words translated by the tag's map", () => {
    bear();
    expect(element("drill")).toEqual({ id: "drill", state: "working", count: 10, at: 1000, stale: false });
    expect(element("press")).toEqual({ id: "press", content: 3, at: 1000, stale: false });
    expect(state.counters).toMatchObject({ messages: 2, births: 2, malformed: 0, gaps: 0 });
    expect(state.nodesOnline).toBe(1);
    expect(state.elementsHeard).toBe(2);
  });

  test("B2: data by alias change only what they name", () => {
    bear();
    state.takeChanges();
    state.receive(DRILL.data, payload({ seq: 2, sent: 2000, metrics: [aliased(1, "HALT")] }), 0);
    expect(state.takeChanges()).toEqual([
      { id: "drill", state: "failed", count: 10, at: 2000, stale: false },
    ]);
  });

  test("B2: a null makes a value unknown", () => {
    bear();
    state.receive(DRILL.data, payload({ seq: 2, metrics: [{ alias: 2, datatype: DATATYPE.int32 }] }), 0);
    expect(element("drill")).not.toHaveProperty("count");
  });

  test("T2: a word outside the map makes the state unknown and is reported once", () => {
    bear();
    for (const seq of [2, 3]) {
      state.receive(DRILL.data, payload({ seq, metrics: [aliased(1, "constructor")] }), 5);
    }
    expect(element("drill")).not.toHaveProperty("state");
    expect(state.takeProblems()).toEqual([
      { rule: "unknownStateWord", at: 5, subject: "G/N/Drill/Status", detail: "constructor" },
    ]);
  });

  test("T2: a count may come as text, but not as nonsense", () => {
    bear();
    state.receive(
      DRILL.data,
      payload({ seq: 2, metrics: [{ name: "Parts", datatype: DATATYPE.string, value: "42" }] }),
      0,
    );
    expect(element("drill").count).toBe(42);
    state.receive(
      DRILL.data,
      payload({ seq: 3, metrics: [{ name: "Parts", datatype: DATATYPE.double, value: -1 }] }),
      0,
    );
    expect(element("drill")).not.toHaveProperty("count");
    expect(state.takeProblems()).toMatchObject([{ rule: "valueOutOfRange", detail: "-1" }]);
  });

  test("commands and other nodes' messages are not this plant's", () => {
    expect(state.receive("spBv1.0/G/NCMD/N", payload({}), 0)).toBe(false);
    expect(state.receive("spBv1.0/G/NBIRTH/Other", payload({ seq: 0 }), 0)).toBe(false);
    expect(state.counters.messages).toBe(0);
  });

  test("B1: a rebirth gives aliases a new meaning", () => {
    bear();
    state.receive(NODE.birth, payload({ seq: 0, bdSeq: 4, metrics: [inside(3)] }), 0);
    const swapped = [
      { name: "Status", alias: 2, datatype: DATATYPE.string, value: "RUN" },
      { name: "Parts", alias: 1, datatype: DATATYPE.int32, value: 10 },
    ];
    state.receive(DRILL.birth, payload({ seq: 1, metrics: swapped }), 0);
    state.receive(DRILL.data, payload({ seq: 2, metrics: [aliased(1, 11), aliased(2, "HALT")] }), 0);
    expect(element("drill")).toMatchObject({ state: "failed", count: 11, stale: false });
  });
});

describe("deaths", () => {
  test("B3: a node that is born anew has no devices until they are born too", () => {
    bear(4);
    state.receive(NODE.birth, payload({ seq: 0, bdSeq: 5, metrics: [inside(3)] }), 0);
    expect(element("press").stale).toBe(false);
    expect(element("drill").stale).toBe(true);
    state.receive(DRILL.data, payload({ seq: 1, metrics: [aliased(1, "HALT")] }), 0);
    expect(element("drill")).toMatchObject({ state: "working", stale: true });
    state.receive(DRILL.birth, drillBirth(2), 0);
    expect(element("drill").stale).toBe(false);
  });

  test("D1: a node's death makes all its elements stale and keeps their last values", () => {
    bear(4);
    state.receive(NODE.death, payload({ bdSeq: 4 }), 0);
    expect(element("drill")).toMatchObject({ state: "working", count: 10, stale: true });
    expect(element("press").stale).toBe(true);
    expect(state.nodesOnline).toBe(0);
    expect(state.counters.deaths).toBe(1);
  });

  test("D2: the will of an earlier session does not kill the present one", () => {
    bear(5);
    state.receive(NODE.death, payload({ bdSeq: 4 }), 9);
    expect(element("drill").stale).toBe(false);
    expect(state.takeProblems()).toMatchObject([{ rule: "deathOfOtherSession", subject: "G/N", at: 9 }]);
  });

  test("D3: after a death only a birth revives", () => {
    bear(4);
    state.receive(NODE.death, payload({ bdSeq: 4 }), 0);
    state.receive(NODE.data, payload({ seq: 9, metrics: [inside(8)] }), 0);
    expect(element("press")).toMatchObject({ content: 8, stale: true });
    bear(5);
    expect(element("press")).toMatchObject({ content: 3, stale: false });
    expect(state.counters.gaps).toBe(0);
  });

  test("D1: a device's death leaves the node and its other devices alone", () => {
    bear();
    state.receive(DRILL.death, payload({ seq: 2 }), 0);
    expect(element("drill").stale).toBe(true);
    expect(element("press").stale).toBe(false);
    state.receive(DRILL.birth, drillBirth(3, "HALT"), 0);
    expect(element("drill")).toMatchObject({ state: "failed", stale: false });
  });
});

describe("sequence numbers", () => {
  test("S1: run from 0 to 255 and again without a gap", () => {
    bear();
    for (let i = 2; i < 1000; i++) {
      state.receive(DRILL.data, payload({ seq: i % 256, metrics: [aliased(2, i)] }), 0);
    }
    expect(state.counters.gaps).toBe(0);
    expect(element("drill").count).toBe(999);
  });

  test("S1: a gap makes everything of the node uncertain until it is heard again", () => {
    bear();
    state.receive(NODE.data, payload({ seq: 4, metrics: [inside(5)] }), 7);
    expect(state.counters.gaps).toBe(1);
    expect(state.takeProblems()).toMatchObject([{ rule: "sequenceGap", subject: "G/N", at: 7 }]);
    expect(element("press")).toMatchObject({ content: 5, stale: false });
    expect(element("drill").stale).toBe(true);
    state.receive(DRILL.data, payload({ seq: 5, metrics: [aliased(1, "RUN")] }), 0);
    expect(element("drill").stale).toBe(true);
    state.receive(DRILL.data, payload({ seq: 6, metrics: [aliased(2, 12)] }), 0);
    expect(element("drill")).toMatchObject({ count: 12, stale: false });
    expect(state.counters.gaps).toBe(1);
  });

  test("S1: a repeated message is no gap", () => {
    bear();
    for (const seq of [2, 2, 3]) state.receive(DRILL.data, payload({ seq, metrics: [aliased(2, seq)] }), 0);
    expect(state.counters.gaps).toBe(0);
  });

  test("M1: a message without a number is malformed and skipped", () => {
    bear();
    state.receive(DRILL.data, payload({ metrics: [aliased(2, 99)] }), 0);
    expect(element("drill").count).toBe(10);
    expect(state.counters.malformed).toBe(1);
  });

  test("S1: every single loss among many messages is found (property)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 600 }), fc.integer({ min: 1, max: 254 }), (at, lost) => {
        state = new PlantState(TAGGED);
        bear();
        for (let i = 2; i < 700; i++) {
          if (i >= at && i < at + lost) continue;
          state.receive(NODE.data, payload({ seq: i % 256, metrics: [inside(i)] }), 0);
        }
        expect(state.counters.gaps).toBe(at + lost <= 699 ? 1 : 0);
      }),
      { numRuns: 20 },
    );
  });
});

describe("joining late", () => {
  test("J1: named metrics are understood without a birth, aliases are counted and wait for one", () => {
    state.receive(NODE.data, payload({ seq: 77, metrics: [inside(6)] }), 0);
    state.receive(DRILL.data, payload({ seq: 78, metrics: [aliased(1, "RUN")] }), 0);
    expect(element("press")).toMatchObject({ content: 6, stale: false });
    expect(element("drill")).toEqual({ id: "drill", at: 0, stale: true });
    expect(state.counters).toMatchObject({ unresolved: 1, gaps: 0, malformed: 0 });
    state.receive(DRILL.birth, drillBirth(79), 0);
    expect(element("drill")).toMatchObject({ state: "working", stale: false });
  });

  test("J2: a snapshot of the births is as good as the births, and counts as no message", () => {
    state.receive(SNAPSHOT_PREFIX + NODE.birth, payload({ seq: 0, bdSeq: 4, metrics: [inside(3)] }), 0);
    state.receive(SNAPSHOT_PREFIX + DRILL.birth, drillBirth(0), 0);
    state.receive(DRILL.data, payload({ seq: 200, metrics: [aliased(1, "HALT")] }), 0);
    expect(element("drill")).toMatchObject({ state: "failed", count: 10, stale: false });
    expect(state.counters).toMatchObject({ messages: 1, births: 0, gaps: 0, unresolved: 0 });
  });

  test("J3: after a lost connection nothing is trusted, and aliases are forgotten", () => {
    bear();
    state.loseConnection();
    expect(element("drill")).toMatchObject({ state: "working", stale: true });
    state.receive(DRILL.data, payload({ seq: 250, metrics: [aliased(1, "HALT")] }), 0);
    expect(element("drill").state).toBe("working");
    expect(state.counters.unresolved).toBe(1);
    expect(element("drill").stale).toBe(true);
    bear();
    expect(element("drill")).toMatchObject({ state: "working", stale: false });
  });
});

describe("the plant's clock", () => {
  test("S2: a late value loses against a newer one", () => {
    bear();
    state.receive(DRILL.data, payload({ seq: 2, sent: 5000, metrics: [aliased(2, 20, 4900)] }), 0);
    state.receive(DRILL.data, payload({ seq: 3, sent: 5001, metrics: [aliased(2, 19, 4800)] }), 0);
    expect(element("drill")).toMatchObject({ count: 20, at: 4900 });
  });

  test("B2: historical values change nothing", () => {
    bear();
    const metrics = [{ ...aliased(2, 99), historical: true }];
    state.receive(DRILL.data, payload({ seq: 2, sent: 9000, metrics }), 0);
    expect(element("drill").count).toBe(10);
  });

  test("S2: a clock that is set back does not freeze the values", () => {
    bear(4, 3_600_000);
    state.receive(DRILL.data, payload({ seq: 2, sent: 1000, metrics: [aliased(2, 11)] }), 0);
    state.receive(DRILL.data, payload({ seq: 3, sent: 1001, metrics: [aliased(1, "HALT")] }), 0);
    expect(element("drill")).toMatchObject({ count: 11, state: "failed" });
  });

  test("values without any time have the time of their arrival", () => {
    state.receive(NODE.birth, payload({ seq: 0, sent: 0, metrics: [inside(1)] }), 1234);
    expect(element("press").at).toBe(1234);
  });
});

describe("malformed messages", () => {
  test("M1: are counted, told and skipped", () => {
    bear();
    state.receive(DRILL.data, Uint8Array.of(255, 255), 3);
    state.receive("spBv1.0/G/NONSENSE/N", Uint8Array.of(), 4);
    const mistyped = { alias: 1, datatype: DATATYPE.string, value: 3 };
    state.receive(DRILL.data, payload({ seq: 2, metrics: [mistyped] }), 5);
    expect(state.counters).toMatchObject({ malformed: 3, messages: 5 });
    expect(state.takeProblems().map(({ rule }) => rule)).toEqual([
      "malformedPayload",
      "malformedTopic",
      "malformedPayload",
    ]);
    expect(element("drill")).toMatchObject({ state: "working", count: 10 });
  });

  test("M1: a flood of them keeps at most twenty problems", () => {
    for (let i = 0; i < 1000; i++) state.receive(NODE.data, Uint8Array.of(255), 0);
    expect(state.takeProblems()).toHaveLength(20);
    expect(state.counters.malformed).toBe(1000);
  });

  test("M1: no order of messages and no noise throws, and the state stays well-formed (property)", () => {
    const topics = [...Object.values(NODE), ...Object.values(DRILL)].flatMap((topic) => [
      topic,
      SNAPSHOT_PREFIX + topic,
    ]);
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.tuple(fc.nat(300), fc.nat(3), fc.nat(3), fc.integer()).map(([seq, bdSeq, alias, value]) =>
        payload({
          seq,
          bdSeq,
          sent: Math.abs(value),
          metrics: [
            aliased(alias, value),
            { name: "Parts", alias, datatype: alias, value },
            { name: "Status", datatype: 12, value: "RUN" },
          ],
        }),
      ),
    );
    const topic = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...topics) }, fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(topic, bytes, fc.boolean()), { maxLength: 60 }), (messages) => {
        state = new PlantState(TAGGED);
        for (const [text, content, lost] of messages) {
          state.receive(text, content, 1);
          if (lost) state.loseConnection();
        }
        for (const { at, count, content } of state.allElements()) {
          expect(Number.isFinite(at)).toBe(true);
          expect(count ?? 0).toBeGreaterThanOrEqual(0);
          expect(content ?? 0).toBeGreaterThanOrEqual(0);
        }
        expect(state.takeProblems().length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 500 },
    );
  });
});

describe("tags", () => {
  const placement = {
    position: [0, 0, 0] as [number, number, number],
    rotation: 0,
    size: [1, 1, 1] as [number, number, number],
  };
  const plain: TaggedPlant = {
    id: "P",
    hierarchy: [
      { id: "A", level: "area", name: "Area" },
      { id: "L", level: "line", name: "Line", parent: "A" },
    ],
    elements: [
      { kind: "station", id: "s1", parent: "L", placement, cycleTime: 1 },
      { kind: "sink", id: "s2", parent: "A", placement },
      { kind: "buffer", id: "s3", placement },
    ],
  };

  test("T1: a plant without tags has the default scheme: plant, line or area, element, signal", () => {
    const topics = tagsOf(plain).map(({ element: index, tag }) =>
      [index, tag.group, tag.node, tag.device, tag.metric].join("/"),
    );
    expect(topics).toEqual([
      "0/P/L/s1/State",
      "0/P/L/s1/GoodCount",
      "0/P/L/s1/Content",
      "1/P/A/s2/GoodCount",
      "2/P/P/s3/GoodCount",
      "2/P/P/s3/Content",
    ]);
  });

  test("T1: a plant with tags has only those", () => {
    expect(tagsOf(TAGGED)).toHaveLength(3);
  });

  test("a hierarchy that runs in a circle ends", () => {
    const circle: TaggedPlant = { ...plain, hierarchy: [{ id: "A", level: "area", name: "A", parent: "A" }] };
    expect(tagsOf(circle)[3]?.tag.node).toBe("A");
  });

  test("one subscription for each edge node, and none for a name with wildcards", () => {
    expect(state.topics).toEqual(["spBv1.0/G/+/N/#", "taktwerk/snapshot/spBv1.0/G/+/N/#"]);
    const wild: TaggedPlant = { ...plain, id: "P+", hierarchy: [] };
    expect(new PlantState(wild).topics).toEqual([]);
  });
});
