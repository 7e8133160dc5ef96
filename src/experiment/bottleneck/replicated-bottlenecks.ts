import type { Executor } from "../run/executor.ts";
import { Laboratory, type LaboratoryHooks } from "../run/laboratory.ts";
import type { StudyRun } from "../study/run-settings.ts";
import type { Scenario } from "../study/scenario.ts";
import { type Bottlenecks, findBottlenecks } from "./bottlenecks.ts";

/** Judges the stations of a scenario by replications that an executor runs. @throws ExperimentFailure, Cancelled */
export async function replicatedBottlenecks(
  scenario: Scenario,
  run: StudyRun,
  replications: number,
  executor: Executor,
  hooks: LaboratoryHooks,
): Promise<Bottlenecks> {
  const { seed, horizon, warmup = 0, confidence } = run;
  const laboratory = new Laboratory(executor, hooks);
  const settings = { seed, horizon, warmup, measures: [], history: true } as const;
  await laboratory.ensure(new Map([[scenario, replications]]), settings);
  const histories = laboratory.records(scenario, replications, settings).map(({ history }) => history ?? {});
  return findBottlenecks(scenario.plant, histories, confidence);
}
