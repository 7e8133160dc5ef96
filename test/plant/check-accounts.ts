import type { RuleCase } from "./check-cases.ts";
import type { Edit } from "./example-plant.ts";

const interval = (start: number, end: number): object => ({ start, end, price: 1 });
const tariff = (period: number, ...intervals: object[]): Edit => [
  "/energy",
  { tariff: { period, intervals } },
];
const pool = (more: object): Edit => ["/resources", [{ kind: "workers", id: "team", size: 2, ...more }]];
const agvs = (more: object): Edit => [
  "/resources",
  [
    {
      kind: "fleet",
      id: "agv",
      vehicles: 1,
      home: "A",
      travel: { by: "times", times: { A: { A: 1 } } },
      battery: { capacity: 1, power: 1, chargers: ["A"], chargeBelow: 0.5 },
      ...more,
    },
  ],
];

export const ACCOUNTS: readonly RuleCase[] = [
  {
    rule: "accounts/noStates",
    breaks: [["/elements/3/power", { idle: 5, working: 9 }]],
    keeps: [["/elements/3/power", { idle: 5 }]],
    at: "/elements/3/power/working",
  },
  {
    rule: "accounts/noStates",
    breaks: [["/elements/3/cost", { byState: { working: 9 } }]],
    keeps: [["/elements/3/cost", { perHour: 9 }]],
    at: "/elements/3/cost/byState",
  },
  {
    rule: "accounts/noRampUp",
    breaks: [["/elements/1/power", { idle: 5, standby: { after: 1, power: 1, rampUp: { time: 1 } } }]],
    keeps: [["/elements/1/power", { idle: 5, standby: { after: 1, power: 1 } }]],
    at: "/elements/1/power/standby/rampUp",
  },
  {
    rule: "accounts/neverOff",
    breaks: [["/elements/4/power", { idle: 5, off: {} }]],
    keeps: [["/elements/2/power", { idle: 5, off: {} }]],
    at: "/elements/4/power/off",
  },
  {
    rule: "accounts/countedTwice",
    breaks: [agvs({ power: { driving: 500 } })],
    keeps: [agvs({ power: {} })],
    at: "/resources/0/power",
  },
  {
    rule: "accounts/noOvertime",
    breaks: [pool({ cost: { perHour: 30, overtimeSurcharge: 0.25 } })],
    keeps: [pool({ calendar: "shift", cost: { perHour: 30, overtimeSurcharge: 0.25 } })],
    at: "/resources/0/cost/overtimeSurcharge",
  },
  {
    rule: "accounts/reversed",
    breaks: [tariff(100, interval(20, 20))],
    keeps: [tariff(100, interval(20, 30))],
    at: "/energy/tariff/intervals/0",
  },
  {
    rule: "accounts/beyondPeriod",
    breaks: [tariff(100, interval(20, 101))],
    keeps: [tariff(100, interval(20, 100))],
  },
  {
    rule: "accounts/overlap",
    breaks: [
      pool({
        cost: {
          perHour: 30,
          premiums: [
            {
              name: "night",
              surcharge: 0.3,
              intervals: [
                { start: 5, end: 9 },
                { start: 8, end: 12 },
              ],
            },
          ],
        },
      }),
    ],
    keeps: [
      pool({
        cost: {
          perHour: 30,
          premiums: [
            {
              name: "night",
              surcharge: 0.3,
              intervals: [
                { start: 5, end: 8 },
                { start: 8, end: 12 },
              ],
            },
          ],
        },
      }),
    ],
    at: "/resources/0/cost/premiums/0/intervals/1",
  },
  {
    rule: "reference/misspelt",
    breaks: [["/energy", { loads: [{ id: "light", power: 1, calendar: "shfit" }] }]],
    keeps: [["/energy", { loads: [{ id: "light", power: 1, calendar: "shift" }] }]],
    at: "/energy/loads/0/calendar",
  },
  {
    rule: "id/duplicate",
    breaks: [
      [
        "/energy",
        {
          loads: [
            { id: "light", power: 1 },
            { id: "light", power: 2 },
          ],
        },
      ],
    ],
    keeps: [
      [
        "/energy",
        {
          loads: [
            { id: "light", power: 1 },
            { id: "air", power: 2 },
          ],
        },
      ],
    ],
    at: "/energy/loads/1/id",
  },
];
