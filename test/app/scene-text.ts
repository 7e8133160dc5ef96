import { readFileSync } from "node:fs";

/** Text of one of our plant files. */
export function sceneText(id: string): string {
  return readFileSync(new URL(`../../scenes/${id}.plant.json`, import.meta.url), "utf8");
}

/** The hello line with a horizon that no test reaches, under a name of its own. */
export function endlessLine(): string {
  return sceneText("hello-line")
    .replace('"name": "Hello line",\n  "description"', '"name": "Endless line",\n  "description"')
    .replace(/"horizon":\s*[\d.e+]+/, '"horizon": 3000000000');
}
