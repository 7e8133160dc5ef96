import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Message } from "../app/messages.ts";
import type { BareFinding, Finding } from "../plant/finding.ts";
import { Icon } from "./icons.tsx";
import { useSession, useWording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

function FindingItem({ finding }: { finding: Finding }): VNode {
  const { t } = useWording();
  const { severity, path, line, message, remedy } = finding;
  return (
    <li class="finding" data-severity={severity} data-rule={finding.rule}>
      <p>
        <strong class="severity">{t(`message.severity.${severity}`)}</strong> {message}
      </p>
      {remedy !== "" && (
        <p class="finding-remedy">
          <span class="muted">{t("message.remedy")}:</span> {remedy}
        </p>
      )}
      <p class="finding-place muted">
        {line !== undefined && <span>{t("message.line", { line })}</span>}
        {path !== "" && <code>{path}</code>}
      </p>
    </li>
  );
}

/** Findings in the user's language; the texts of the rules are fetched when there is something to say. */
function useWordedFindings(findings: readonly BareFinding[]): readonly Finding[] {
  const { language } = useWording();
  const [worded, setWorded] = useState<readonly Finding[]>([]);
  useEffect(() => {
    let gone = false;
    const word = async (): Promise<void> => {
      const { findingText } = await import("../plant/finding-text.ts");
      if (!gone) setWorded(findings.map((finding) => findingText(finding, language)));
    };
    // A host that is gone has no texts: then the rules' names must do.
    const name = (): void =>
      setWorded(findings.map((finding) => ({ ...finding, message: finding.rule, remedy: "" })));
    if (findings.length > 0) word().catch(name);
    return () => {
      gone = true;
    };
  }, [findings, language]);
  return worded;
}

function MessageItem({ message }: { message: Message }): VNode {
  const { messages } = useSession();
  const { t, text } = useWording();
  const { id, severity } = message;
  const findings = useWordedFindings(message.findings);
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
      {findings.length > 0 && (
        <ol class="findings" tabIndex={0} aria-label={t("message.findings")}>
          {findings.map((finding, index) => (
            <FindingItem key={index} finding={finding} />
          ))}
        </ol>
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
