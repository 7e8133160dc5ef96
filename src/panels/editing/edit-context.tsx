import { type ComponentChildren, createContext, type VNode } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { type EditWords, loadEditWords } from "../../app/editing/edit-wording.ts";
import { defined } from "../../base/assert.ts";
import type { Workbench } from "../../editor/workbench.ts";
import { useWording } from "../session-context.ts";

interface Edit {
  readonly bench: Workbench;
  /** Texts of editing. */
  readonly e: EditWords;
}

const EditContext = createContext<Edit | undefined>(undefined);

/** Texts of editing in the user's language; undefined until they have come. */
export function useEditWords(): EditWords | undefined {
  const { language } = useWording();
  const [words, setWords] = useState<{ readonly e: EditWords }>();
  useEffect(() => {
    let gone = false;
    const load = async (): Promise<void> => {
      const e = await loadEditWords(language);
      if (!gone) setWords({ e });
    };
    void load();
    return () => {
      gone = true;
    };
  }, [language]);
  return words?.e;
}

/** Gives what is inside the workbench and its texts; nothing is shown before they have come. */
export function EditScope({
  bench,
  children,
}: {
  readonly bench: Workbench;
  readonly children: ComponentChildren;
}): VNode | null {
  const e = useEditWords();
  if (e === undefined) return null;
  return <EditContext.Provider value={{ bench, e }}>{children}</EditContext.Provider>;
}

export function useEdit(): Edit {
  return defined(useContext(EditContext), "the workbench");
}
