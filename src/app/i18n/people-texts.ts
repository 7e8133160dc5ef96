import type { WorkerState } from "../../plant/worker-states.ts";
import type { Language } from "./text.ts";

/** Words of the panel about workers; they come with it. */
export interface PeopleTexts {
  readonly title: string;
  readonly pool: string;
  readonly role: string;
  readonly states: string;
  readonly busy: string;
  readonly meanWait: string;
  readonly overtime: string;
  readonly breaks: string;
  readonly replaced: string;
  readonly state: Readonly<Record<WorkerState, string>>;
}

export const PEOPLE_TEXTS: Readonly<Record<Language, PeopleTexts>> = {
  en: {
    title: "Workers",
    pool: "Pool",
    role: "Role",
    states: "Shares of time",
    busy: "Utilisation",
    meanWait: "Mean wait for them",
    overtime: "Overtime, all together",
    breaks: "Breaks taken",
    replaced: "Others filled in",
    state: {
      working: "At work",
      walking: "Walking",
      idle: "Idle",
      onBreak: "On break",
      lent: "Standing in elsewhere",
      absent: "Absent",
      overtime: "Overtime",
      offShift: "Off shift",
    },
  },
  de: {
    title: "Werker",
    pool: "Gruppe",
    role: "Rolle",
    states: "Zeitanteile",
    busy: "Auslastung",
    meanWait: "Mittlere Wartezeit auf sie",
    overtime: "Überstunden, alle zusammen",
    breaks: "Genommene Pausen",
    replaced: "Durch andere ersetzt",
    state: {
      working: "An der Arbeit",
      walking: "Geht",
      idle: "Frei",
      onBreak: "In der Pause",
      lent: "Springt anderswo ein",
      absent: "Abwesend",
      overtime: "Überstunden",
      offShift: "Schichtfrei",
    },
  },
};
