import type { VNode } from "preact";
import type { Message } from "../app/messages.ts";
import { FindingList } from "./finding-list.tsx";
import { Icon } from "./icons.tsx";
import { useSession, useWording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

function MessageItem({ message }: { message: Message }): VNode {
  const { messages } = useSession();
  const { t, text } = useWording();
  const { id, severity } = message;
  return (
    <li class="message" data-severity={severity} data-key={message.text.key}>
      <div class="message-head" role={severity === "error" ? "alert" : undefined}>
        <p>
          <strong class="severity">{t(`message.severity.${severity}`)}</strong> {text(message.text)}
        </p>
        <button
          type="button"
          class="icon-button quiet"
          aria-label={t("message.dismiss")}
          title={t("message.dismiss")}
          onClick={() => messages.dismiss(id)}
        >
          <Icon name="close" />
        </button>
      </div>
      {message.findings.length > 0 && (
        <FindingList findings={message.findings} label={t("message.findings")} />
      )}
    </li>
  );
}

/** What the user is told: over the stage, never in the way of the controls. */
export function MessageList(): VNode | null {
  const { messages } = useSession();
  const { t } = useWording();
  const list = useValue(messages.messages);
  return (
    <section class="messages" aria-label={t("panel.messages")} aria-live="polite">
      <ol>
        {list.map((message) => (
          <MessageItem key={message.id} message={message} />
        ))}
      </ol>
      {list.length > 1 && (
        <button type="button" class="dismiss-all" onClick={() => messages.dismissAll()}>
          {t("message.dismissAll")}
        </button>
      )}
    </section>
  );
}
