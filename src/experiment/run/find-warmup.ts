import { meanSeries, mser5 } from "../analysis/mser5.ts";
import type { Scenario } from "../study/scenario.ts";
import type { WarmupAnswer } from "./answer.ts";
import type { Laboratory, LaboratorySettings } from "./laboratory.ts";

/**
 * The longest warm-up that MSER-5 finds in pilot replications of any scenario, and at the most half of the horizon.
 * @param pilots replications of each scenario @throws ExperimentFailure, Cancelled
 */
export async function findWarmup(
  scenarios: readonly Scenario[],
  pilots: number,
  laboratory: Laboratory,
  { horizon, ...others }: LaboratorySettings,
): Promise<WarmupAnswer & { readonly found: NonNullable<WarmupAnswer["found"]> }> {
  const settings = { ...others, horizon, warmup: 0 };
  await laboratory.ensure(new Map(scenarios.map((scenario) => [scenario, pilots])), settings, true);
  const found = scenarios.map((scenario) => {
    const series = laboratory.records(scenario, pilots, settings).map((record) => record.series);
    const interval = series[0]?.interval ?? 0;
    // The last interval of a series may be a part of one.
    const whole = series.map(({ counts }) => counts.slice(0, Math.floor(horizon / interval)));
    const { deleted, reliable } = mser5(meanSeries(whole));
    return [scenario.id, { warmup: deleted * interval, reliable }] as const;
  });
  const longest = Math.max(...found.map(([, one]) => one.warmup));
  return { method: "mser5", warmup: Math.min(longest, horizon / 2), found: Object.fromEntries(found) };
}
