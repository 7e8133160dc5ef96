import type { VNode } from "preact";
import { useSession, useWording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

interface Tile {
  readonly name: string;
  readonly hint?: string;
  readonly value: string;
  readonly unit: string;
  readonly note?: string;
  readonly testId: string;
}

function KpiTile({ tile }: { tile: Tile }): VNode {
  return (
    <div class="kpi" title={tile.hint}>
      <dt>{tile.name}</dt>
      <dd>
        <span class="kpi-value" data-testid={tile.testId}>
          {tile.value}
        </span>{" "}
        <span class="kpi-unit">{tile.unit}</span>
        {tile.note !== undefined && <span class="kpi-note">{tile.note}</span>}
      </dd>
    </div>
  );
}

/** The run in four figures. */
export function KpiStrip(): VNode {
  const { run } = useSession();
  const { t, formats } = useWording();
  const results = useValue(run.results);
  const { wip, finished } = useValue(run.readout);
  const { number, count, duration } = formats;
  // "1.23 min" parts at the unbreakable space into value and unit.
  const [cycleTime = "–", cycleTimeUnit = ""] = duration(results?.cycleTimeMean ?? Number.NaN).split(
    "\u00a0",
  );
  const observed = results !== undefined && results.time > results.warmup;
  const figure = (value: number | undefined): string => number(value ?? Number.NaN);
  const tiles: Tile[] = [
    {
      name: t("kpi.throughput"),
      value: figure(results?.throughput),
      unit: t("kpi.throughput.unit"),
      testId: "kpi-throughput",
    },
    {
      name: t("kpi.wip"),
      hint: t("kpi.wip.long"),
      value: figure(results?.wip),
      unit: t("kpi.wip.unit"),
      note: t("kpi.wipNow", { count: count(wip) }),
      testId: "kpi-wip",
    },
    {
      name: t("kpi.cycleTime"),
      hint: t("kpi.cycleTime.long"),
      value: cycleTime,
      unit: cycleTimeUnit,
      testId: "kpi-cycle-time",
    },
    { name: t("kpi.finished"), value: count(finished), unit: t("kpi.finished.unit"), testId: "kpi-finished" },
  ];
  const warmup = duration(results?.warmup ?? 0);
  return (
    <div class="kpi-strip">
      <dl>
        {tiles.map((tile) => (
          <KpiTile key={tile.testId} tile={tile} />
        ))}
      </dl>
      <p class="kpi-caveat muted">
        {t("kpi.single")}{" "}
        {results !== undefined &&
          results.warmup > 0 &&
          t(observed ? "kpi.afterWarmup" : "kpi.warmup", { warmup })}
      </p>
    </div>
  );
}
