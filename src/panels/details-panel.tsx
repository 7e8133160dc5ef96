import type { VNode } from "preact";
import { elementPage } from "./element-page.ts";
import { onDemand } from "./on-demand.tsx";
import { useSession, useWording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

/** Fetched with the first selection: before it, nothing of it is shown. */
const ElementDetails = onDemand(async () => (await import("./element-details.tsx")).ElementDetails);

/** What is no element comes with its own first selection. */
const OtherDetails = onDemand(async () => (await import("./resources/other-details.tsx")).OtherDetails);

const PropertyPanel = onDemand(async () => (await import("./editing/property-panel.tsx")).PropertyPanel);

/** Everything about the selected element; while the plant is edited, its properties. */
export function DetailsPanel(): VNode {
  const bench = useValue(useSession().bench);
  return bench === undefined ? <Details /> : <PropertyPanel bench={bench} />;
}

function Details(): VNode {
  const { document, selection } = useSession();
  const { t } = useWording();
  useValue(document.current);
  const id = useValue(selection.id);
  const other = useValue(selection.other);
  const element = id === undefined ? undefined : document.element(id);
  if (other !== undefined)
    return (
      <section class="panel details-panel" data-testid="details">
        <OtherDetails subject={other} />
      </section>
    );
  return (
    <section class="panel details-panel" data-testid="details">
      <div class="panel-head">
        <h2>{element === undefined ? t("panel.details") : (element.name ?? element.id)}</h2>
        {element !== undefined && (
          <span class="muted">
            {t(`kind.${element.kind}`)}{" "}
            <a href={elementPage(element.kind)} target="_blank" rel="noopener" title={t("details.page")}>
              <span aria-hidden="true">?</span>
              <span class="visually-hidden">{t("details.page")}</span>
            </a>
          </span>
        )}
      </div>
      {element === undefined ? (
        <p class="muted">{t("details.none")}</p>
      ) : (
        <ElementDetails element={element} />
      )}
    </section>
  );
}
