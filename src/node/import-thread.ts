import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { importAnyFile } from "../balance/import-balance-file.ts";
import type { ImportOptions } from "../plant/import/import-file.ts";
import type { ImportFile } from "../plant/import/import-report.ts";

/** The thread in which a file is imported: whoever started it ends it when it takes too long. */
const { files, options } = workerData as { files: readonly ImportFile[]; options: ImportOptions };
const port: Pick<MessagePort, "postMessage"> | null = parentPort;
port?.postMessage(importAnyFile(files, options));
