/** The text of a plant file from its data. */
export function writePlantText(plant: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(plant, undefined, 2)}\n`;
}
