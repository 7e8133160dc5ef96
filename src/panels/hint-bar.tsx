import type { VNode } from "preact";
import { Icon } from "./icons.tsx";
import { usePreferences, useSession, useWording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

/** One sentence of what you see, and what to try. */
export function HintBar(): VNode | null {
  const { document, preferences } = useSession();
  const { t, find } = useWording();
  const { hint } = usePreferences();
  const current = useValue(document.current);
  if (!hint || current === undefined) return null;
  const { origin, plant } = current;
  const seen = origin.kind === "file" ? undefined : find(`hint.scene.${plant.id}`);
  return (
    <section class="hint" aria-label={t("hint.label")}>
      <p>
        {seen ?? t("hint.scene.other", { name: plant.name })} {t("hint.try")}
      </p>
      <button
        type="button"
        class="icon-button quiet"
        aria-label={t("hint.dismiss")}
        title={t("hint.dismiss")}
        onClick={() => preferences.change({ hint: false })}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}
