import type { MilkRun } from "../../plant/elements/milk-run.ts";
import type { Link } from "../kernel/ports.ts";
import type { BuildContext } from "../elements/element.ts";
import { PointOfUse } from "./point-of-use.ts";

/** Something that a milk run carries from one stop to another: a delivery, or what is taken back. */
export interface Task {
  readonly from: string;
  readonly fromStop: number;
  /** Place of the connection to where it goes. */
  readonly link: number;
  readonly toStop: number;
  /** Index of the product; undefined where everything is taken. */
  readonly product: number | undefined;
  /** Of deliveries only. */
  readonly use: PointOfUse | undefined;
}

/** Deliveries, then returns, each in the order of the plant file. @param told of signals */
export function tasksOf(milkRun: MilkRun, context: BuildContext, told: () => void): Task[] {
  const { kernel, port } = context;
  const stopOf = (id: string): number => milkRun.stops.findIndex(({ serves = [] }) => serves.includes(id));
  const linkTo = (id: string): number => port.links.findIndex(({ to }) => to.id === id);
  const between = (from: string, to: string): Pick<Task, "from" | "fromStop" | "link" | "toStop"> => ({
    from,
    fromStop: stopOf(from),
    link: linkTo(to),
    toStop: stopOf(to),
  });
  return [
    ...milkRun.deliveries.map((delivery): Task => {
      const ends = between(delivery.from, delivery.to);
      const product = context.product(delivery.product);
      const place = {
        port: (port.links[ends.link] as Link).to,
        into: context.into(delivery.to),
        kernel,
      };
      return { ...ends, product, use: new PointOfUse(delivery, product, place, told) };
    }),
    ...(milkRun.returns ?? []).map(({ from, to }): Task => ({
      ...between(from, to),
      product: undefined,
      use: undefined,
    })),
  ];
}
