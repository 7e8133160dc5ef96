import type { VNode } from "preact";
import { LANGUAGES } from "../app/i18n/text.ts";
import { DOCKS, THEMES } from "../app/preferences.ts";
import { isExample, type Scene } from "../app/scenes.ts";
import type { OpenPlant } from "../editor/document.ts";
import { Icon } from "./icons.tsx";
import { LiveToggle } from "./live-toggle.tsx";
import { usePreferences, useSession, useWording, type Wording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

const DOCK_PANELS = { left: "panel.tree", right: "panel.details", bottom: "panel.results" } as const;
/** Names of the languages in themselves. */
const LANGUAGE_NAMES = { en: "English", de: "Deutsch" } as const;

/** Begins the values of the user's own plants, which may have the ids of scenes. */
const OWN = "own/";

function sceneName(id: string, { find }: Wording): string {
  return find(`scene.${id}`) ?? id;
}

function ScenePicker(): VNode {
  const session = useSession();
  const wording = useWording();
  const current: OpenPlant | undefined = useValue(session.document.current);
  const origin = current?.origin;
  const open = origin?.kind === "scene" ? origin.id : "";
  const own = useValue(session.files.ownPlants).filter((id) => open !== "" || id !== current?.plant.id);
  const scenes = session.scenes.filter(({ id }) => !isExample(id));
  const examples = session.scenes.filter(({ id }) => isExample(id));
  const option = ({ id }: Scene): VNode => (
    <option key={id} value={id} selected={id === open}>
      {sceneName(id, wording)}
    </option>
  );
  return (
    <label class="field scene-picker">
      <span class="visually-hidden">{wording.t("top.scene")}</span>
      <select
        value={open}
        onChange={(event) => {
          const { value } = event.currentTarget;
          void (value.startsWith(OWN)
            ? session.files.openOwn(value.slice(OWN.length))
            : session.files.openScene(value));
        }}
        data-testid="scene"
      >
        {open === "" && (
          <option value="" disabled selected>
            {origin?.kind === "file"
              ? wording.t("top.scene.own", { name: current?.plant.name ?? "" })
              : (current?.plant.name ?? "")}
          </option>
        )}
        {scenes.map(option)}
        {own.map((id) => (
          <option key={`${OWN}${id}`} value={`${OWN}${id}`}>
            {wording.t("top.scene.own", { name: wording.find(`scene.${id}`) ?? id })}
          </option>
        ))}
        <optgroup label={wording.t("top.examples")}>{examples.map(option)}</optgroup>
      </select>
    </label>
  );
}

function DockToggles(): VNode {
  const { preferences } = useSession();
  const { t } = useWording();
  const { hidden } = usePreferences();
  return (
    <div class="button-group" role="group" aria-label={t("top.panels")}>
      {DOCKS.map((dock) => {
        const isHidden = hidden.includes(dock);
        const label = t(isHidden ? "panel.show" : "panel.hide", { panel: t(DOCK_PANELS[dock]) });
        return (
          <button
            key={dock}
            type="button"
            class="icon-button"
            aria-pressed={!isHidden}
            aria-label={t(DOCK_PANELS[dock])}
            title={label}
            onClick={() =>
              preferences.change({
                hidden: isHidden ? hidden.filter((other) => other !== dock) : [...hidden, dock],
              })
            }
          >
            <Icon name={dock} />
          </button>
        );
      })}
    </div>
  );
}

function Choices(): VNode {
  const { preferences } = useSession();
  const { t } = useWording();
  const { language, theme } = usePreferences();
  return (
    <>
      <label class="field">
        <span class="visually-hidden">{t("top.theme")}</span>
        <select
          value={theme}
          title={t("top.theme")}
          onChange={(event) => {
            const chosen = THEMES.find((candidate) => candidate === event.currentTarget.value);
            if (chosen !== undefined) preferences.change({ theme: chosen });
          }}
        >
          {THEMES.map((name) => (
            <option key={name} value={name} selected={name === theme}>
              {t(`top.theme.${name}`)}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span class="visually-hidden">{t("top.language")}</span>
        <select
          value={language}
          title={t("top.language")}
          onChange={(event) => {
            const chosen = LANGUAGES.find((candidate) => candidate === event.currentTarget.value);
            if (chosen !== undefined) preferences.change({ language: chosen });
          }}
        >
          {LANGUAGES.map((name) => (
            <option key={name} value={name} selected={name === language} lang={name}>
              {LANGUAGE_NAMES[name]}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

/** The plant, its file, and what concerns the page as a whole. */
export function TopBar(): VNode {
  const session = useSession();
  const { t } = useWording();
  const current = useValue(session.document.current);
  const balancing = useValue(session.screens.balanceShown);
  const experimenting = useValue(session.screens.experimentShown);
  const planning = useValue(session.screens.shiftsShown);
  const editing = useValue(session.bench) !== undefined;
  return (
    <header class="top-bar">
      <div class="brand">
        <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
          <path d="M3 6h26v5H18.5v15h-5V11H3z" />
          <path class="brand-beat" d="M3 15h7v4H3zM22 15h7v4h-7z" />
        </svg>
        <span class="brand-name">{t("app.name")}</span>
      </div>
      <ScenePicker />
      <h1 class="visually-hidden plant-name">{current?.plant.name ?? ""}</h1>
      <button type="button" title={t("top.open")} onClick={() => void session.files.chooseFile()}>
        <Icon name="open" />
        <span class="spare-text">{t("top.open")}</span>
      </button>
      <button
        type="button"
        title={t("top.save")}
        disabled={current === undefined}
        onClick={() => void session.files.save()}
      >
        <Icon name="save" />
        <span class="spare-text">{t("top.save")}</span>
      </button>
      <button
        type="button"
        disabled={current === undefined || balancing || experimenting || planning}
        aria-pressed={editing}
        data-testid="edit"
        onClick={() => void session.setEditing(!editing)}
      >
        <Icon name="pencil" />
        {t("top.edit")}
      </button>
      <button
        type="button"
        disabled={current === undefined}
        aria-pressed={balancing}
        data-testid="line-balance"
        onClick={() => void session.screens.showBalance(!balancing)}
      >
        <Icon name="balance" />
        {t("top.balance")}
      </button>
      <button
        type="button"
        disabled={current === undefined}
        aria-pressed={experimenting}
        title={`${t("top.experiment")} (V)`}
        data-testid="experiment"
        onClick={() => void session.screens.showExperiment(!experimenting)}
      >
        <Icon name="experiment" />
        {t("top.experiment")}
      </button>
      <button
        type="button"
        disabled={current === undefined}
        aria-pressed={planning}
        title={`${t("top.shifts")} (S)`}
        data-testid="shifts"
        onClick={() => void session.screens.showShifts(!planning)}
      >
        <Icon name="shifts" />
        <span class="spare-text">{t("top.shifts")}</span>
      </button>
      <div class="spacer" />
      <LiveToggle />
      <DockToggles />
      <Choices />
      <button
        type="button"
        class="icon-button"
        aria-label={t("top.keys")}
        title={`${t("top.keys")} (?)`}
        onClick={() => (session.keysShown.value = true)}
      >
        <Icon name="keys" />
      </button>
    </header>
  );
}
