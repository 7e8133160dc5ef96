/** What the page needs to edit studies: loaded as one piece when a study is opened or begun. It runs nothing. */
export { studyOfReport } from "../report/study-of-report.ts";
export type { Change } from "./change.ts";
export { changeText } from "./change-text.ts";
export * from "./edited-study.ts";
export type { Conflict } from "./merge.ts";
export { openStudy, type OpenedStudy } from "./open-study.ts";
export { studyFindingText } from "./study-texts.ts";
export { readStudyLink, writeStudyLink } from "./study-link.ts";
