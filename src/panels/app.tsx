import { render, type VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Dock } from "../app/preferences.ts";
import type { Session } from "../app/session.ts";
import { DetailsPanel } from "./details-panel.tsx";
import { HintBar } from "./hint-bar.tsx";
import { KpiStrip } from "./kpi-strip.tsx";
import { hasAccounts } from "../plant/keeps-accounts.ts";
import { onDemand } from "./on-demand.tsx";
import { MessageList } from "./message-list.tsx";
import { RunPanel } from "./run-panel.tsx";
import { SessionContext, usePreferences, useSession, useWording } from "./session-context.ts";
import { StateLegend } from "./state-badge.tsx";
import { StageTools } from "./stage-tools.tsx";
import { StatusRegion } from "./status-region.tsx";
import { ThroughputChart } from "./throughput-chart.tsx";
import { TopBar } from "./top-bar.tsx";
import { TransportBar } from "./transport-bar.tsx";
import { TreePanel } from "./tree-panel.tsx";
import { useValue } from "./use-value.ts";
import "./style/tokens.css";
import "./style/controls.css";
import "./style/layout.css";
import "./style/panels.css";

const ImportDialog = onDemand(async () => (await import("./import-dialog.tsx")).ImportDialog);
const KeysDialog = onDemand(async () => (await import("./keys-dialog.tsx")).KeysDialog);
const BalanceScreen = onDemand(async () => (await import("./balance/balance-screen.tsx")).BalanceScreen);
const ExperimentScreen = onDemand(
  async () => (await import("./experiment/experiment-screen.tsx")).ExperimentScreen,
);
const ShiftsScreen = onDemand(async () => (await import("./shifts/shifts-screen.tsx")).ShiftsScreen);
const HeatLegend = onDemand(async () => (await import("./heat-legend.tsx")).HeatLegend);
const AccountsPanel = onDemand(async () => (await import("./accounts-panel.tsx")).AccountsPanel);
const PeoplePanel = onDemand(async () => (await import("./people-panel.tsx")).PeoplePanel);
const EditBar = onDemand(async () => (await import("./editing/edit-bar.tsx")).EditBar);
const ScenarioPanel = onDemand(async () => (await import("./editing/scenario-panel.tsx")).ScenarioPanel);
const TracePanel = onDemand(async () => (await import("./trace/trace-panel.tsx")).TracePanel);
const LivePanel = onDemand(async () => (await import("./live-panel.tsx")).LivePanel);

/** Puts an element of another owner, the 3D view's, into the page. */
function Stage({ element }: { element: HTMLElement }): VNode {
  const { t } = useWording();
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => host.current?.append(element), [element]);
  useLayoutEffect(() => element.setAttribute("aria-label", t("stage.label")));
  return <div class="stage-host" ref={host} />;
}

function Layout({ stage }: { stage: HTMLElement }): VNode {
  const { t } = useWording();
  const session = useSession();
  const { hidden } = usePreferences();
  const dragging = useValue(session.dragging);
  const keysShown = useValue(session.keysShown);
  const importing = useValue(session.files.importing);
  const live = useValue(session.live.enabled);
  const balancing = useValue(session.screens.balanceShown);
  const tracing = useValue(session.screens.traceShown);
  const experimenting = useValue(session.screens.experimentShown);
  const planning = useValue(session.screens.shiftsShown);
  const warming = useValue(session.screens.heat);
  const isCovered = balancing || experimenting || planning;
  const isBeside = useValue(session.screens.beside) && experimenting;
  const plant = useValue(session.document.current)?.plant;
  const hasPools = plant?.resources?.some(({ kind }) => kind === "workers") === true;
  const bench = useValue(session.bench);
  const keepsAccounts = plant !== undefined && hasAccounts(plant);
  const isShown = (dock: Dock): boolean => !isCovered && !hidden.includes(dock);
  return (
    <div
      class="app"
      data-hidden={hidden.join(" ")}
      data-editing={bench === undefined ? undefined : ""}
      data-beside={isBeside ? "" : undefined}
    >
      <TopBar />
      {isShown("left") && (
        <aside class="dock dock-left" aria-label={t("panel.tree")}>
          <TreePanel />
          {bench !== undefined && <ScenarioPanel bench={bench} />}
        </aside>
      )}
      {balancing && <BalanceScreen />}
      {experimenting && <ExperimentScreen />}
      {planning && <ShiftsScreen />}
      <main class="stage-cell" inert={isCovered && !isBeside}>
        <Stage element={stage} />
        <div class="stage-notes">
          <HintBar />
          <MessageList />
        </div>
        {bench !== undefined && <EditBar bench={bench} />}
        <StageTools />
        <StateLegend />
        {warming !== undefined && <HeatLegend control={warming} />}
        {dragging && <div class="drop-target">{t("top.drop")}</div>}
      </main>
      {isShown("right") && (
        <aside class="dock dock-right" aria-label={t("panel.details")}>
          <DetailsPanel />
          {tracing && <TracePanel />}
          {live && <LivePanel />}
          {hasPools && <PeoplePanel />}
          {keepsAccounts && <AccountsPanel />}
          <RunPanel />
        </aside>
      )}
      {isShown("bottom") && (
        <section class="dock dock-bottom" aria-label={t("panel.results")}>
          <KpiStrip />
          <ThroughputChart />
        </section>
      )}
      <TransportBar />
      {keysShown && <KeysDialog />}
      {importing !== undefined && <ImportDialog control={importing} />}
      <StatusRegion />
    </div>
  );
}

/**
 * Shows the page's panels around the 3D view.
 * @param stage element that the 3D view draws into
 */
export function showPanels(root: HTMLElement, session: Session, stage: HTMLElement): void {
  root.replaceChildren();
  render(
    <SessionContext.Provider value={session}>
      <Layout stage={stage} />
    </SessionContext.Provider>,
    root,
  );
}
