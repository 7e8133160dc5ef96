import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { setTakt } from "../../editor/balance-actions.ts";
import type { LineBalance } from "../../plant/balance/line-balance.ts";
import type { BalanceAim } from "../../protocol/balance.ts";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { type ShownLine, taskName, useBalance } from "./balance-context.ts";
import { Outcome } from "./outcome.tsx";
import { SearchProgress } from "./search-progress.tsx";

const AIMS = ["stations", "cycle", "efficiency"] as const;

/** s a line */
const TIME_LIMIT = 30;

/** A number as a person of either language types it; undefined for anything else. */
export function typedNumber(text: string): number | undefined {
  const value = Number(text.trim().replace(",", "."));
  return text.trim() === "" || !Number.isFinite(value) ? undefined : value;
}

/** Takt, aim and limits, and the buttons that search for a better line. */
export function QuestionForm({ shown }: { shown: ShownLine }): VNode {
  const { b, control } = useBalance();
  const { formats } = useWording();
  const search = useValue(control.search);
  const [aim, setAim] = useState<BalanceAim>("stations");
  const [isAll, setAll] = useState(true);
  const [moves, setMoves] = useState("");
  const { plant, line } = shown;
  const all = (plant.balance ?? []).map(({ id }) => id);
  const lines = isAll ? all : [line.id];
  const mostMoves = typedNumber(moves);
  const isMovesWrong = moves.trim() !== "" && !(Number.isInteger(mostMoves) && (mostMoves ?? -1) >= 0);
  const provenance = (balanced: LineBalance, load: readonly string[]): string => {
    const names = balanced.tasks.filter(({ id }) => load.includes(id)).map(taskName);
    const repositioning = formats.withUnit(formats.number(balanced.repositioning ?? 0), "s");
    return b("simulate.provenance", {
      line: balanced.name ?? balanced.id,
      repositioning,
      tasks: names.join(", "),
    });
  };
  const ask = (isSimulated: boolean): void =>
    void control.balance({
      lines,
      aim,
      timeLimit: TIME_LIMIT,
      ...(mostMoves === undefined ? {} : { mostMoves }),
      ...(isSimulated ? { simulateAs: provenance } : {}),
    });
  return (
    <form class="panel question" onSubmit={(event) => event.preventDefault()}>
      <TaktField shown={shown} lines={lines} />
      {all.length > 1 && (
        <label class="check">
          <input type="checkbox" checked={isAll} onChange={(event) => setAll(event.currentTarget.checked)} />
          <span>{b("ask.all", { count: all.length })}</span>
        </label>
      )}
      <label class="field wide">
        <span>{b("ask.aim")}</span>
        <select
          value={aim}
          data-testid="aim"
          onChange={(event) => setAim(AIMS.find((each) => each === event.currentTarget.value) ?? "stations")}
        >
          {AIMS.map((each) => (
            <option key={each} value={each} selected={each === aim}>
              {b(`ask.aim.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label class="field wide">
        <span>{b("ask.moves")}</span>
        <input
          type="text"
          inputMode="numeric"
          class="short"
          value={moves}
          placeholder={b("ask.moves.any")}
          aria-invalid={isMovesWrong}
          data-testid="moves"
          onInput={(event) => setMoves(event.currentTarget.value)}
        />
      </label>
      {isMovesWrong && <p class="note-error">{b("ask.moves.wrong")}</p>}
      {search === undefined ? (
        <div class="row">
          <button type="button" disabled={isMovesWrong} data-testid="balance" onClick={() => ask(false)}>
            {b("ask.balance")}
          </button>
          <button
            type="button"
            class="primary"
            disabled={isMovesWrong}
            data-testid="balance-simulate"
            onClick={() => ask(true)}
          >
            {b("ask.balanceSimulate")}
          </button>
        </div>
      ) : (
        <SearchProgress search={search} plant={plant} />
      )}
      <Outcome shown={shown} />
    </form>
  );
}

/** The takt of the line, or of all lines; taken over when the field is left or Enter is pressed. */
function TaktField({ shown, lines }: { shown: ShownLine; lines: readonly string[] }): VNode {
  const { b } = useBalance();
  const { history } = useSession();
  const { formats } = useWording();
  const [typed, setTyped] = useState<string>();
  const { plant, line } = shown;
  const least = Math.max(
    ...(plant.balance ?? [])
      .filter(({ id }) => lines.includes(id))
      .map(({ repositioning = 0 }) => repositioning),
  );
  const value = typed === undefined ? line.takt : typedNumber(typed);
  const isWrong = value === undefined || value <= least || value > 3.2e9;
  const take = (): void => {
    if (typed !== undefined && !isWrong) history.edit("setTakt", (edited) => setTakt(edited, lines, value));
    if (!isWrong) setTyped(undefined);
  };
  return (
    <>
      <label class="field wide">
        <span>{b("ask.takt")}</span>
        <span class="with-unit">
          <input
            type="text"
            inputMode="decimal"
            class="short"
            value={typed ?? formats.number(line.takt, 6)}
            aria-invalid={isWrong}
            data-testid="takt"
            onInput={(event) => setTyped(event.currentTarget.value)}
            onBlur={take}
            onKeyDown={(event) => {
              if (event.key === "Enter") take();
            }}
          />
          s
        </span>
      </label>
      {isWrong && (
        <p class="note-error">
          {b("ask.takt.wrong", { least: formats.withUnit(formats.number(least), "s") })}
        </p>
      )}
    </>
  );
}
