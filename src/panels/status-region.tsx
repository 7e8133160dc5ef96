import type { VNode } from "preact";
import { useSession, useWording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

/** Says aloud, for those who do not see the page, what has just changed: the run, the speed, the selection. */
export function StatusRegion(): VNode {
  const { run, document, selection } = useSession();
  const { t, formats } = useWording();
  const status = useValue(run.status);
  const speed = useValue(run.speed);
  const selected = useValue(selection.id);
  const element = selected === undefined ? undefined : document.element(selected);
  const pace =
    speed === Infinity ? t("run.speed.max.long") : t("run.speed.of", { speed: formats.count(speed) });
  return (
    <div class="visually-hidden" role="status" aria-live="polite" data-testid="announcements">
      {status === "running"
        ? `${t("run.state.running")}, ${pace}.`
        : status === "paused"
          ? `${t("run.state.paused")}.`
          : ""}
      {element !== undefined && ` ${t(`kind.${element.kind}`)} ${element.name ?? element.id}.`}
    </div>
  );
}
