import { effect } from "@preact/signals-core";
import { Workbench } from "../../editor/workbench.ts";
import { listenToEditKeys } from "./edit-keys.ts";
import type { Session } from "../session.ts";

/** A workbench for the plants of a session: keys act while it is in use, and the clearance check follows its drags. */
export function createWorkbench(session: Session): Workbench {
  const { document, history, selection } = session;
  const bench = new Workbench({
    document,
    history,
    selection,
    assumedText: () => session.wording.peek().t("edit.assumed"),
    idWord: (kind) => idWord(session.wording.peek().find(`kind.${kind}`) ?? kind),
  });
  listenToEditKeys(window, session, bench);
  effect(() => {
    const shown = bench.gesture.value?.shown.value;
    const clearance = session.screens.clearance.value;
    if (clearance === undefined) return;
    const before = new Map(document.current.peek()?.plant.elements.map((each) => [each.id, each]));
    const [first] = selection.ids.peek();
    const moved = shown?.elements.filter((each) => before.get(each.id) !== each) ?? [];
    clearance.follow(moved.toSorted((a, b) => Number(b.id === first) - Number(a.id === first)));
  });
  return bench;
}

/** A word that can begin an id: without blanks and signs. */
function idWord(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-");
}
