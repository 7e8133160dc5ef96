import type { Plant } from "./schema.ts";

/** Which accounts a run of the plant keeps. */
export function accountsOf(plant: Plant): {
  readonly energy: boolean;
  readonly costs: boolean;
  readonly labour: boolean;
} {
  const { resources = [] } = plant;
  return {
    energy: drawsPower(plant),
    costs: hasCosts(plant),
    labour: resources.some((resource) => resource.kind === "workers" && resource.cost !== undefined),
  };
}

/** Whether the plant file says what anything draws. */
export function drawsPower({ elements, resources = [], energy }: Plant): boolean {
  return (
    energy !== undefined ||
    elements.some(({ power }) => power !== undefined) ||
    resources.some((resource) => resource.kind === "fleet" && resource.power !== undefined)
  );
}

/** Whether a run of the plant keeps accounts of energy or costs. */
export function hasAccounts(plant: Plant): boolean {
  return drawsPower(plant) || hasCosts(plant);
}

/** Whether the plant file says what anything costs; energy with a price does. */
export function hasCosts({ elements, products, resources = [], energy, costs }: Plant): boolean {
  return (
    costs !== undefined ||
    [energy?.price, energy?.tariff, energy?.demandPrice].some((price) => price !== undefined) ||
    elements.some(({ cost }) => cost !== undefined) ||
    products.some(({ materialCost }) => materialCost !== undefined) ||
    resources.some((resource) => "cost" in resource && resource.cost !== undefined)
  );
}
