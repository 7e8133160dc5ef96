import { expose } from "comlink";
import { importFiles } from "../src/plant/import/import-file.ts";
import type { ImportContract } from "../src/protocol/import.ts";

const contract: ImportContract = { importFiles };
expose(contract);
