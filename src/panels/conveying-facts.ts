import type { Element } from "../plant/schema.ts";
import type { RunResult } from "../protocol/simulation.ts";
import { durationText } from "./duration-text.ts";
import type { Fact } from "./facts.tsx";
import type { Wording } from "./session-context.ts";

/** What the plant file says of conveyors and of what moves parts between them. */
export function conveyingFacts(element: Element, wording: Wording): Fact[] {
  const { t, formats } = wording;
  const { withUnit, number, count, duration } = formats;
  const metres = (value: number): string => withUnit(number(value), "m");
  const facts: Fact[] = [];
  const add = (name: string, value: string): void => void facts.push({ name, value });
  const each = (
    key: PlaceKey,
    places: Readonly<Record<string, number>>,
    text: (value: number) => string,
  ): void => {
    for (const [id, value] of Object.entries(places)) add(t(key, { id }), text(value));
  };
  switch (element.kind) {
    case "conveyor":
    case "merge": {
      const { pitch } = element;
      add(t("details.param.speed"), withUnit(number(element.speed), "m/s"));
      const value =
        typeof pitch === "number" ? metres(pitch) : t("details.param.gap", { gap: metres(pitch.gap) });
      add(t("details.param.pitch"), value);
      if (element.kind === "conveyor") {
        if (element.restartDelay !== undefined)
          add(t("details.param.restartDelay"), duration(element.restartDelay));
        break;
      }
      add(t("details.param.mergePolicy"), t(`merge.${element.policy ?? "fifo"}`));
      each("details.param.inlet", element.inlets ?? {}, metres);
      break;
    }
    case "turntable":
      add(t("details.param.turnSpeed"), withUnit(number(element.speed), "°/s"));
      each("details.param.angle", element.angles, (angle) => withUnit(number(angle), "°"));
      break;
    case "transferCar":
      add(t("details.param.speed"), withUnit(number(element.speed), "m/s"));
      each("details.param.stop", element.stops, metres);
      break;
    case "sorter": {
      const { inductions, chutes, maxRecirculations, overflow } = element;
      add(t("details.param.speed"), withUnit(number(element.speed), "m/s"));
      add(t("details.param.trays"), count(element.trays));
      add(t("details.param.trayPitch"), metres(element.trayPitch));
      const places = Object.entries(inductions).map(([id, { at }]) => [id, at] as const);
      each("details.param.induction", Object.fromEntries(places), metres);
      each("details.param.chute", chutes, metres);
      if (maxRecirculations !== undefined)
        add(t("details.param.maxRecirculations"), count(maxRecirculations));
      if (overflow !== undefined) add(t("details.param.overflow"), overflow);
      break;
    }
    default:
  }
  for (const name of ["loadTime", "unloadTime", "transferTime", "switchTime"] as const) {
    const time = name in element ? (element as Handling)[name] : undefined;
    if (time !== undefined) add(t(`details.param.${name}`), durationText(time, wording));
  }
  return facts;
}
type PlaceKey =
  | "details.param.inlet"
  | "details.param.angle"
  | "details.param.stop"
  | "details.param.induction"
  | "details.param.chute";
type Handling = {
  readonly [K in "loadTime" | "unloadTime" | "transferTime" | "switchTime"]?: Parameters<
    typeof durationText
  >[0];
};

/** What the run says of how parts were held up, and went round in vain. */
export function conveyingResultFacts({ id }: Element, results: RunResult, { t, formats }: Wording): Fact[] {
  const { meanHeldUp, recirculations, overflowed } = results.stations[id] ?? {};
  const facts: Fact[] = [];
  if (meanHeldUp !== undefined)
    facts.push({ name: t("details.heldUp"), value: formats.duration(meanHeldUp) });
  if (recirculations !== undefined)
    facts.push({ name: t("details.recirculations"), value: formats.count(recirculations) });
  if (overflowed !== undefined)
    facts.push({ name: t("details.overflowed"), value: formats.count(overflowed) });
  return facts;
}
