import { z } from "zod";
import { plantSchema } from "./schema.ts";

/** The JSON Schema (draft 2020-12) of plant files as people write them: what has a default may be absent. */
export function plantJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(plantSchema, { io: "input", target: "draft-2020-12" });
}
