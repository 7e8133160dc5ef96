import type { VNode } from "preact";
import type { Provenance } from "../plant/elements/common.ts";
import { useWording } from "./session-context.ts";

/** Where the numbers of an element come from: read in a source, derived from one, or assumed. */
export function ProvenanceList({ provenance }: { provenance: Provenance }): VNode | null {
  const { t } = useWording();
  const entries = Object.entries(provenance);
  if (entries.length === 0) return null;
  return (
    <section class="provenance">
      <h3>{t("details.provenance")}</h3>
      <ul>
        {entries.map(([pointer, { kind, text, url }]) => (
          <li key={pointer}>
            <span class="mark" data-kind={kind}>
              {t(`details.provenance.${kind}`)}
            </span>{" "}
            <code>{pointer}</code>
            <p>
              {text}{" "}
              {url !== undefined && (
                <a href={url} target="_blank" rel="noreferrer noopener">
                  {new URL(url).hostname}
                </a>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
