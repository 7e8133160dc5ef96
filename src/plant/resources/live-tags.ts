import { z } from "zod";
import { VEHICLE_STATES } from "../vehicle-states.ts";

const metric = {
  group: z.string().min(1).max(200),
  node: z.string().min(1).max(200),
  device: z.string().min(1).max(200).optional(),
  metric: z.string().min(1).max(200),
};

/** Binds one vehicle of a fleet to a live signal of the real plant: a Sparkplug B metric. */
export const fleetTagSchema = z
  .strictObject({
    signal: z.enum(["vehicleState", "location", "x", "y", "battery"]).meta({
      description:
        "What the metric tells: what the vehicle does, the point where it is, its coordinates in m, or what its battery has left in %",
    }),
    vehicle: z.int().min(1).max(10_000).meta({ description: "Number of the vehicle, from 1", unit: "1" }),
    ...metric,
    map: z
      .record(z.string(), z.enum(VEHICLE_STATES))
      .meta({ description: "The metric's own words → what the vehicle does" })
      .optional(),
  })
  .meta({ id: "FleetTag", description: "A live signal bound to one vehicle" });
export type FleetTag = z.infer<typeof fleetTagSchema>;

/** Binds a pool of workers to a live signal of the real plant. */
export const workersTagSchema = z
  .strictObject({
    signal: z.enum(["present", "atWork"]).meta({
      description: "What the metric tells: workers who are there, or who are at a task",
    }),
    ...metric,
  })
  .meta({ id: "WorkersTag", description: "A live signal bound to a pool of workers" });
export type WorkersTag = z.infer<typeof workersTagSchema>;
