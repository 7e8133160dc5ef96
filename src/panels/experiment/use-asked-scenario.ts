import type { StudyControl } from "../../app/study/study-control.ts";
import { useSession } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";
import { useStudy } from "./use-study.ts";

/** The scenario that is looked at by itself, and how something is asked of it. */
export interface AskedScenario {
  /** Undefined while there is no study yet: then it is the plant itself. */
  readonly scenario: string | undefined;
  readonly choose: (id: string) => void;
  /** Begins a study where there is none. */
  readonly ask: (question: (study: StudyControl, scenario: string) => Promise<void>) => void;
}

export function useAskedScenario(): AskedScenario {
  const session = useSession();
  const { control } = useExperiment();
  const { scenarios, head } = useStudy();
  const chosen = useValue(control.scenario);
  const isThere = scenarios.some(({ id }) => id === chosen);
  const scenario = isThere ? chosen : (head?.baseline ?? scenarios[0]?.id);
  return {
    scenario,
    choose: (id) => (control.scenario.value = id),
    ask: (question) => {
      const begin = async (): Promise<void> => {
        const study = await session.beginStudy();
        const id = scenario ?? study?.study.peek().base;
        if (study !== undefined && id !== undefined) await question(study, id);
      };
      void begin();
    },
  };
}
