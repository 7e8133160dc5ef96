import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Iso22400, Iso22400Report } from "../../protocol/simulation.ts";
import { useWording } from "../session-context.ts";
import { useTrace, useTraceWording } from "./trace-context.ts";
import "../style/trace.css";

/** The indicators shown, in this order, with the formula of the standard. */
const FORMULAS = {
  availability: "APT / PBT",
  effectiveness: "PRI × PQ / APT",
  qualityRatio: "GQ / PQ",
  oee: "availability × effectiveness × qualityRatio",
  nee: "AUPT / PBT × effectiveness × qualityRatio",
  utilisationEfficiency: "APT / AUBT",
  allocationEfficiency: "AUBT / PBT",
  technicalEfficiency: "APT / (APT + ADET)",
  setupRatio: "AUST / AUPT",
  correctiveMaintenanceRatio: "CMT / (CMT + PMT)",
  mtbf: "(PBT − CMT) / FE",
  mttr: "CMT / FE",
} as const;
type Kpi = keyof typeof FORMULAS;
const KPIS = Object.keys(FORMULAS) as Kpi[];
const TIMES: ReadonlySet<Kpi> = new Set(["mtbf", "mttr"]);

/** Indicators of ISO 22400-2 of one element, of a unit of the hierarchy, or of the plant, each with its formula. */
export function KpiSection({
  of,
  title,
}: {
  of: (report: Iso22400Report) => Iso22400 | undefined;
  title?: string;
}): VNode | null {
  const control = useTrace();
  const { formats } = useWording();
  const { w } = useTraceWording();
  const [report, setReport] = useState<Iso22400Report | undefined>(undefined);
  useEffect(() => control?.followKpis(setReport), [control]);
  const kpis = report === undefined ? undefined : of(report);
  if (kpis === undefined) return null;
  const formula = (kpi: Kpi): string =>
    FORMULAS[kpi].replaceAll(/availability|effectiveness|qualityRatio/g, (one) => w(`kpi.${one as Kpi}`));
  return (
    <details class="iso-kpis" data-testid="iso-kpis">
      <summary>
        {w("kpi.title")}
        {title !== undefined && `: ${title}`}{" "}
        <span class="muted">{`${w("kpi.oee")} ${formats.percent(kpis.oee)}`}</span>
      </summary>
      <table>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{w("kpi.title")}</th>
            <td />
            <th scope="col">{w("kpi.formula")}</th>
          </tr>
        </thead>
        <tbody>
          {KPIS.filter((kpi) => Number.isFinite(kpis[kpi])).map((kpi) => (
            <tr key={kpi} title={w("kpi.symbols")}>
              <th scope="row">{w(`kpi.${kpi}`)}</th>
              <td>{TIMES.has(kpi) ? formats.duration(kpis[kpi]) : formats.percent(kpis[kpi])}</td>
              <td class="muted formula">{formula(kpi)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="muted">{w("kpi.symbols")}</p>
    </details>
  );
}
