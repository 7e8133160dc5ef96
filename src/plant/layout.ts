import { z } from "zod";
import { idSchema, pointSchema, provenanceSchema } from "./elements/common.ts";

const rectangle = z.tuple([z.number(), z.number(), z.number(), z.number()]).meta({
  description: "[x from, y from, x to, y to]",
  unit: "m",
});

const size = z.number().positive().max(1000);
const least = z.number().nonnegative().max(100);

/** A door or gate: an opening between two jambs. It is a way through a fence as well. */
export const doorSchema = z
  .strictObject({
    id: idSchema.optional(),
    name: z.string().max(200).optional(),
    opening: rectangle.meta({
      description: "The two jambs as seen from above: [x, y of the first, x, y of the second]",
      unit: "m",
    }),
    height: size
      .meta({ description: "Clear height; 2.1 m when absent, for vehicles 2.4 m", unit: "m" })
      .optional(),
    use: z
      .enum(["walkway", "aisle", "material"])
      .meta({
        description:
          "Who goes through: persons, vehicles, or only parts on a conveyor (no least measures then). Persons when absent",
      })
      .optional(),
    swing: z
      .enum(["left", "right", "both"])
      .meta({
        description:
          "A leaf hinged at the first jamb swings to this side of the line from the first jamb to the second; a door that slides or rolls has none",
      })
      .optional(),
  })
  .meta({ id: "Door" });
export type Door = z.infer<typeof doorSchema>;

/** What drives along a route, with what it carries; measured from the point that follows the route. */
export const routeVehicleSchema = z
  .strictObject({
    front: least.meta({ description: "From the point that follows the route to the front", unit: "m" }),
    rear: least.meta({ description: "From the point that follows the route to the rear", unit: "m" }),
    width: size.meta({ unit: "m" }),
    height: size.meta({ unit: "m" }),
    load: z
      .strictObject({
        front: z
          .number()
          .min(-1000)
          .max(1000)
          .meta({ description: "From the point that follows the route to the load's front", unit: "m" }),
        rear: z
          .number()
          .min(-1000)
          .max(1000)
          .meta({ description: "From the point that follows the route back to the load's rear", unit: "m" }),
        width: size.meta({ unit: "m" }),
        underside: least.meta({ description: "Above the floor", unit: "m" }),
        height: size.meta({ unit: "m" }),
      })
      .meta({ description: "What it carries at most" })
      .optional(),
    turningRadius: least
      .meta({
        description: "Of the point that follows the route; the vehicle turns on the spot when absent or 0",
        unit: "m",
      })
      .optional(),
  })
  .meta({ id: "RouteVehicle" });
export type RouteVehicle = z.infer<typeof routeVehicleSchema>;

/** Where a vehicle is meant to drive, for the clearance check. */
export const routeSchema = z
  .strictObject({
    id: idSchema,
    name: z.string().max(200).optional(),
    points: z
      .array(pointSchema)
      .min(2)
      .max(10_000)
      .meta({ description: "The line that it follows", unit: "m" }),
    vehicle: routeVehicleSchema,
    serves: z
      .array(idSchema)
      .max(1000)
      .meta({ description: "Elements that it drives up to: no clearance is asked for from these" })
      .optional(),
  })
  .meta({ id: "Route", description: "Where a vehicle is meant to drive" });
export type Route = z.infer<typeof routeSchema>;

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/);

/** A drawing that lies on the floor, to scale. */
export const underlaySchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    hidden: z.boolean().optional(),
    layers: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(200),
          colour: colour.optional(),
          hidden: z.boolean().optional(),
          lines: z
            .array(
              z
                .string()
                .max(100_000)
                .regex(/^-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?(?: -?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?)+$/),
            )
            .max(500_000)
            .meta({ description: "Corners of each line: `x,y x,y …`", unit: "m" }),
          texts: z
            .array(
              z.strictObject({
                at: z.tuple([z.number(), z.number()]).meta({ description: "Lower left corner", unit: "m" }),
                height: size.meta({ unit: "m" }),
                rotation: z.number().min(-360).max(360).meta({ unit: "deg" }).optional(),
                text: z.string().min(1).max(200),
              }),
            )
            .max(100_000)
            .optional(),
        }),
      )
      .max(10_000),
  })
  .meta({ id: "Underlay", description: "A drawing that lies on the floor, to scale" });
export type Underlay = z.infer<typeof underlaySchema>;

/** Least measures that the clearance check asks for; what is absent is as `CLEARANCE_DEFAULTS` says. */
export const clearanceSchema = z
  .strictObject({
    aisleWidth: least
      .meta({ description: "Free width of an aisle and of a door on it; 2.2 m when absent", unit: "m" })
      .optional(),
    walkwayWidth: least
      .meta({ description: "Free width of a walkway and of a door on it; 0.9 m when absent", unit: "m" })
      .optional(),
    aisleHeight: least
      .meta({ description: "Free height over an aisle and of a door on it; 2.4 m when absent", unit: "m" })
      .optional(),
    walkwayHeight: least
      .meta({ description: "Free height over a walkway and of a door on it; 2.1 m when absent", unit: "m" })
      .optional(),
    vehicleDistance: least
      .meta({
        description: "Between a moving vehicle with its load and what stands; 0.5 m when absent",
        unit: "m",
      })
      .optional(),
  })
  .meta({ id: "Clearance", description: "Least measures that the clearance check asks for" });
export type Clearance = z.infer<typeof clearanceSchema>;

/** The building: what the 3D view draws and what the clearance check looks at. */
export const layoutSchema = z
  .strictObject({
    floor: rectangle.optional(),
    aisles: z.array(rectangle).max(10_000).optional(),
    walkways: z.array(rectangle).max(10_000).optional(),
    columns: z.array(pointSchema).max(10_000).optional(),
    columnWidth: size
      .meta({ description: "Side of the square columns; 0.42 m when absent", unit: "m" })
      .optional(),
    fences: z.array(rectangle).max(10_000).optional(),
    doors: z.array(doorSchema).max(10_000).optional(),
    routes: z.array(routeSchema).max(1000).optional(),
    clearance: clearanceSchema.optional(),
    underlays: z.array(underlaySchema).max(20).optional(),
    provenance: provenanceSchema.optional(),
  })
  .meta({ description: "The building, for the 3D view and the clearance check" });
export type Layout = z.infer<typeof layoutSchema>;
