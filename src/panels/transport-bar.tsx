import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { dayOf, timeOfDay } from "../app/i18n/formats.ts";
import { SPEEDS } from "../app/run-control.ts";
import { Icon } from "./icons.tsx";
import { useSession, useWording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

const MOST_SEED = 0xffff_ffff;

function PlayButton(): VNode {
  const { run } = useSession();
  const { t } = useWording();
  const status = useValue(run.status);
  const running = status === "running";
  const label = t(running ? "run.pause" : "run.play");
  return (
    <button
      type="button"
      class="primary play-button"
      disabled={status === "empty" || status === "loading"}
      title={`${label} (${t("keys.space")})`}
      data-testid="play"
      onClick={() => void run.toggle()}
    >
      <Icon name={running ? "pause" : "play"} />
      {label}
    </button>
  );
}

function StepButtons(): VNode {
  const { run, document } = useSession();
  const { t } = useWording();
  const status = useValue(run.status);
  const horizon = useValue(document.current)?.plant.run.horizon;
  const idle = status === "empty" || status === "loading";
  return (
    <div class="button-group" role="group">
      <button
        type="button"
        class="icon-button"
        disabled={idle}
        aria-label={t("run.step")}
        title={`${t("run.step")} (.)`}
        data-testid="step"
        onClick={() => void run.step()}
      >
        <Icon name="step" />
      </button>
      <button
        type="button"
        class="icon-button"
        disabled={idle || horizon === undefined}
        aria-label={t("run.toHorizon")}
        title={t("run.toHorizon")}
        data-testid="to-horizon"
        onClick={() => horizon !== undefined && void run.runUntil(horizon)}
      >
        <Icon name="end" />
      </button>
      <button
        type="button"
        class="icon-button"
        disabled={idle}
        aria-label={t("run.reset")}
        title={t("run.reset")}
        data-testid="reset"
        onClick={() => void run.reset()}
      >
        <Icon name="reset" />
      </button>
      <TraceButton />
    </div>
  );
}

/** Shows or hides breakpoints, ledger, and lives of parts. */
function TraceButton(): VNode {
  const { traceShown } = useSession().screens;
  const { t } = useWording();
  const shown = useValue(traceShown);
  return (
    <button
      type="button"
      class="icon-button"
      aria-pressed={shown}
      aria-label={t("run.trace")}
      title={`${t("keys.trace")} (B)`}
      data-testid="trace"
      onClick={() => (traceShown.value = !shown)}
    >
      <Icon name="trace" />
    </button>
  );
}

function SeedField(): VNode {
  const { run, document } = useSession();
  const { t } = useWording();
  const results = useValue(run.results);
  const plant = useValue(document.current)?.plant;
  const seed = results?.seed ?? run.settings.seed ?? plant?.run.seed ?? 1;
  // What is being typed stays, though the run goes on and the page is drawn again.
  const [typed, setTyped] = useState<string | undefined>(undefined);
  return (
    <label class="field seed-field" title={t("run.seed.hint")}>
      <span>{t("run.seed")}</span>
      <input
        type="number"
        min={0}
        max={MOST_SEED}
        step={1}
        value={typed ?? seed}
        data-testid="seed"
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => setTyped(undefined)}
        onChange={(event) => {
          const wanted = event.currentTarget.valueAsNumber;
          if (Number.isInteger(wanted) && wanted >= 0 && wanted <= MOST_SEED) void run.reset(wanted);
          setTyped(undefined);
        }}
      />
    </label>
  );
}

function SpeedChoice(): VNode {
  const { run } = useSession();
  const { t, formats } = useWording();
  const chosen = useValue(run.speed);
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{t("run.speed")}</legend>
      {SPEEDS.map((speed, index) => (
        <label key={speed} title={speed === Infinity ? t("run.speed.max.long") : `${index + 1}`}>
          <input
            type="radio"
            name="speed"
            checked={speed === chosen}
            data-testid={`speed-${index + 1}`}
            onChange={() => void run.setSpeed(speed)}
          />
          <span>
            {speed === Infinity ? t("run.speed.max") : t("run.speed.of", { speed: formats.count(speed) })}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Clock(): VNode {
  const { run } = useSession();
  const { t, formats } = useWording();
  const { time, speed, eventsPerSecond } = useValue(run.readout);
  const status = useValue(run.status);
  const running = status === "running";
  return (
    <dl class="readout">
      <div class="clock">
        <dt class="visually-hidden">{t("run.clock")}</dt>
        <dd data-testid="clock" data-seconds={time}>
          <span class="clock-day">{t("run.clock.day", { day: dayOf(time) })}</span>
          <span class="clock-time">{timeOfDay(time)}</span>
        </dd>
      </div>
      <div>
        <dt>{t("run.measured")}</dt>
        <dd data-testid="measured">
          {running ? t("run.speed.of", { speed: formats.number(speed, 2) }) : "–"}
        </dd>
      </div>
      <div>
        <dt>{t("run.rate")}</dt>
        <dd>{running ? `${formats.number(eventsPerSecond, 2)}/s` : "–"}</dd>
      </div>
    </dl>
  );
}

function StatusText(): VNode {
  const { run } = useSession();
  const { t } = useWording();
  const status = useValue(run.status);
  const stopped = useValue(run.stopped);
  const shown =
    status === "empty" ? "loading" : status === "paused" && stopped !== undefined ? "stopped" : status;
  return (
    <span class="run-status" data-status={shown} data-testid="run-status">
      {t(`run.state.${shown}`)}
    </span>
  );
}

/** Run, pause, step, speed, and the run's clock. */
export function TransportBar(): VNode {
  return (
    <footer class="transport-bar">
      <PlayButton />
      <StepButtons />
      <SpeedChoice />
      <SeedField />
      <div class="spacer" />
      <StatusText />
      <Clock />
    </footer>
  );
}
