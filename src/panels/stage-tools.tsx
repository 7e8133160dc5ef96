import type { VNode } from "preact";
import { Icon } from "./icons.tsx";
import { useSession, useWording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

/** Camera commands, for those who do not use the keys. */
export function StageTools(): VNode {
  const session = useSession();
  const { t } = useWording();
  const selected = useValue(session.selection.id);
  return (
    <div class="stage-tools" role="group">
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
        disabled={selected === undefined}
        aria-label={t("stage.focus")}
        title={`${t("stage.focus")} (F)`}
        onClick={() => session.focusSelected()}
      >
        <Icon name="focus" />
      </button>
    </div>
  );
}
