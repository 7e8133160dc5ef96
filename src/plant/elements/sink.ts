import { z } from "zod";
import { commonShape } from "./common.ts";

/** Where parts leave the system; it always accepts. */
export const sinkSchema = z.strictObject({ kind: z.literal("sink"), ...commonShape }).meta({ id: "Sink" });
export type Sink = z.infer<typeof sinkSchema>;
