import type { Placement } from "./elements/common.ts";
import type { Plant } from "./schema.ts";

const DEFAULT_PLACEMENT: Pick<Placement, "rotation"> = { rotation: 0 };

/**
 * Reads a plant file of the page's own, in which the tests have found nothing and of which they know that only the
 * members added here may be absent. Anything else comes through `inspectPlant`, whose schema library and rules the
 * first picture would wait for.
 */
export function readOwnPlant(text: string): Plant {
  const plant = JSON.parse(text) as OwnPlant;
  const elements = plant.elements.map((element) => {
    const placement = { ...DEFAULT_PLACEMENT, ...element.placement };
    return { ...element, placement };
  });
  const { hierarchy = [], calendars = [], connections = [] } = plant;
  return { ...plant, hierarchy, calendars, elements, connections };
}

type Optional = "hierarchy" | "calendars" | "connections";
type OwnPlant = Omit<Plant, Optional> & Partial<Pick<Plant, Optional>>;
