import { Fragment, type VNode } from "preact";
import type { Fleet } from "../../plant/resources/fleet.ts";
import { VEHICLE_STATES } from "../../plant/vehicle-states.ts";
import type { LiveMember } from "../../protocol/live.ts";
import type { RunResult, VehicleInstant } from "../../protocol/simulation.ts";
import { type Fact, Facts } from "../facts.tsx";
import { useSession } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { NamedPart, NamedThing } from "./named-thing.tsx";
import { type ResourceWording, useResourceWording } from "./resource-wording.ts";
import { type Share, ShareFigure } from "./share-figure.tsx";
import { VEHICLE_COLOURS } from "../../editor/member-colours.ts";
import { useResourceInstant } from "./use-instant.ts";

type FleetResult = Extract<NonNullable<RunResult["resources"]>[string], { kind: "fleet" }>;

/** More vehicles are not listed; the 3D view leads to each. */
const MOST_VEHICLES = 60;

/** Where a vehicle stands, or from where to where it drives. */
function wayText({ at, to }: VehicleInstant, { r }: ResourceWording): string {
  return to === undefined ? at : r("onWay", { at, to });
}

/** What the real plant says of a vehicle. */
function liveText(member: LiveMember | undefined, { r, formats, vehicleState }: ResourceWording): string {
  if (member === undefined || member.at === 0) return "–";
  const { state, location, battery, stale } = member;
  return [
    ...(state === undefined ? [] : [vehicleState(state)]),
    ...(location === undefined ? [] : [location]),
    ...(battery === undefined ? [] : [formats.percent(battery)]),
    ...(stale ? [r("liveStale")] : []),
  ].join(" · ");
}

function Vehicles({ fleet, vehicles }: { fleet: Fleet; vehicles: readonly VehicleInstant[] }): VNode {
  const { selection, run, live } = useSession();
  const wording = useResourceWording();
  const { r, formats, vehicleState } = wording;
  const row = useValue(run.results)?.resources?.[fleet.id];
  const byVehicle = row?.kind === "fleet" ? row.byVehicle : [];
  const hasBattery = fleet.battery !== undefined;
  const isLive = useValue(live.enabled);
  const members = useValue(live.members);
  return (
    <>
      <table class="member-table" data-testid="vehicles">
        <thead>
          <tr>
            <th scope="col">{r("vehicle")}</th>
            <th scope="col">{r("state")}</th>
            <th scope="col">{r("place")}</th>
            {hasBattery && (
              <th scope="col" class="amount">
                {r("charge")}
              </th>
            )}
            <th scope="col" class="amount">
              {r("trips")}
            </th>
          </tr>
        </thead>
        <tbody>
          {vehicles.slice(0, MOST_VEHICLES).map((vehicle, i) => (
            <Fragment key={i}>
              <tr>
                <th scope="row">
                  <button
                    type="button"
                    class="link-button"
                    onClick={() => selection.choose({ kind: "resource", id: fleet.id, member: i })}
                  >
                    {i + 1}
                  </button>
                </th>
                <td>
                  <span
                    class="share-mark"
                    style={{ background: VEHICLE_COLOURS[vehicle.state] }}
                    aria-hidden="true"
                  />
                  {vehicleState(vehicle.state)}
                </td>
                <td>{wayText(vehicle, wording)}</td>
                {hasBattery && <td class="amount">{formats.percent(vehicle.charge ?? Number.NaN)}</td>}
                <td class="amount">{formats.count(byVehicle[i]?.trips ?? 0)}</td>
              </tr>
              {isLive && (
                <tr>
                  <td />
                  <td colSpan={hasBattery ? 4 : 3} class="muted" data-testid="live-vehicle">
                    {r("live")}: {liveText(members.get(`${fleet.id}/${i + 1}`), wording)}
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {vehicles.length > MOST_VEHICLES && (
        <p class="muted">{r("vehiclesMore", { count: formats.count(vehicles.length - MOST_VEHICLES) })}</p>
      )}
    </>
  );
}

function sharesOf(shares: FleetResult["shares"], { vehicleState }: ResourceWording): Share[] {
  return VEHICLE_STATES.map((state) => {
    return { key: state, name: vehicleState(state), share: shares[state], colour: VEHICLE_COLOURS[state] };
  });
}

function resultFacts(row: FleetResult, { r, formats }: ResourceWording): Fact[] {
  const { count, duration, number, percent, withUnit } = formats;
  const metres = (value: number): string =>
    value >= 10_000 ? withUnit(number(value / 1000), "km") : withUnit(number(value), "m");
  return [
    { name: r("utilisation"), value: percent(row.utilisation), testId: "fleet-utilisation" },
    { name: r("orders"), value: count(row.orders) },
    { name: r("meanWait"), value: duration(row.meanWait) },
    { name: r("maxWait"), value: duration(row.maxWait) },
    { name: r("trips"), value: count(row.trips), testId: "fleet-trips" },
    ...(row.distance === 0
      ? []
      : [
          { name: r("distance"), value: metres(row.distance) },
          {
            name: r("distanceLoaded"),
            value: `${metres(row.distanceLoaded)} (${percent(row.distanceLoaded / row.distance)})`,
          },
        ]),
    ...(row.failures === undefined ? [] : [{ name: r("breakdowns"), value: count(row.failures) }]),
    ...(row.charges === undefined ? [] : [{ name: r("charges"), value: count(row.charges) }]),
    ...(row.energyDeficit === undefined || row.energyDeficit === 0
      ? []
      : [{ name: r("energyDeficit"), value: withUnit(number(row.energyDeficit), "kWh") }]),
  ];
}

/** What a fleet does now, vehicle by vehicle, and what it did. */
export function FleetSection({ fleet }: { fleet: Fleet }): VNode {
  const { run } = useSession();
  const wording = useResourceWording();
  const { r, formats } = wording;
  const instant = useResourceInstant(fleet.id);
  const results = useValue(run.results);
  const row = results?.time === 0 ? undefined : results?.resources?.[fleet.id];
  return (
    <>
      {instant?.kind === "fleet" && (
        <section>
          <h3>{r("now")}</h3>
          <Facts facts={[{ name: r("waitingOrders"), value: formats.count(instant.waitingOrders) }]} />
          <Vehicles fleet={fleet} vehicles={instant.vehicles} />
        </section>
      )}
      {row?.kind === "fleet" && (
        <section>
          <h3>{r("results")}</h3>
          <ShareFigure title={r("states")} shares={sharesOf(row.shares, wording)} />
          <Facts facts={resultFacts(row, wording)} />
        </section>
      )}
    </>
  );
}

/** One vehicle: what it does now, and what it did. */
export function VehicleSection({ fleet, index }: { fleet: Fleet; index: number }): VNode | null {
  const { run, live } = useSession();
  const wording = useResourceWording();
  const { r, formats, vehicleState } = wording;
  const instant = useResourceInstant(fleet.id);
  const results = useValue(run.results);
  const row = results?.time === 0 ? undefined : results?.resources?.[fleet.id];
  const isLive = useValue(live.enabled);
  const member = useValue(live.members).get(`${fleet.id}/${index + 1}`);
  const vehicle = instant?.kind === "fleet" ? instant.vehicles[index] : undefined;
  const did = row?.kind === "fleet" ? row.byVehicle[index] : undefined;
  if (vehicle === undefined) return null;
  const facts: Fact[] = [
    { name: r("state"), value: vehicleState(vehicle.state), testId: "vehicle-state" },
    { name: r("place"), value: wayText(vehicle, wording) },
    ...(vehicle.client === undefined
      ? []
      : [{ name: r("forElement"), value: <NamedThing id={vehicle.client} /> }]),
    {
      name: r("carries"),
      value:
        vehicle.parts.length === 0 ? "–" : vehicle.parts.map((part) => <NamedPart key={part} part={part} />),
    },
    ...(vehicle.charge === undefined ? [] : [{ name: r("charge"), value: formats.percent(vehicle.charge) }]),
    ...(isLive ? [{ name: r("live"), value: liveText(member, wording) }] : []),
  ];
  return (
    <>
      <section>
        <h3>{r("now")}</h3>
        <Facts facts={facts} />
      </section>
      {did !== undefined && (
        <section>
          <h3>{r("results")}</h3>
          <ShareFigure title={r("states")} shares={sharesOf(did.shares, wording)} />
          <Facts
            facts={[
              { name: r("trips"), value: formats.count(did.trips) },
              ...(did.distance === 0
                ? []
                : [{ name: r("distance"), value: formats.withUnit(formats.number(did.distance), "m") }]),
            ]}
          />
        </section>
      )}
    </>
  );
}
