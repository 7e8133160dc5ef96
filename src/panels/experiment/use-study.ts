import type { EditedScenario, StudyControl, StudyHead } from "../../app/study/study-control.ts";
import { useSession } from "../session-context.ts";
import { useOptionalValue } from "./use-optional-value.ts";

export type RunSettings = NonNullable<StudyHead["run"]>;

/** The study as the screen needs it, where there may be none yet. */
export interface ShownStudy {
  readonly study: StudyControl | undefined;
  readonly head: StudyHead | undefined;
  /** Those that are run: the plant itself only where the study lists it. */
  readonly scenarios: readonly EditedScenario[];
  readonly base: string | undefined;
  readonly run: RunSettings;
  /** Begins a study where there is none, and changes what is said of it. */
  readonly change: (change: Partial<StudyHead>) => void;
}

export function useStudy(): ShownStudy {
  const session = useSession();
  const study = useOptionalValue(session.study);
  const edited = useOptionalValue(study?.study);
  const listed = edited?.scenarios.filter(({ id }) => edited.baseListed || id !== edited.base) ?? [];
  return {
    study,
    head: edited?.head,
    scenarios: listed.length > 0 ? listed : (edited?.scenarios ?? []),
    base: edited?.base,
    run: edited?.head.run ?? {},
    change: (change) => {
      const begin = async (): Promise<void> => {
        const begun = study ?? (await session.beginStudy());
        begun?.setHead(change);
      };
      void begin();
    },
  };
}
