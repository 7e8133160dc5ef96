import { Fragment, type VNode } from "preact";
import { useState } from "preact/hooks";
import type { PartInstant } from "../../protocol/simulation.ts";
import { type Fact, Facts } from "../facts.tsx";
import { useSession } from "../session-context.ts";
import { Stays } from "../trace/life-section.tsx";
import { useTrace, useTraceWording } from "../trace/trace-context.ts";
import { useOptionalValue } from "../experiment/use-optional-value.ts";
import { useValue } from "../use-value.ts";
import { FollowChoice } from "./follow-choice.tsx";
import { NamedPart, NamedThing } from "./named-thing.tsx";
import { type ResourceWording, useResourceWording } from "./resource-wording.ts";
import { usePartInstant } from "./use-instant.ts";

function partFacts(part: PartInstant, now: number, wording: ResourceWording): Fact[] {
  const { r, t, formats, nameOf } = wording;
  const { clock, count, duration, number } = formats;
  return [
    { name: r("product"), value: nameOf(part.product), testId: "part-product" },
    { name: r("where"), value: <NamedThing id={part.element} />, testId: "part-where" },
    ...(part.by === undefined
      ? []
      : [{ name: r("by"), value: part.by.includes("#") ? <NamedPart part={part.by} /> : part.by }]),
    ...(part.entered === undefined ? [] : [{ name: r("inSystem"), value: duration(now - part.entered) }]),
    { name: r("ready"), value: duration(now - part.since) },
    ...(part.due === undefined ? [] : [{ name: r("due"), value: clock(part.due) }]),
    ...(part.order === undefined ? [] : [{ name: r("order"), value: part.order }]),
    ...Object.entries(part.attributes ?? {}).map(([id, value]): Fact => {
      return { name: id, value: typeof value === "number" ? number(value) : value };
    }),
    ...(part.defective ? [{ name: r("defect"), value: r("yes") }] : []),
    ...(part.reworked === 0 ? [] : [{ name: r("reworked"), value: count(part.reworked) }]),
    ...(part.holds.length === 0
      ? []
      : [
          {
            name: r("holds"),
            value: (
              <>
                {formats.counted(part.holds.length, t("unit.parts"))}:{" "}
                {part.holds.slice(0, 12).map((one, i) => (
                  <Fragment key={one}>
                    {i > 0 && ", "}
                    <NamedPart part={one} />
                  </Fragment>
                ))}
              </>
            ),
          },
        ]),
  ];
}

/** What happened to the part so far: for this the run is repeated. */
function Life({ part }: { part: string }): VNode | null {
  const control = useTrace();
  const { r } = useResourceWording();
  const { w } = useTraceWording();
  const life = useOptionalValue(control?.life);
  const busy = useOptionalValue(control?.busy);
  const [asked, setAsked] = useState(false);
  if (control === undefined) return null;
  const show = (): void => {
    setAsked(true);
    void control.showLife(part);
  };
  const isOwn = asked && life !== undefined && (!life.ok || life.value.part === part);
  return (
    <section>
      <h3>{r("life")}</h3>
      <button
        type="button"
        disabled={busy !== undefined}
        title={r("lifeHint")}
        data-testid="part-life"
        onClick={show}
      >
        {w("life.show")}
      </button>
      {busy === "life" && <p role="status">{w("busy")}</p>}
      {isOwn &&
        (life.ok ? (
          <Stays life={life.value} />
        ) : (
          <p class="fault">{w(life.reason === "noPart" ? "life.noPart" : life.reason)}</p>
        ))}
    </section>
  );
}

/** A part of the run that is selected: what it is, where it is, and its life. */
export function PartDetails({ subject }: { subject: { readonly key: number } }): VNode | null {
  const { run } = useSession();
  const wording = useResourceWording();
  const answer = usePartInstant(subject.key);
  const now = useValue(run.results)?.time ?? 0;
  if (answer === undefined) return null;
  const part = answer.value;
  if (part === undefined) return <p class="muted">{wording.r("gone")}</p>;
  return (
    <>
      <h3 data-testid="part-name">{part.part}</h3>
      <FollowChoice />
      <Facts facts={partFacts(part, now, wording)} />
      <Life part={part.part} />
    </>
  );
}
