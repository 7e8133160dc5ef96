/** The plant files that come with the page, as addresses of its assets. */
const addresses = import.meta.glob<string>(
  ["../../scenes/*.plant.json", "../../scenes/elements/*.plant.json"],
  {
    query: "?url",
    import: "default",
    eager: true,
  },
);

export interface Scene {
  /** Name of the file without its ending; of an example of an element with its folder, `elements/`. */
  readonly id: string;
  readonly address: string;
}

/** The first of them opens where nothing else is asked for. */
const ORDER = ["body-shop", "machining", "final-assembly", "hello-line"];

/** A small example of one kind of element. Only the others are read without checks. */
export function isExample(id: string): boolean {
  return id.startsWith("elements/");
}

function rank(id: string): number {
  const index = ORDER.indexOf(id);
  return index === -1 ? ORDER.length : index;
}

export const SCENES: readonly Scene[] = Object.entries(addresses)
  .map(([path, address]) => ({ id: path.replace(/^.*\/scenes\/(.*)\.plant\.json$/, "$1"), address }))
  .sort((a, b) => rank(a.id) - rank(b.id) || a.id.localeCompare(b.id));
