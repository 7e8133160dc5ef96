import type { RefObject, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { AskedDivergence } from "../../app/experiment/question-control.ts";
import type { SidePair, SideRun } from "../../app/experiment/side-pair.ts";
import type { DivergenceAnswer, EventRecord } from "../../protocol/questions.ts";
import { Icon } from "../icons.tsx";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";
import { StationButton } from "./question-parts.tsx";
import { useStudy } from "./use-study.ts";

type Divergence = NonNullable<DivergenceAnswer["divergence"]>;

/** Both runs side by side, standing where they part, each with its event and what led there. */
export function PairView({
  found,
  divergence,
  asked,
}: {
  found: DivergenceAnswer;
  divergence: Divergence;
  asked: AskedDivergence;
}): VNode {
  const session = useSession();
  const { x } = useExperiment();
  const { study } = useStudy();
  const [pair, setPair] = useState<SidePair>();
  const element = (divergence.first ?? divergence.second)?.element;
  useEffect(() => {
    let opened: SidePair | undefined;
    let gone = false;
    const open = async (): Promise<void> => {
      const plants = [study?.plantOf(asked.first), study?.plantOf(asked.second)] as const;
      if (plants[0] === undefined || plants[1] === undefined) return;
      const { seed, replication, warmup } = found;
      const settings = { seed, replication, warmup, time: divergence.time };
      opened = await session.screens.openPair([plants[0], plants[1]], settings);
      if (gone) opened.close();
      else setPair(opened);
    };
    if (element !== undefined && session.document.element(element) !== undefined)
      session.selection.select(element);
    void open();
    return () => {
      gone = true;
      opened?.close();
      setPair(undefined);
    };
    // Opened anew for another answer only.
  }, [found]);
  if (pair === undefined) return <p class="muted">{x("divergence.busy")}</p>;
  return (
    <Pair
      key={divergence.time}
      pair={pair}
      element={element}
      sides={[
        { scenario: asked.first, line: divergence.first, causes: divergence.firstCauses },
        { scenario: asked.second, line: divergence.second, causes: divergence.secondCauses },
      ]}
      time={divergence.time}
    />
  );
}

interface SideWords {
  readonly scenario: string;
  readonly line: EventRecord | undefined;
  readonly causes: readonly EventRecord[];
}

function Pair({
  pair,
  element,
  sides,
  time,
}: {
  pair: SidePair;
  element: string | undefined;
  sides: readonly [SideWords, SideWords];
  time: number;
}): VNode {
  const { x } = useExperiment();
  const isBusy = useValue(pair.busy);
  const isRefused = useValue(pair.refused);
  const hosts = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)] as const;
  useEffect(() => {
    const ends: (() => void)[] = [];
    let gone = false;
    const begin = async (): Promise<void> => {
      for (const [i, side] of pair.sides.entries()) {
        const host = hosts[i]?.current;
        if (host === null || host === undefined) continue;
        // One view after the other: both at once would keep the page from answering for twice as long.
        // oxlint-disable-next-line no-await-in-loop
        const end = await side.attach(host, element);
        if (gone) return end();
        ends.push(end);
      }
      await pair.begin();
    };
    void begin();
    return () => {
      gone = true;
      for (const end of ends) end();
    };
  }, [pair]);
  const look = (id: string | undefined): void => pair.sides.forEach((side) => side.focus(id));
  return (
    <>
      <div class="station-tools" role="group" aria-label={x("view.divergence")}>
        <button type="button" disabled={isBusy} data-testid="pair-step" onClick={() => void pair.step()}>
          <Icon name="step" />
          {x("divergence.step")}
        </button>
        <button
          type="button"
          disabled={isBusy}
          data-testid="pair-minute"
          onClick={() => void pair.advance(60)}
        >
          {x("divergence.minute")}
        </button>
        <button type="button" disabled={isBusy} onClick={() => void pair.advance(600)}>
          {x("divergence.tenMinutes")}
        </button>
        <button type="button" disabled={isBusy} data-testid="pair-back" onClick={() => void pair.begin()}>
          <Icon name="reset" />
          {x("divergence.back")}
        </button>
        <button type="button" onClick={() => look(element)}>
          <Icon name="focus" />
          {x("divergence.focus")}
        </button>
        <button type="button" onClick={() => look(undefined)}>
          <Icon name="fit" />
          {x("divergence.fit")}
        </button>
      </div>
      {isRefused && <p class="note">{x("divergence.refused")}</p>}
      <div class="pair" data-testid="pair" data-busy={isBusy}>
        {sides.map((words, i) => (
          <Side
            key={words.scenario}
            words={words}
            side={pair.sides[i] as SideRun}
            host={i === 0 ? hosts[0] : hosts[1]}
            time={time}
          />
        ))}
      </div>
    </>
  );
}

function Side({
  words: { scenario, line, causes },
  side,
  host,
  time,
}: {
  words: SideWords;
  side: SideRun;
  host: RefObject<HTMLDivElement | null>;
  time: number;
}): VNode {
  const { x, nameOf } = useExperiment();
  const { formats } = useWording();
  const results = useValue(side.results);
  const stands = formats.clock(results?.time ?? 0);
  const chain = causes.length > 0 ? causes : line === undefined ? [] : [line];
  return (
    <section aria-label={x("divergence.side", { scenario: nameOf(scenario), time: stands })}>
      <h4>{nameOf(scenario)}</h4>
      <div
        class="side-stage"
        ref={host}
        data-testid={`side-${scenario}`}
        role="group"
        aria-label={nameOf(scenario)}
      />
      <p class="muted" data-testid={`side-state-${scenario}`} data-seconds={results?.time}>
        {x("divergence.state", {
          time: stands,
          finished: formats.count(results?.finished ?? 0),
          wip: formats.count(results?.wipNow ?? 0),
        })}
      </p>
      <strong>{x("divergence.happened")}</strong>
      {chain.length === 0 ? (
        <p>{x("divergence.nothing")}</p>
      ) : (
        <ol class="event-chain" data-testid={`chain-${scenario}`}>
          {chain.map((event, i) => (
            <EventLine key={event.id} event={event} isCause={i > 0} time={time} />
          ))}
        </ol>
      )}
    </section>
  );
}

/** An event with its element, its part, and its time where it is another one. */
function EventLine({ event, isCause, time }: { event: EventRecord; isCause: boolean; time: number }): VNode {
  const { x, plant } = useExperiment();
  const { formats } = useWording();
  const { element, kind, part, detail } = event;
  const isThere = plant.elements.some(({ id }) => id === element);
  const name = (id: string): string => plant.elements.find((one) => one.id === id)?.name ?? id;
  const whence = kind === "enter" && detail !== undefined;
  const more = [
    ...(part === undefined ? [] : [x("divergence.part", { part })]),
    ...(whence ? [x("divergence.from", { name: name(detail) })] : detail === undefined ? [] : [detail]),
  ];
  const clock = formats.clock(event.time);
  return (
    <li>
      {isCause && <span class="muted">← {x("divergence.causes")}</span>}
      {isThere ? <StationButton id={element} /> : <span>{element}</span>}
      <span>{x(`event.${kind}`)}</span>
      {more.length > 0 && <span class="muted">{more.join(", ")}</span>}
      <span class="muted stay-time">
        {!isCause && event.time > time ? x("divergence.later", { time: clock }) : clock}
      </span>
    </li>
  );
}
