/** A line of a DXF file: group code and value. */
export type Group = readonly [code: number, value: string | number];

const lines = (groups: readonly Group[]): string =>
  groups.map(([code, value]) => `${code}\n${value}\n`).join("");

const section = (name: string, groups: readonly Group[]): Group[] => [
  [0, "SECTION"],
  [2, name],
  ...groups,
  [0, "ENDSEC"],
];

/** A drawing of entities, blocks and a unit ($INSUNITS). */
export function dxf(entities: readonly Group[], blocks: readonly Group[] = [], unit?: number): string {
  const header: Group[] =
    unit === undefined
      ? []
      : [
          [9, "$INSUNITS"],
          [70, unit],
        ];
  const layer: Group[] = [
    [0, "TABLE"],
    [2, "LAYER"],
    [70, 1],
    [0, "LAYER"],
    [2, "WALLS"],
    [70, 0],
    [62, 1],
    [6, "CONTINUOUS"],
    [0, "ENDTAB"],
  ];
  return lines([
    ...section("HEADER", header),
    ...section("TABLES", layer),
    ...section("BLOCKS", blocks),
    ...section("ENTITIES", entities),
    [0, "EOF"],
  ]);
}

/** A line on a layer. */
export function line(x0: number, y0: number, x1: number, y1: number, layer = "WALLS"): Group[] {
  return [
    [0, "LINE"],
    [8, layer],
    [10, x0],
    [20, y0],
    [30, 0],
    [11, x1],
    [21, y1],
    [31, 0],
  ];
}
