import type { RuleCase } from "./check-cases.ts";
import type { Edit } from "./example-plant.ts";

const placement = { position: [0, 0, 0], size: [2, 2, 1] };
const stock = { kind: "buffer", placement };
const rack = { from: "yard", to: "rack", product: "a", demand: { by: "cards", cards: 2 } };
const stops = (first: object = {}, second: object = {}): object => [
  { at: "A", serves: ["yard"], ...first },
  { at: "B", serves: ["rack"], time: 10, ...second },
];

/** A milk run of its own beside the example, which breaks no rule, and its fleet; elements 6 to 10, the milk run is 8. */
const tour = (milkRun: object = {}, fleet: object = {}, more: readonly Edit[] = []): readonly Edit[] => [
  [
    "/elements/-",
    { kind: "source", id: "supply", placement, arrivals: { mode: "interarrival", interarrival: 60 } },
  ],
  ["/elements/-", { ...stock, id: "yard" }],
  [
    "/elements/-",
    {
      kind: "milkRun",
      id: "tour",
      placement,
      fleet: "train",
      stops: stops(),
      timetable: { by: "takt", every: 120 },
      deliveries: [rack],
      ...milkRun,
    },
  ],
  ["/elements/-", { ...stock, id: "rack" }],
  ["/elements/-", { kind: "station", id: "fit", placement, cycleTime: 60 }],
  ["/connections/-", { from: "supply", to: "yard" }],
  ["/connections/-", { from: "yard", to: "tour" }],
  ["/connections/-", { from: "tour", to: "rack" }],
  ["/connections/-", { from: "rack", to: "fit" }],
  ["/connections/-", { from: "fit", to: "out" }],
  [
    "/resources",
    [
      {
        kind: "fleet",
        id: "train",
        vehicles: 1,
        home: "A",
        travel: { by: "times", times: { A: { B: 60 }, B: { A: 50 } } },
        trailers: { count: 2, places: 3 },
        ...fleet,
      },
    ],
  ],
  ...more,
];
const net = {
  kind: "network",
  id: "net",
  points: [
    { id: "A", position: [0, 0, 0] },
    { id: "B", position: [60, 0, 0] },
  ],
  segments: [{ from: "A", to: "B", twoWay: true }],
};
const onNetwork = { travel: { by: "network", network: "net" }, speed: { empty: 1, loaded: 0.5 } };
const sized = { count: 2, places: 3, volume: 0.5 };
const gather: Edit = ["/elements/10/assembly", { bills: [{ inputs: [{ product: "a" }] }] }];

export const MILK_RUNS: readonly RuleCase[] = [
  { rule: "milkRun/noFleet", breaks: tour({ fleet: "trains" }), keeps: tour(), at: "/elements/8/fleet" },
  {
    rule: "milkRun/sharedFleet",
    breaks: [
      ...tour(),
      ["/elements/-", { kind: "transport", id: "haul", placement, fleet: "train", pickup: "A", drop: "B" }],
      ["/connections/-", { from: "yard", to: "haul" }],
      ["/connections/-", { from: "haul", to: "out" }],
    ],
    keeps: tour(),
    at: "/elements/8/fleet",
  },
  {
    rule: "milkRun/notConnected",
    breaks: tour({ stops: stops({ serves: ["yard", "store"] }) }),
    keeps: tour(),
    at: "/elements/8/stops/0/serves/1",
  },
  {
    rule: "milkRun/notConnected",
    breaks: tour({ deliveries: [{ ...rack, from: "rack" }] }),
    keeps: tour(),
    at: "/elements/8/deliveries/0/from",
  },
  {
    rule: "milkRun/notConnected",
    breaks: tour({ returns: [{ from: "yard", to: "store" }] }),
    keeps: tour(),
    at: "/elements/8/returns/0/to",
  },
  {
    rule: "milkRun/notServed",
    breaks: tour({ stops: stops({}, { serves: [] }) }),
    keeps: tour(),
    at: "/elements/8/stops",
  },
  {
    rule: "milkRun/twoStops",
    breaks: tour({ stops: stops({}, { serves: ["rack", "yard"] }) }),
    keeps: tour(),
    at: "/elements/8/stops/1/serves/1",
  },
  {
    rule: "milkRun/duplicate",
    breaks: tour({ deliveries: [rack, { ...rack, demand: { by: "fixed", quantity: 1 } }] }),
    keeps: tour(),
    at: "/elements/8/deliveries/1",
  },
  {
    rule: "milkRun/pointOfUse",
    breaks: tour({}, {}, [["/elements/9", { kind: "station", id: "rack", placement, cycleTime: 5 }]]),
    keeps: tour(),
    at: "/elements/8/deliveries/0/to",
  },
  {
    rule: "milkRun/pointOfUse",
    breaks: tour({ deliveries: [{ ...rack, demand: { by: "fixed", quantity: 1 } }] }, {}, [
      [
        "/elements/9",
        {
          kind: "station",
          id: "rack",
          placement,
          cycleTime: 5,
          assembly: { bills: [{ inputs: [{ product: "a" }] }] },
        },
      ],
    ]),
    keeps: tour({ deliveries: [{ ...rack, demand: { by: "fixed", quantity: 1 } }] }, {}, [
      ["/elements/9", { kind: "station", id: "rack", placement, cycleTime: 5 }],
    ]),
  },
  {
    rule: "milkRun/neverThere",
    breaks: tour({ deliveries: [rack, { ...rack, product: "b" }] }),
    keeps: tour(),
    at: "/elements/8/deliveries/1/product",
  },
  {
    rule: "milkRun/limits",
    breaks: tour({ deliveries: [{ ...rack, demand: { by: "refill", min: 4, max: 4 } }] }),
    keeps: tour({ deliveries: [{ ...rack, demand: { by: "refill", min: 3, max: 4 } }] }),
    at: "/elements/8/deliveries/0/demand/min",
  },
  {
    rule: "milkRun/tooLarge",
    breaks: tour({}, { trailers: sized }, [["/products/0/size", [1, 1, 0.6]]]),
    keeps: tour({}, { trailers: sized }, [["/products/0/size", [1, 1, 0.5]]]),
    at: "/elements/8",
  },
  {
    rule: "milkRun/noSize",
    breaks: tour({}, { trailers: sized }),
    keeps: tour({}, { trailers: sized }, [["/products/0/size", [1, 1, 0.5]]]),
  },
  // 60 + 50 s of driving and 10 s at B.
  {
    rule: "milkRun/lapExceedsTakt",
    breaks: tour({ timetable: { by: "takt", every: 119 } }),
    keeps: tour({ timetable: { by: "takt", every: 120 } }),
    at: "/elements/8/timetable",
  },
  {
    rule: "milkRun/lapExceedsTakt",
    breaks: tour({ timetable: { by: "times", times: [0, 50], period: 200 } }, { vehicles: 1 }),
    keeps: tour({ timetable: { by: "times", times: [0, 50], period: 200 } }, { vehicles: 2 }),
  },
  // On the network 120 m at 1 m/s and 10 s at B.
  {
    rule: "milkRun/lapExceedsTakt",
    breaks: [...tour({ timetable: { by: "takt", every: 129 } }, onNetwork), ["/resources/-", net]],
    keeps: [...tour({ timetable: { by: "takt", every: 130 } }, onNetwork), ["/resources/-", net]],
  },
  {
    rule: "milkRun/overCapacity",
    breaks: tour({ deliveries: [{ ...rack, demand: { by: "fixed", quantity: 7 } }] }),
    keeps: tour({ deliveries: [{ ...rack, demand: { by: "fixed", quantity: 6 } }] }),
    at: "/elements/8/deliveries",
  },
  // The station uses one in 60 s, two servers twice that.
  {
    rule: "milkRun/overCapacity",
    breaks: tour(
      {
        timetable: { by: "takt", every: 240 },
        deliveries: [{ ...rack, demand: { by: "cards", cards: 20 } }],
      },
      {},
      [["/elements/10/servers", 2]],
    ),
    keeps: tour({
      timetable: { by: "takt", every: 240 },
      deliveries: [{ ...rack, demand: { by: "cards", cards: 20 } }],
    }),
  },
  {
    rule: "milkRun/overCapacity",
    breaks: tour(
      { timetable: { by: "takt", every: 240 }, deliveries: [{ ...rack, demand: { by: "refill", max: 20 } }] },
      {},
      [["/elements/10/assembly", { bills: [{ inputs: [{ product: "a", quantity: 2 }] }] }]],
    ),
    keeps: tour(
      { timetable: { by: "takt", every: 240 }, deliveries: [{ ...rack, demand: { by: "refill", max: 20 } }] },
      {},
      [gather],
    ),
  },
  {
    rule: "milkRun/noTime",
    breaks: tour(
      { timetable: { by: "continuous" }, stops: stops({}, { time: 0 }) },
      { travel: { by: "times", times: { A: { B: 0 }, B: { A: 0 } } } },
    ),
    keeps: tour({ timetable: { by: "continuous" } }),
    at: "/elements/8",
  },
  {
    rule: "milkRun/beyondPeriod",
    breaks: tour({ timetable: { by: "times", times: [0, 400], period: 400 } }),
    keeps: tour({ timetable: { by: "times", times: [0, 399], period: 400 } }),
    at: "/elements/8/timetable/times/1",
  },
  {
    rule: "fleet/capacityOfTrailers",
    breaks: tour({}, { capacity: 5 }),
    keeps: tour({}, { capacity: 6 }),
    at: "/resources/0/capacity",
  },
  {
    rule: "fleet/noTime",
    breaks: tour({}, { travel: { by: "times", times: { A: { B: 60 } } } }),
    keeps: tour(),
  },
  {
    rule: "network/noWay",
    breaks: [...tour({}, onNetwork), ["/resources/-", { ...net, segments: [{ from: "A", to: "B" }] }]],
    keeps: [...tour({ timetable: { by: "takt", every: 200 } }, onNetwork), ["/resources/-", net]],
  },
  {
    rule: "network/notAPoint",
    breaks: [...tour({ stops: stops({}, { at: "C" }) }, onNetwork), ["/resources/-", net]],
    keeps: [...tour({ timetable: { by: "takt", every: 200 } }, onNetwork), ["/resources/-", net]],
  },
  {
    rule: "network/shortSegment",
    breaks: [
      ...tour(
        { timetable: { by: "takt", every: 200 } },
        { ...onNetwork, trailers: { count: 20, places: 1, length: 3.1 } },
      ),
      ["/resources/-", net],
    ],
    keeps: [
      ...tour(
        { timetable: { by: "takt", every: 200 } },
        { ...onNetwork, trailers: { count: 20, places: 1, length: 3 } },
      ),
      ["/resources/-", net],
    ],
  },
  {
    rule: "reference/dangling",
    breaks: tour({ returns: [{ from: "nowhere-near", to: "rack" }] }),
    keeps: tour(),
    at: "/elements/8/returns/0/from",
  },
  {
    rule: "distribution/order",
    breaks: tour({ stops: stops({}, { time: { dist: "uniform", min: 20, max: 10 } }) }),
    keeps: tour({ stops: stops({}, { time: { dist: "uniform", min: 9, max: 10 } }) }),
    at: "/elements/8/stops/1/time",
  },
];
