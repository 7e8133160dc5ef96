import { readPlant } from "../../src/plant/read.ts";
import { runHashes } from "../sim/event-log-hash.ts";

/** A worker that answers a plant file and a time with the hashes of its run. */
addEventListener("message", ({ data }: MessageEvent<{ text: string; until: number }>) => {
  const read = readPlant(data.text);
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join("; "));
  postMessage(runHashes(read.value.plant, data.until));
});
