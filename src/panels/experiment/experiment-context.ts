import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ExperimentControl } from "../../app/experiment/experiment-control.ts";
import type { ExperimentWords } from "../../app/experiment/experiment-wording.ts";
import { defined } from "../../base/assert.ts";
import type { Plant } from "../../plant/schema.ts";

/** What every part of the screen needs. */
export interface ExperimentScreenContext {
  readonly control: ExperimentControl;
  /** Texts and numbers of this screen. */
  readonly x: ExperimentWords;
  /** The plant that is open. */
  readonly plant: Plant;
  readonly nameOf: (scenario: string) => string;
}

export const ExperimentContext = createContext<ExperimentScreenContext | undefined>(undefined);

export function useExperiment(): ExperimentScreenContext {
  return defined(useContext(ExperimentContext), "the screen for experiments");
}
