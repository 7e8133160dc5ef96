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

/** A throughput or a mean cycle time from fewer parts than this is chance. */
const FEWEST_PARTS = 10;

/** The run in four figures. */
export function KpiStrip(): VNode {
  const { run, document } = useSession();
  const { t, formats } = useWording();
  const results = useValue(run.results);
  const stopped = useValue(run.stopped);
  const plant = useValue(document.current)?.plant;
  const { wip, finished } = useValue(run.readout);
  const { number, count, duration } = formats;
  const observed = results !== undefined && results.time > results.warmup;
  // What has not been observed yet, or on too few parts, has no figure: it would be taken for one.
  const after = observed ? results : undefined;
  const enough = (after?.finished ?? 0) >= FEWEST_PARTS ? after : undefined;
  // "1.23 min" parts at the unbreakable space into value and unit.
  const [cycleTime = "–", cycleTimeUnit = ""] = duration(enough?.cycleTimeMean ?? Number.NaN).split("\u00a0");
  const tiles: Tile[] = [
    {
      name: t("kpi.throughput"),
      value: number(enough?.throughput ?? Number.NaN),
      unit: t("kpi.throughput.unit"),
      testId: "kpi-throughput",
    },
    {
      name: t("kpi.wip"),
      hint: t("kpi.wip.long"),
      value: number(after?.wip ?? Number.NaN),
      unit: formats.plural(after?.wip ?? Number.NaN, t("unit.parts")),
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
    {
      name: t("kpi.finished"),
      hint: t("kpi.finished.long"),
      value: count(finished),
      unit: formats.plural(finished, t("unit.parts")),
      testId: "kpi-finished",
    },
  ];
  const ended = stopped?.reason === "horizon" || (results?.time ?? 0) >= (plant?.run.horizon ?? Infinity);
  const warmup = duration(results?.warmup ?? 0);
  return (
    <div class="kpi-strip">
      <dl>
        {tiles.map((tile) => (
          <KpiTile key={tile.testId} tile={tile} />
        ))}
      </dl>
      <p class="kpi-caveat muted">
        {enough !== undefined && t(ended ? "kpi.single" : "kpi.running")}{" "}
        {results !== undefined &&
          results.warmup > 0 &&
          t(observed ? "kpi.afterWarmup" : "kpi.warmup", { warmup })}{" "}
        {observed && enough === undefined && t("kpi.fewParts", { count: FEWEST_PARTS })}
      </p>
    </div>
  );
}
