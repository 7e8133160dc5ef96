import { RESOURCE_TEXTS, type ResourceTexts, VEHICLE_STATE_TEXTS } from "../../app/i18n/resource-texts.ts";
import { fill, type TextValues } from "../../app/i18n/text.ts";
import type { VehicleState } from "../../plant/vehicle-states.ts";
import { useSession, useWording, type Wording } from "../session-context.ts";
import { useValue } from "../use-value.ts";

/** Words of the details of what is no element, beside those of the page. */
export interface ResourceWording extends Wording {
  readonly r: (key: keyof ResourceTexts, values?: TextValues) => string;
  readonly vehicleState: (state: VehicleState) => string;
  /** Of an element, resource or product. */
  readonly nameOf: (id: string) => string;
}

export function useResourceWording(): ResourceWording {
  const wording = useWording();
  const { document } = useSession();
  const plant = useValue(document.current)?.plant;
  const texts = RESOURCE_TEXTS[wording.language];
  return {
    ...wording,
    r: (key, values) => fill(texts[key], values),
    vehicleState: (state) => VEHICLE_STATE_TEXTS[wording.language][state],
    nameOf: (id) =>
      document.element(id)?.name ??
      plant?.resources?.find((resource) => resource.id === id)?.name ??
      plant?.products.find((product) => product.id === id)?.name ??
      id,
  };
}
