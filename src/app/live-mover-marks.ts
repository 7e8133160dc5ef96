import { VEHICLE_COLOURS } from "../editor/member-colours.ts";
import type { Plant } from "../plant/schema.ts";
import type { LiveMember } from "../protocol/live.ts";
import { VEHICLE_STATE_TEXTS } from "./i18n/resource-texts.ts";
import type { Wording } from "./i18n/wording.ts";

/** Where the real plant says that one of its vehicles is, and what it does there, in words. */
export interface LiveMoverMark {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** sRGB hex of what it does. */
  readonly colour: string;
  readonly stale: boolean;
}

/** Vehicles of the real plant whose place is known: by coordinates, or by the point of their network. */
export function liveMoverMarks(
  plant: Plant,
  members: Iterable<LiveMember>,
  { language, formats, t }: Wording,
): LiveMoverMark[] {
  const resources = new Map((plant.resources ?? []).map((resource) => [resource.id, resource]));
  const points = placesOf(plant);
  return [...members].flatMap((member): LiveMoverMark[] => {
    const { id, vehicle, location, state, battery, stale } = member;
    const named = location === undefined ? undefined : points.get(`${id} ${location}`);
    const [x, y] = [member.x ?? named?.[0], member.y ?? named?.[1]];
    if (vehicle === undefined || x === undefined || y === undefined) return [];
    const text = [
      `${resources.get(id)?.name ?? id} ${vehicle}`,
      ...(state === undefined ? [] : [VEHICLE_STATE_TEXTS[language][state]]),
      ...(battery === undefined ? [] : [formats.percent(battery)]),
      ...(stale ? [t("live.stale")] : []),
    ].join(" · ");
    const colour = state === undefined ? "#999999" : VEHICLE_COLOURS[state];
    return [{ x, y, text, colour, stale }];
  });
}

/** Places that vehicles of a fleet can name, by `fleet place`. */
function placesOf({ resources = [] }: Plant): Map<string, readonly [number, number, number]> {
  const networks = new Map(resources.flatMap((one) => (one.kind === "network" ? [[one.id, one]] : [])));
  return new Map(
    resources.flatMap((fleet) => {
      if (fleet.kind !== "fleet") return [];
      const { travel, id } = fleet;
      if (travel.by === "axes")
        return Object.entries(travel.locations).map(([name, place]) => [`${id} ${name}`, place] as const);
      const network = travel.by === "network" ? networks.get(travel.network) : undefined;
      return (network?.points ?? []).map(({ id: name, position }) => [`${id} ${name}`, position] as const);
    }),
  );
}
