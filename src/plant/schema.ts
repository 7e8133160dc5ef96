import { z } from "zod";
import { lineBalanceSchema } from "./balance/line-balance.ts";
import { attributeSchema, attributeValuesSchema } from "./attributes.ts";
import { batcherSchema } from "./elements/batcher.ts";
import { classSchema, useSchema } from "./classes.ts";
import { bufferSchema } from "./elements/buffer.ts";
import { idSchema, provenanceSchema } from "./elements/common.ts";
import { conveyorSchema } from "./elements/conveyor.ts";
import { divertSchema } from "./elements/divert.ts";
import { mergeSchema } from "./elements/merge.ts";
import { milkRunSchema } from "./elements/milk-run.ts";
import { sinkSchema } from "./elements/sink.ts";
import { sorterSchema } from "./elements/sorter.ts";
import { transferCarSchema } from "./elements/transfer-car.ts";
import { turntableSchema } from "./elements/turntable.ts";
import { sourceSchema } from "./elements/source.ts";
import { stationSchema } from "./elements/station.ts";
import { storageSchema } from "./elements/storage.ts";
import { transportSchema } from "./elements/transport.ts";
import { conwipSchema, gateSchema, kanbanSchema, supermarketSchema } from "./resources/controls.ts";
import { fleetSchema } from "./resources/fleet.ts";
import { unbatcherSchema } from "./elements/unbatcher.ts";
import { carriersSchema } from "./resources/carriers.ts";
import { networkSchema } from "./resources/network.ts";
import { footpathsSchema } from "./resources/footpaths.ts";
import { workersSchema } from "./resources/workers.ts";
import { costsSchema } from "./costs.ts";
import { energySchema } from "./energy.ts";
import { layoutSchema } from "./layout.ts";

/** Version of the plant file that this code writes; older ones are migrated (migration.ts). */
export const PLANT_VERSION = 1;

/** Every kind of element is registered here, and nowhere else in this room. */
export const elementSchema = z.discriminatedUnion("kind", [
  sourceSchema,
  stationSchema,
  bufferSchema,
  conveyorSchema,
  mergeSchema,
  divertSchema,
  turntableSchema,
  transferCarSchema,
  sorterSchema,
  transportSchema,
  milkRunSchema,
  storageSchema,
  batcherSchema,
  unbatcherSchema,
  sinkSchema,
]);
export type Element = z.infer<typeof elementSchema>;
export type ElementKind = Element["kind"];

/** Every kind of resource is registered here, and nowhere else in this room. */
export const resourceSchema = z.discriminatedUnion("kind", [
  workersSchema,
  footpathsSchema,
  networkSchema,
  fleetSchema,
  carriersSchema,
  kanbanSchema,
  conwipSchema,
  supermarketSchema,
  gateSchema,
]);
export type Resource = z.infer<typeof resourceSchema>;
export type ResourceKind = Resource["kind"];

/** Enterprise, site, area, line after ISA-95; stations are elements. */
export const unitSchema = z
  .strictObject({
    id: idSchema,
    level: z.enum(["enterprise", "site", "area", "line"]),
    name: z.string().min(1).max(200),
    parent: idSchema.optional(),
  })
  .meta({ id: "HierarchyUnit", description: "A level of the equipment hierarchy (ISA-95)" });
export type HierarchyUnit = z.infer<typeof unitSchema>;

export const connectionSchema = z.strictObject({ from: idSchema, to: idSchema }).meta({
  id: "Connection",
  description: "Parts flow from one element to another; the order is the routing order",
});
export type Connection = z.infer<typeof connectionSchema>;

export const productSchema = z
  .strictObject({
    id: idSchema,
    name: z.string().max(200).optional(),
    shape: z
      .enum(["box", "carBody", "engine", "cylinder", "pallet", "carrier"])
      .meta({ description: "How a part looks in 3D" })
      .optional(),
    finish: z.enum(["bare", "eCoat", "painted", "glazed"]).optional(),
    colour: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/)
      .optional(),
    size: z
      .tuple([z.number().positive(), z.number().positive(), z.number().positive()])
      .meta({ description: "Size [along, across, up]", unit: "m" })
      .optional(),
    attributes: attributeValuesSchema.optional(),
    materialCost: z
      .number()
      .nonnegative()
      .max(1e9)
      .meta({
        description: "Material of a part that is finished or scrapped as this product",
        unit: "currency/part",
      })
      .optional(),
    provenance: provenanceSchema.optional(),
  })
  .meta({ id: "Product" });
export type Product = z.infer<typeof productSchema>;

const instant = z.number().nonnegative().max(3.2e9);

export const calendarSchema = z
  .strictObject({
    id: idSchema,
    name: z.string().max(200).optional(),
    working: z
      .array(
        z.strictObject({
          start: instant.meta({ description: "From the start of the run or of the period", unit: "s" }),
          end: instant.meta({ description: "Exclusive", unit: "s" }),
          name: z.string().max(200).optional(),
        }),
      )
      .min(1)
      .max(100_000),
    period: z
      .number()
      .positive()
      .max(3.2e9)
      .meta({ description: "The intervals repeat after this time; never when absent", unit: "s" })
      .optional(),
    exceptions: z
      .array(
        z.strictObject({
          start: instant.meta({ description: "From the start of the run", unit: "s" }),
          end: instant.meta({ description: "Exclusive", unit: "s" }),
          working: z.boolean().meta({ description: "An extra shift or overtime, or else a holiday" }),
          name: z.string().max(200).optional(),
        }),
      )
      .max(100_000)
      .meta({ description: "Times that differ from the rule: extra shifts, overtime, holidays" })
      .optional(),
    roster: z
      .strictObject({
        crews: z
          .int()
          .min(1)
          .max(4)
          .meta({ description: "Crews that take turns; as many as shifts when absent", unit: "crews" })
          .optional(),
        hoursPerWeek: z
          .number()
          .positive()
          .max(168)
          .meta({ description: "What each worker owes a week; 35 when absent", unit: "h" })
          .optional(),
      })
      .meta({ description: "Who takes turns on the shifts; it plans and counts, and changes no run" })
      .optional(),
    interruption: z.enum(["resume", "finish", "startIfFits"]).meta({
      description:
        "At the end of an interval: suspend the part and go on at the next; finish it in overtime; or do not start what would not end in time",
    }),
    provenance: provenanceSchema.optional(),
  })
  .meta({ id: "Calendar", description: "Working time of the resources that name it" });
export type Calendar = z.infer<typeof calendarSchema>;

export const plantSchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal("taktwerk-plant"),
    version: z.literal(PLANT_VERSION),
    id: idSchema,
    name: z.string().min(1).max(200),
    description: z.string().max(10_000).optional(),
    hierarchy: z.array(unitSchema).max(100_000).default([]),
    attributes: z
      .array(attributeSchema)
      .max(100)
      .meta({ description: "What every part carries beside its product" })
      .optional(),
    products: z.array(productSchema).min(1).max(10_000),
    calendars: z.array(calendarSchema).max(10_000).default([]),
    elements: z.array(elementSchema).min(1).max(200_000),
    connections: z.array(connectionSchema).max(1_000_000).default([]),
    classes: z.array(classSchema).max(1000).meta({ description: "Sub-models, each defined once" }).optional(),
    uses: z
      .array(useSchema)
      .max(10_000)
      .meta({ description: "Sub-models in their places; their elements have the ids `use.element`" })
      .optional(),
    resources: z
      .array(resourceSchema)
      .max(100_000)
      .meta({ description: "What elements share: workers, vehicles and their paths" })
      .optional(),
    balance: z
      .array(lineBalanceSchema)
      .max(1000)
      .meta({ description: "Lines whose tasks are balanced over their stations" })
      .optional(),
    run: z
      .strictObject({
        horizon: z.number().positive().max(3.2e9).meta({ unit: "s" }),
        warmup: z.number().nonnegative().max(3.2e9).meta({ unit: "s" }).default(0),
        replications: z.int().min(1).max(100_000).meta({ unit: "1" }).default(1),
        seed: z.int().min(0).max(0xffff_ffff).meta({ unit: "1" }).default(1),
      })
      .meta({ description: "Run settings that are used when nothing else is asked for" }),
    energy: energySchema.optional(),
    costs: costsSchema.optional(),
    layout: layoutSchema.optional(),
    provenance: provenanceSchema.optional(),
  })
  .meta({ id: "Plant", title: "Taktwerk plant file" });

/** A factory as data: what is saved. Compiled for running it is a model. */
export type Plant = z.infer<typeof plantSchema>;
