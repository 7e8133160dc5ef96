import type { Element } from "../plant/schema.ts";
import type { RunResult } from "../protocol/simulation.ts";
import { conveyingResultFacts } from "./conveying-facts.ts";
import { consumerFacts } from "./account-facts.ts";
import type { Fact } from "./facts.tsx";
import { qualityResultFacts } from "./material-facts.ts";
import { storageResultFacts } from "./storage-facts.ts";
import type { Wording } from "./session-context.ts";

/** What the run says of an element so far; empty before the first results. */
export function resultFacts(element: Element, results: RunResult, wording: Wording): Fact[] {
  const { t, formats } = wording;
  const { count, number, duration, percent, withUnit } = formats;
  const { id } = element;
  const parts = (value: number): string => formats.counted(value, t("unit.parts"));
  const meanParts = (value: number): string => formats.measured(value, t("unit.parts"));
  const facts: Fact[] = [];
  const add = (name: string, value: string, testId?: string): void => {
    facts.push(testId === undefined ? { name, value } : { name, value, testId });
  };
  const station = results.stations[id];
  if (station !== undefined) {
    add(t("details.utilisation"), percent(station.utilisation), "utilisation");
    add(t("details.finished"), count(station.finished), "finished");
    add(t("details.meanContent"), meanParts(station.meanContent));
    add(t("details.maxContent"), parts(station.maxContent));
    add(t("details.failures"), count(station.failures));
    facts.push(...conveyingResultFacts(element, results, wording));
  }
  const buffer = results.buffers[id];
  if (buffer !== undefined) {
    add(t("details.meanContent"), meanParts(buffer.meanContent));
    add(t("details.maxContent"), parts(buffer.maxContent));
    add(t("details.meanWait"), duration(buffer.meanWait));
    add(t("details.entered"), parts(buffer.entered));
    add(t("details.left"), parts(buffer.left));
  }
  const source = results.sources[id];
  if (source !== undefined) {
    add(t("details.arrived"), count(source.arrived));
    add(t("details.entered"), parts(source.entered));
    add(t("details.lost"), count(source.lost));
  }
  const sink = results.sinks[id];
  if (sink !== undefined) {
    add(t("details.finished"), count(sink.count), "finished");
    add(t("details.throughput"), withUnit(number(sink.throughput), t("kpi.throughput.unit")));
    add(t("details.cycleTime"), duration(sink.cycleTimeMean));
    add(t("details.cycleTimeSd"), duration(sink.cycleTimeSd));
    const range = `${duration(sink.cycleTimeMin)} – ${duration(sink.cycleTimeMax)}`;
    add(t("details.cycleTimeRange"), sink.count > 0 ? range : "–");
    for (const [product, made] of Object.entries(sink.byProduct)) {
      add(`${t("details.byProduct")}: ${product}`, count(made));
    }
  }
  facts.push(...storageResultFacts(id, results, wording));
  facts.push(...qualityResultFacts(element, results, wording));
  facts.push(...consumerFacts(id, results, wording));
  return facts;
}
