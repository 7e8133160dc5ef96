import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { BareFinding } from "../../plant/finding.ts";
import { FindingList } from "../finding-list.tsx";
import { Icon } from "../icons.tsx";
import { useSession } from "../session-context.ts";
import { useExperiment } from "./experiment-context.ts";

type Copied =
  | { readonly kind: "copied" }
  /** The browser gives no access to its clipboard: the link is shown instead. */
  | { readonly kind: "shown"; readonly address: string }
  | { readonly kind: "refused"; readonly findings: readonly BareFinding[] };

/** Copies a link that holds the whole study with its plant, or says why it cannot be one. */
export function CopyLink(): VNode {
  const session = useSession();
  const { x } = useExperiment();
  const [copied, setCopied] = useState<Copied>();
  const copy = async (): Promise<void> => {
    const study = await session.beginStudy();
    if (study === undefined) return;
    const { addressOf } = await import("../../app/study/linked-study.ts");
    const address = await addressOf(study, document.baseURI);
    if (!address.ok) return setCopied({ kind: "refused", findings: address.error });
    try {
      await navigator.clipboard.writeText(address.value);
      setCopied({ kind: "copied" });
    } catch {
      setCopied({ kind: "shown", address: address.value });
    }
  };
  return (
    <div class="copy-link">
      <button type="button" title={x("link.hint")} data-testid="copy-link" onClick={() => void copy()}>
        <Icon name="duplicate" />
        {x("link.copy")}
      </button>
      <div role="status" data-testid="link-said">
        {copied?.kind === "copied" && <span class="muted">{x("link.copied")}</span>}
        {copied?.kind === "shown" && (
          <label class="field">
            {x("link.here")}
            <input
              type="text"
              readOnly
              value={copied.address}
              onFocus={(event) => event.currentTarget.select()}
            />
          </label>
        )}
        {copied?.kind === "refused" && <FindingList findings={copied.findings} label={x("link.copy")} />}
      </div>
    </div>
  );
}
