import type { ImportOptions } from "../plant/import/import-file.ts";
import type { ImportAnswer, ImportFile } from "../plant/import/import-report.ts";

export type { ImportOptions } from "../plant/import/import-file.ts";
export type { ImportAnswer, ImportFile, ImportReport, ReadSort } from "../plant/import/import-report.ts";

/**
 * The import worker: made for one import and ended after it, or in its midst, since some damaged files make a parser run for
 * ever.
 */
export interface ImportContract {
  importFiles(files: readonly ImportFile[], options: ImportOptions): ImportAnswer;
}
