import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { BareFinding, Finding } from "../plant/finding.ts";
import { useWording } from "./session-context.ts";

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
      const { wordedFindings } = await import("../app/worded-findings.ts");
      const told = await wordedFindings(findings, language);
      if (!gone) setWorded(told);
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

/** Findings with place and remedy, in the user's language. */
export function FindingList({ findings, label }: { findings: readonly BareFinding[]; label: string }): VNode {
  const worded = useWordedFindings(findings);
  return (
    <ol class="findings" tabIndex={0} aria-label={label}>
      {worded.map((finding, index) => (
        <FindingItem key={index} finding={finding} />
      ))}
    </ol>
  );
}
