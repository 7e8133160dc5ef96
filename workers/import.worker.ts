import { expose } from "comlink";
import { importAnyFile } from "../src/balance/import-balance-file.ts";
import type { ImportContract } from "../src/protocol/import.ts";

const contract: ImportContract = { importFiles: importAnyFile };
expose(contract);
