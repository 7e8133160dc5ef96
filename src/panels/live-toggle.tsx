import type { VNode } from "preact";
import { Icon } from "./icons.tsx";
import { useSession, useWording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

/** Switches live data on and off, and says how the connection stands; absent where the host offers none. */
export function LiveToggle(): VNode | null {
  const session = useSession();
  const { t } = useWording();
  const service = useValue(session.live.service);
  const enabled = useValue(session.live.enabled);
  const { status, retryIn } = useValue(session.live.state);
  if (service === undefined) return null;
  const retry = status === "offline" && retryIn !== undefined && retryIn > 0;
  return (
    <div class="live-toggle" data-status={enabled ? status : "off"} data-testid="live-status">
      <button
        type="button"
        aria-pressed={enabled}
        title={t(enabled ? "live.on" : "live.off")}
        onClick={() => void session.toggleLive()}
      >
        <Icon name="live" />
        {t("live.toggle")}
      </button>
      {enabled && (
        <span class="live-status" role="status">
          <span class="live-dot" aria-hidden="true" />
          {t(`live.status.${status}`)}
          {retry && <span class="live-retry">{t("live.retry", { seconds: Math.ceil(retryIn) })}</span>}
        </span>
      )}
    </div>
  );
}
