import type { Station } from "../../plant/elements/station.ts";
import { LAMP_OFFSET } from "../assets/equipment.ts";
import type { Site } from "./site.ts";

type Appearance = NonNullable<Station["appearance"]>["asset"];

const BUILDERS: Readonly<Record<Appearance, (site: Site, element: Station) => void>> = {
  machine: buildMachine,
  robotCell: buildRobotCell,
  manual: buildManual,
  inspection: buildInspection,
};

/** A work unit in one of four looks; each with a cabinet that carries the signal lamp. */
export function buildStation(element: Station, site: Site): void {
  BUILDERS[element.appearance?.asset ?? "machine"](site, element);
}

/** Scale of a cabinet so that it stays in proportion to small stations. */
function cabinetScale(site: Site): number {
  return Math.min(1, Math.max(0.45, Math.min(site.across, site.along) / 3.2));
}

function standCabinet(site: Site, x: number, y: number, scale: number): void {
  site.stand("cabinet", "near", [x, y, 0], [scale, scale, scale]);
  site.shade("near", x, y, 1.5 * scale, 1.2 * scale);
  site.lamp(x + LAMP_OFFSET[0] * scale, y + LAMP_OFFSET[1] * scale, LAMP_OFFSET[2] * scale);
}

/** What every station has: band, badge, bounds and label; the cabinet stands at the front left corner. */
function finish(site: Site, height: number, cabinet: readonly [number, number]): void {
  const scale = cabinetScale(site);
  const [x, y] = cabinet;
  standCabinet(site, x, y, scale);
  const lampX = x + LAMP_OFFSET[0] * scale;
  const lampY = y + LAMP_OFFSET[1] * scale;
  const badge = LAMP_OFFSET[2] * scale + 0.62 * scale + 0.15;
  site.state(site.along / 2 + 0.1, site.across / 2 + 0.1, [lampX, lampY, badge]);
  site.outline(Math.max(height, 1), [0, 0, Math.max(height, badge) + 0.5]);
}

function buildRobotCell(site: Site, element: Station): void {
  const { along, across } = site;
  const robots = element.appearance?.robots ?? 2;
  const room = across / 2;
  const scale = Math.min(1.25, Math.max(0.4, room / 3));
  const stand = room - 0.62 * scale;
  const perSide = Math.ceil(robots / 2);
  for (let i = 0; i < robots; i++) {
    const side = i % 2 === 0 ? 1 : -1;
    const onThisSide = side === 1 ? perSide : robots - perSide;
    const k = Math.floor(i / 2);
    const x = onThisSide === 1 ? 0 : (k / (onThisSide - 1) - 0.5) * along * 0.56;
    const reach = Math.max(stand - Math.min(0.95, room * 0.36), 0.7 * scale);
    site.robot(x, side * stand, (-side * Math.PI) / 2, scale, reach, site.element * 12 + i);
  }
  site.rollerBed(along, Math.min(1.5, across * 0.4));
  for (const side of [-1, 1]) {
    const y = side * (room - 0.02);
    const panels = Math.max(1, Math.round(along / 2));
    const width = along / panels;
    for (let i = 0; i < panels; i++) {
      site.stand("fencePanel", "near", [(i + 0.5) * width - along / 2, y, 0.12], [width, 1, 1.75]);
    }
    for (let i = 0; i < panels; i++)
      site.box("near", i * width - along / 2, y, 0, [0.06, 0.06, 1.9], "#f2b705");
    site.box("near", along / 2, y, 0, [0.06, 0.06, 1.9], "#f2b705");
  }
  site.box("far", 0, room * 0.6, 0, [along * 0.7, room * 0.35, 1.9], "#e2620f");
  site.box("far", 0, -room * 0.6, 0, [along * 0.7, room * 0.35, 1.9], "#e2620f");
  finish(site, 2.2 * scale, [-along / 2 + 0.75, -room + 0.5]);
}

function buildMachine(site: Site): void {
  const { along, across } = site;
  const height = Math.max(site.up, 1);
  const scale = [along, across, height] as const;
  site.stand("machine", "near", [0, 0, 0], scale);
  site.box("far", 0, 0, 0, scale, "#d9dde0");
  site.shade("near", 0, 0, along * 1.25, across * 1.25);
  site.box(
    "near",
    0,
    -across * 0.14,
    0,
    [along * 0.86, across * 0.42, Math.max(site.workHeight, 0.08)],
    "#59616a",
  );
  site.piece("spindle", "#ffffff", (progress) => {
    const stroke = Number.isFinite(progress) ? 0.5 - 0.5 * Math.cos(progress * 10 * Math.PI) : 0;
    const x = Number.isFinite(progress) ? Math.sin(progress * 4 * Math.PI) * 0.16 : 0;
    return { at: [x * along, -across * 0.16, -0.07 * stroke * height], scale };
  });
  const cabinet = cabinetScale(site);
  finish(site, height, [along / 2 - 0.5 * cabinet, across / 2 + 0.32 * cabinet]);
}

function buildManual(site: Site): void {
  const { along, across } = site;
  const height = Math.min(Math.max(site.up, 2), 2.6);
  site.stand("floorPaint", "always", [0, -across * 0.28, 0.012], [along * 0.94, across * 0.4, 1], "#5d6b78");
  site.stand("bench", "near", [0, 0, 0], [along, across, height]);
  site.box("far", 0, across * 0.3, 0, [along * 0.9, across * 0.3, height], "#9aa6b0");
  site.rollerBed(along, Math.min(1.4, across * 0.32));
  const y = -Math.min(across * 0.3, Math.min(1.4, across * 0.32) / 2 + 0.55);
  if (site.isVisited) {
    finish(site, height, [-along / 2 + 0.5, across / 2 - 0.3]);
    return;
  }
  site.shade("near", 0, y, 0.9, 0.9);
  const walk = (progress: number): number =>
    Number.isFinite(progress) ? Math.sin(progress * 2 * Math.PI) * along * 0.22 : 0;
  const swing = (progress: number): number =>
    Math.PI / 2 + (Number.isFinite(progress) ? Math.sin(progress * 12 * Math.PI) * 0.35 : 0);
  site.piece("worker", "#ffffff", (p) => ({ at: [walk(p), y, 0], turn: swing(p) }));
  site.piece("workerArms", "#ffffff", (p) => {
    const reach = Number.isFinite(p) ? 0.06 * Math.sin(p * 20 * Math.PI) : -0.25;
    return { at: [walk(p), y, 1.36 + reach], turn: swing(p) };
  });
  finish(site, height, [-along / 2 + 0.5, across / 2 - 0.3]);
}

function buildInspection(site: Site): void {
  const { along, across } = site;
  const height = Math.max(site.up, site.workHeight + 1.6);
  const depth = Math.min(along, 2.5);
  site.stand("gate", "near", [0, 0, 0], [depth, across, height]);
  site.box("far", 0, 0, 0, [depth * 0.3, across, height], "#cfd5d9");
  site.shade("near", 0, across * 0.46, depth * 0.6, 0.9);
  site.shade("near", 0, -across * 0.46, depth * 0.6, 0.9);
  site.rollerBed(along, Math.min(1.5, across * 0.5));
  const work = height * 0.88 - site.workHeight;
  site.piece("glowBox", "#38c6f4", (progress) => {
    const z = Number.isFinite(progress) ? 0.5 + 0.5 * Math.cos(progress * 4 * Math.PI) : 1;
    return { at: [0, 0, site.workHeight + work * z], scale: [0.03, across * 0.84, 0.02] };
  });
  finish(site, height, [-along / 2 + 0.5, -across / 2 + 0.3]);
}
