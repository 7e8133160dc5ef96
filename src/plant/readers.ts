/** What reads any plant file: loaded as one piece where it is not needed at once. */
export { parseExpression } from "./expressions/parse-expression.ts";
export { inspectForEditing, inspectPlant } from "./inspect.ts";
