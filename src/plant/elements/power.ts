import { z } from "zod";

const watts = z.number().nonnegative().max(1e9);
const seconds = z.number().nonnegative().max(3.2e9);

/** How a machine comes back to work from standby or from being off. */
const rampUpSchema = z
  .strictObject({
    time: seconds.meta({ description: "Until it can work", unit: "s" }),
    power: watts.meta({ description: "Meanwhile; as when idle when absent", unit: "W" }).optional(),
  })
  .meta({ id: "RampUp", description: "Heating up, referencing, starting; work waits for it" });

/** Electrical power that an element draws, by what it is doing (SPEC N). */
export const powerSchema = z
  .strictObject({
    working: watts.meta({ description: "As when idle when absent", unit: "W" }).optional(),
    setup: watts.meta({ description: "During change-overs; as when idle when absent", unit: "W" }).optional(),
    idle: watts.meta({ description: "Starved, blocked or waiting", unit: "W" }),
    failed: watts.meta({ description: "As when idle when absent", unit: "W" }).optional(),
    maintenance: watts.meta({ description: "As when idle when absent", unit: "W" }).optional(),
    paused: watts.meta({ description: "Off shift but on; as when idle when absent", unit: "W" }).optional(),
    standby: z
      .strictObject({
        after: seconds.meta({ description: "Time without work after which it goes to standby", unit: "s" }),
        power: watts.meta({ unit: "W" }),
        rampUp: rampUpSchema.optional(),
      })
      .meta({ description: "Less power after some time without work" })
      .optional(),
    off: z
      .strictObject({
        after: seconds
          .meta({
            description: "Pauses up to this long are spent on; at once off when absent",
            unit: "s",
          })
          .optional(),
        power: watts.meta({ description: "0 when absent", unit: "W" }).optional(),
        rampUp: rampUpSchema.optional(),
      })
      .meta({ description: "Switched off while paused (off shift); always on when absent" })
      .optional(),
  })
  .meta({
    id: "Power",
    description: "Electrical power by state, of each server; elements without states draw the idle power",
  });
export type Power = z.infer<typeof powerSchema>;

/** Electrical power of each vehicle of a fleet. */
export const vehiclePowerSchema = z
  .strictObject({
    driving: watts.meta({ description: "Without a load; 0 when absent", unit: "W" }).optional(),
    drivingLoaded: watts.meta({ description: "As without a load when absent", unit: "W" }).optional(),
    handling: watts
      .meta({ description: "Loading and unloading; as when idle when absent", unit: "W" })
      .optional(),
    idle: watts.meta({ description: "In all other states; 0 when absent", unit: "W" }).optional(),
    charging: watts
      .meta({ description: "From the grid; the battery's charging power when absent", unit: "W" })
      .optional(),
  })
  .meta({
    id: "VehiclePower",
    description: "Power that each vehicle draws from the grid: with a battery only while it is charged",
  });
export type VehiclePower = z.infer<typeof vehiclePowerSchema>;
