import type { VNode } from "preact";
import { dayOf, timeOfDay } from "../../app/i18n/formats.ts";
import { MILK_RUN_TEXTS, type MilkRunTexts } from "../../app/i18n/milk-run-texts.ts";
import type { MilkRun } from "../../plant/elements/milk-run.ts";
import type { MilkRunResult } from "../../protocol/simulation.ts";
import { type Fact, Facts } from "../facts.tsx";
import { useSession, useWording, type Wording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { type DepartureRow, departureRows } from "./departure-rows.ts";
import "../style/milk-run.css";

function noteOf({ is, due, began = due }: DepartureRow, texts: MilkRunTexts, { formats }: Wording): string {
  return is === "late" ? texts.late(formats.duration(began - due)) : texts[is];
}

/** The latest departures and the next ones, with what was late or did not take place. */
function Board({ milkRun, result, now }: { milkRun: MilkRun; result: MilkRunResult; now: number }): VNode {
  const wording = useWording();
  // The day is told where it is another one than today.
  const clock = (seconds: number): string =>
    dayOf(seconds) === dayOf(now) ? timeOfDay(seconds) : wording.formats.clock(seconds);
  const texts = MILK_RUN_TEXTS[wording.language];
  const rows = departureRows(result, milkRun.tolerance ?? 0);
  return (
    <table class="departures" data-testid="departures">
      <thead>
        <tr>
          <th scope="col">{texts.due}</th>
          <th scope="col">{texts.departed}</th>
          <th scope="col">{texts.note}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.due} class={row.is}>
            <td>{clock(row.due)}</td>
            <td>{row.began === undefined ? "–" : clock(row.began)}</td>
            <td>
              {row.is === "late" || row.is === "waits" || row.is === "missed" ? (
                <strong>
                  <span aria-hidden="true">{row.is === "missed" ? "✕ " : "▲ "}</span>
                  {noteOf(row, texts, wording)}
                </strong>
              ) : (
                noteOf(row, texts, wording)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function lapFacts(result: MilkRunResult, texts: MilkRunTexts, { formats }: Wording): Fact[] {
  const { count, duration, percent } = formats;
  const facts: Fact[] = [
    { name: texts.laps, value: count(result.laps), testId: "laps" },
    { name: texts.lapMean, value: duration(result.lapMean), testId: "lap-mean" },
    { name: texts.lapMax, value: duration(result.lapMax) },
    { name: texts.load, value: percent(result.loadMean) },
    { name: texts.brought, value: count(result.delivered) },
  ];
  if (!Number.isNaN(result.punctuality))
    facts.push(
      { name: texts.punctuality, value: percent(result.punctuality), testId: "punctuality" },
      { name: texts.lateDepartures, value: count(result.late) },
      { name: texts.missedDepartures, value: count(result.missed) },
      { name: texts.latenessMean, value: duration(result.latenessMean) },
    );
  const rare = [
    [texts.takenBack, result.returned],
    [texts.noRoom, result.noRoom],
    [texts.leftBehind, result.leftBehind],
    [texts.notInStock, result.notInStock],
    [texts.skipped, result.stopsSkipped],
    [texts.withoutDemand, result.withoutDemand],
  ] as const;
  for (const [name, value] of rare) if (value > 0) facts.push({ name, value: count(value) });
  return facts;
}

function PointsOfUse({ result }: { result: MilkRunResult }): VNode {
  const { document, selection } = useSession();
  const { language, formats } = useWording();
  const texts = MILK_RUN_TEXTS[language];
  return (
    <table class="departures" data-testid="points-of-use">
      <thead>
        <tr>
          <th scope="col">{texts.pointOfUse}</th>
          <th scope="col">{texts.product}</th>
          <th scope="col">{texts.stock}</th>
          <th scope="col">{texts.empty}</th>
        </tr>
      </thead>
      <tbody>
        {result.pointsOfUse.map(({ to, product, meanStock, stockOutShare }) => (
          <tr key={`${to} ${product}`}>
            <th scope="row">
              <button type="button" class="link-button" onClick={() => selection.select(to)}>
                {document.element(to)?.name ?? to}
              </button>
            </th>
            <td>{product}</td>
            <td>{formats.number(meanStock)}</td>
            <td>{formats.percent(stockOutShare)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function timetableText(
  { timetable }: MilkRun,
  texts: MilkRunTexts,
  { formats: { count, duration } }: Wording,
): string {
  switch (timetable.by) {
    case "takt":
      return texts.every(duration(timetable.every));
    case "times":
      return texts.times(count(timetable.times.length));
    case "demand":
      return texts.onDemand(count(timetable.signals));
    default:
      return texts.continuous;
  }
}

/** Timetable, laps and points of use of a milk run, and its route. */
export function MilkRunSection({ milkRun }: { milkRun: MilkRun }): VNode {
  const { run } = useSession();
  const wording = useWording();
  const texts = MILK_RUN_TEXTS[wording.language];
  const results = useValue(run.results);
  const now = results?.time ?? 0;
  const result = now === 0 ? undefined : results?.stations[milkRun.id]?.milkRun;
  const plan: Fact[] = [
    { name: texts.takt, value: timetableText(milkRun, texts, wording) },
    { name: texts.route, value: milkRun.stops.map(({ at }) => at).join(" → ") },
  ];
  const isPlanned = milkRun.timetable.by === "takt" || milkRun.timetable.by === "times";
  return (
    <section data-testid="milk-run">
      <h3>{texts.timetable}</h3>
      <Facts facts={plan} />
      {result !== undefined && isPlanned && <Board milkRun={milkRun} result={result} now={now} />}
      {result !== undefined && <Facts facts={lapFacts(result, texts, wording)} />}
      {result !== undefined && result.pointsOfUse.length > 0 && (
        <>
          <h3>{texts.pointsOfUse}</h3>
          <PointsOfUse result={result} />
        </>
      )}
    </section>
  );
}
