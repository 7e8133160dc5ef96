import type { VNode } from "preact";
import { Icon } from "./icons.tsx";
import { useSession, useWording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

/** Camera commands, for those who do not use the keys. */
export function StageTools(): VNode {
  const session = useSession();
  const { t } = useWording();
  const selected = useValue(session.selection.id);
  useValue(session.selection.other);
  const canFocus = selected !== undefined || session.selection.moves;
  const current = useValue(session.document.current);
  const isChecking = useValue(session.screens.clearance) !== undefined;
  const isWarm = useValue(session.screens.heat) !== undefined;
  return (
    <div class="stage-tools" role="group">
      <button
        type="button"
        class="icon-button"
        disabled={current === undefined}
        aria-pressed={isWarm}
        aria-label={t("stage.heat")}
        title={t("stage.heat")}
        data-testid="heat"
        onClick={() => void session.screens.showHeat(!isWarm)}
      >
        <Icon name="heat" />
      </button>
      <button
        type="button"
        class="icon-button"
        disabled={current === undefined}
        aria-pressed={isChecking}
        aria-label={t("stage.clearance")}
        title={t(isChecking ? "stage.clearance.off" : "stage.clearance.on")}
        data-testid="clearance"
        onClick={() => void session.screens.toggleClearance()}
      >
        <Icon name="clearance" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t("stage.fit")}
        title={`${t("stage.fit")} (${t("keys.home")})`}
        onClick={() => session.stage?.fit()}
      >
        <Icon name="fit" />
      </button>
      <button
        type="button"
        class="icon-button"
        disabled={!canFocus}
        aria-label={t("stage.focus")}
        title={`${t("stage.focus")} (F)`}
        onClick={() => session.focusSelected()}
      >
        <Icon name="focus" />
      </button>
    </div>
  );
}
