import type { VNode } from "preact";
import { useSession } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { KpiSection } from "./kpi-section.tsx";
import { LedgerSection } from "./ledger-section.tsx";
import { LifeSection } from "./life-section.tsx";
import { StopsSection } from "./stops-section.tsx";
import { useTrace, useTraceWording } from "./trace-context.ts";
import "../style/trace.css";

/** Units of the hierarchy that the selected element belongs to, the nearest first. */
function useUnits(): { id: string; name: string }[] {
  const { document, selection } = useSession();
  const plant = useValue(document.current)?.plant;
  const id = useValue(selection.id);
  const units: { id: string; name: string }[] = [];
  let parent = id === undefined ? undefined : document.element(id)?.parent;
  while (parent !== undefined) {
    const unit = plant?.hierarchy.find((one) => one.id === parent);
    if (unit === undefined) break;
    units.push({ id: unit.id, name: unit.name ?? unit.id });
    ({ parent } = unit);
  }
  return units;
}

/** Breakpoints, the ledger of losses, the life of a part, and indicators of lines and of the plant. */
export function TracePanel(): VNode | null {
  const control = useTrace();
  const { w } = useTraceWording();
  const units = useUnits();
  if (control === undefined) return null;
  return (
    <section class="panel trace-panel" data-testid="trace-panel">
      <div class="panel-head">
        <h2>{w("panel.title")}</h2>
      </div>
      <StopsSection control={control} />
      <LedgerSection control={control} />
      <LifeSection control={control} />
      <section>
        {units.map(({ id, name }) => (
          <KpiSection key={id} title={name} of={(report) => report.units[id]} />
        ))}
        <KpiSection title={w("kpi.plant")} of={(report) => report.plant} />
      </section>
    </section>
  );
}
