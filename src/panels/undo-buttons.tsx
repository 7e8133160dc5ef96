import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { useSession } from "./session-context.ts";
import { useValue } from "./use-value.ts";

/** Takes edits back and does them again, on a screen over the stage. @param undo what the buttons are called */
export function UndoButtons({ undo, redo }: { undo: string; redo: string }): VNode {
  const { history } = useSession();
  const [done, undone] = [useValue(history.done), useValue(history.undone)];
  return (
    <div class="button-group">
      <button
        type="button"
        disabled={done.length === 0}
        title={`${undo} (Ctrl+Z)`}
        data-testid="undo"
        onClick={() => history.undo()}
      >
        {undo}
      </button>
      <button
        type="button"
        disabled={undone.length === 0}
        title={`${redo} (Ctrl+Y)`}
        data-testid="redo"
        onClick={() => history.redo()}
      >
        {redo}
      </button>
    </div>
  );
}

/** Ctrl+Z and Ctrl+Y while a screen over the stage is shown, but in a text. */
export function useUndoKeys(): void {
  const { history } = useSession();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) history.undo();
      else if (key === "y" || (key === "z" && event.shiftKey)) history.redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [history]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input[type=text], textarea");
}
