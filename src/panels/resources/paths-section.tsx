import { Fragment, type VNode } from "preact";
import type { Point } from "../../plant/elements/common.ts";
import type { Footpaths } from "../../plant/resources/footpaths.ts";
import type { Network } from "../../plant/resources/network.ts";
import type { Plant } from "../../plant/schema.ts";
import { type Fact, Facts } from "../facts.tsx";
import { useSession } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { NamedThing } from "./named-thing.tsx";
import { type ResourceWording, useResourceWording } from "./resource-wording.ts";
import { useResourceInstant } from "./use-instant.ts";

interface Way {
  readonly from: string;
  readonly to: string;
  readonly length?: number | undefined;
}

/** m, by the points where no length is written. */
function lengthOf(
  points: readonly { readonly id: string; readonly position: Point }[],
  ways: readonly Way[],
): number {
  const at = new Map(points.map(({ id, position }) => [id, position]));
  return ways.reduce((sum, { from, to, length }) => {
    const [a, b] = [at.get(from), at.get(to)];
    if (length !== undefined || a === undefined || b === undefined) return sum + (length ?? 0);
    return sum + Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  }, 0);
}

function pathFacts(resource: Network | Footpaths, { r, formats }: ResourceWording): Fact[] {
  const ways = resource.kind === "network" ? resource.segments : resource.paths;
  // A network's segments are one-way where nothing is said, footpaths go both ways.
  const oneWay =
    resource.kind === "network"
      ? resource.segments.filter(({ twoWay }) => twoWay !== true).length
      : resource.paths.filter(({ oneWay: isOneWay }) => isOneWay === true).length;
  return [
    { name: r("points"), value: formats.count(resource.points.length) },
    { name: r("segments"), value: formats.count(ways.length) },
    { name: r("oneWay"), value: formats.count(oneWay) },
    { name: r("length"), value: formats.withUnit(formats.number(lengthOf(resource.points, ways)), "m") },
  ];
}

/** Who moves on it: fleets on a network, pools of workers on footpaths. */
function usersOf(plant: Plant, { id, kind }: Network | Footpaths): string[] {
  return (plant.resources ?? []).flatMap((resource) => {
    if (kind === "network")
      return resource.kind === "fleet" && resource.travel.by === "network" && resource.travel.network === id
        ? [resource.id]
        : [];
    return resource.kind === "workers" && resource.walking?.footpaths === id ? [resource.id] : [];
  });
}

/** Vehicles of a fleet that wait for their way now. */
function Waiting({ fleet }: { fleet: string }): VNode | null {
  const { r, formats, nameOf } = useResourceWording();
  const instant = useResourceInstant(fleet);
  if (instant?.kind !== "fleet") return null;
  const waiting = instant.vehicles.filter(({ state }) => state === "waitingForTraffic").length;
  const value = `${formats.count(waiting)} / ${formats.count(instant.vehicles.length)}`;
  return <Facts facts={[{ name: `${r("waitingForTraffic")} (${nameOf(fleet)})`, value }]} />;
}

/** How big a network of paths is, who moves on it, and who waits there. */
export function PathsSection({ resource }: { resource: Network | Footpaths }): VNode {
  const { document } = useSession();
  const wording = useResourceWording();
  const { r } = wording;
  const plant = useValue(document.current)?.plant;
  const users = plant === undefined ? [] : usersOf(plant, resource);
  const isNetwork = resource.kind === "network";
  return (
    <section>
      <h3>{r("now")}</h3>
      <Facts
        facts={[
          ...pathFacts(resource, wording),
          ...(users.length === 0
            ? []
            : [
                {
                  name: r(isNetwork ? "fleets" : "pools"),
                  value: users.map((id, i) => (
                    <Fragment key={id}>
                      {i > 0 && ", "}
                      <NamedThing id={id} />
                    </Fragment>
                  )),
                },
              ]),
        ]}
      />
      {isNetwork && users.map((id) => <Waiting key={id} fleet={id} />)}
    </section>
  );
}
