import type { Language } from "./text.ts";

/** What a mark of the clearance check says in the 3D view, by rule: two or three words before the measure. */
export const CLEARANCE_LABELS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    "clearance/overlap": "Overlap",
    "clearance/connectedOverlap": "Overlap",
    "clearance/column": "In a column",
    "clearance/fence": "Across a fence",
    "clearance/fenceOpening": "No opening",
    "clearance/outsideFloor": "Beyond the floor",
    "clearance/aisleNarrow": "Aisle, width",
    "clearance/aisleBlocked": "Aisle, free width",
    "clearance/inAisle": "In the aisle",
    "clearance/walkwayNarrow": "Walkway, width",
    "clearance/walkwayBlocked": "Walkway, free width",
    "clearance/inWalkway": "In the walkway",
    "clearance/doorNarrow": "Door, width",
    "clearance/doorLow": "Door, height",
    "clearance/doorBlocked": "Door blocked",
    "clearance/routeCollision": "Vehicle hits, depth",
    "clearance/routeDistance": "Vehicle, distance",
    "clearance/fleetCollision": "Vehicle hits, depth",
    "clearance/fleetDistance": "Vehicle, distance",
    "clearance/routeTurn": "Turn, radius that fits",
  },
  de: {
    "clearance/overlap": "Überschneidung",
    "clearance/connectedOverlap": "Überschneidung",
    "clearance/column": "In einer Stütze",
    "clearance/fence": "Quer im Zaun",
    "clearance/fenceOpening": "Keine Öffnung",
    "clearance/outsideFloor": "Neben dem Boden",
    "clearance/aisleNarrow": "Fahrweg, Breite",
    "clearance/aisleBlocked": "Fahrweg, freie Breite",
    "clearance/inAisle": "Im Fahrweg",
    "clearance/walkwayNarrow": "Fußweg, Breite",
    "clearance/walkwayBlocked": "Fußweg, freie Breite",
    "clearance/inWalkway": "Im Fußweg",
    "clearance/doorNarrow": "Tür, Breite",
    "clearance/doorLow": "Tür, Höhe",
    "clearance/doorBlocked": "Tür verstellt",
    "clearance/routeCollision": "Fahrzeug stößt an, Tiefe",
    "clearance/routeDistance": "Fahrzeug, Abstand",
    "clearance/fleetCollision": "Fahrzeug stößt an, Tiefe",
    "clearance/fleetDistance": "Fahrzeug, Abstand",
    "clearance/routeTurn": "Kurve, möglicher Radius",
  },
};

/** Measures of these are areas, m²; of all others lengths, m. */
export const AREA_RULES: ReadonlySet<string> = new Set(["clearance/doorBlocked"]);
