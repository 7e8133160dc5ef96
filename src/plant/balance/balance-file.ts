import { z } from "zod";
import { idSchema, provenanceSchema } from "../elements/common.ts";
import { demandsShape, taskShape } from "./line-demands.ts";

/** Version of balance files that this code reads. */
export const BALANCE_FILE_VERSION = 1;
export const BALANCE_FORMAT = "taktwerk-balance";

const seconds = z.number().nonnegative().max(3.2e9);
const stationNumber = z.int().min(1).max(10_000);

export const balanceTaskSchema = z
  .strictObject({
    ...taskShape,
    timeByModel: z
      .record(idSchema, seconds.meta({ unit: "s" }))
      .meta({ description: "Model id → time, where it differs; 0 for a model without the task" })
      .optional(),
    stations: z
      .array(stationNumber)
      .min(1)
      .meta({ description: "The only stations where it may be, counted from 1; any when absent" })
      .optional(),
    station: stationNumber.meta({ description: "Station where it is done today, counted from 1" }).optional(),
  })
  .meta({ id: "BalanceTask", description: "An indivisible piece of work" });

const modelSchema = z
  .strictObject({
    id: idSchema,
    name: z.string().max(200).optional(),
    share: z
      .number()
      .nonnegative()
      .max(1e9)
      .meta({ description: "Relative share of the production", unit: "1" }),
  })
  .meta({ id: "BalanceModel", description: "A product variant" });

export const balanceFileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal(BALANCE_FORMAT),
    version: z.literal(BALANCE_FILE_VERSION),
    name: z.string().min(1).max(200),
    notes: z.string().max(10_000).optional(),
    cycle: seconds
      .meta({ description: "Takt: time from part to part that the line is balanced for", unit: "s" })
      .optional(),
    tasks: z.array(balanceTaskSchema).min(1).max(10_000),
    models: z.array(modelSchema).min(1).max(100).optional(),
    ...demandsShape,
    mostMoves: z
      .int()
      .nonnegative()
      .max(10_000)
      .meta({
        description: "How many tasks may leave their station of today; any number when absent",
        unit: "tasks",
      })
      .optional(),
    provenance: provenanceSchema.optional(),
  })
  .meta({ id: "BalanceFile", description: "Tasks of a line, and all that its balance must keep" });
export type BalanceFile = z.infer<typeof balanceFileSchema>;

/** The JSON Schema (draft 2020-12) of balance files. */
export function balanceJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(balanceFileSchema, { io: "input", target: "draft-2020-12" });
}
