import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { taktwerk } from "../../src/node/taktwerk.ts";
import { readPlant } from "../../src/plant/read.ts";
import { filesBelow, ROOT } from "./imports.ts";

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const readme = read("README.md");

interface Package {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(read("package.json")) as Package;

/** The two lines that a user pastes into a fresh clone. */
const START = "npm ci && npm start";
const TEST = "npm ci && npm test";
const PAGES = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "scenes/README.md"];

/** The fenced blocks of a page in one language. */
function blocks(page: string, language: string): string[] {
  return [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] ?? "");
}

/** What stands in code on a page: blocks, and words in the text. */
function codeOf(page: string): string {
  const inline = page.replaceAll(/^```.*?^```$/gms, "").matchAll(/`([^`\n]+)`/g);
  return [...page.matchAll(/^```\w*\n(.*?)^```$/gms), ...inline].map((match) => match[1]).join("\n");
}

async function run(args: readonly string[]): Promise<{ status: number; text: string }> {
  let text = "";
  const status = await taktwerk(args, { stdout: (part) => (text += part), stderr: () => undefined });
  return { status, text };
}

describe("the README", () => {
  test("has both commands, each alone in a block that can be pasted", () => {
    expect(blocks(readme, "sh")).toEqual([`${START}\n`, `${TEST}\n`]);
  });

  test("names the test command that the pipeline runs, and the pipeline runs nothing else", () => {
    const lines = read(".ci/run")
      .split("\n")
      .filter((line) => line !== "" && !/^(?:#|set |cd )/.test(line));
    expect(lines).toEqual([TEST]);
  });

  test.each(PAGES)("%s names only npm scripts that exist", (page) => {
    const named = codeOf(read(page)).matchAll(/\bnpm (?:run )?(?:-s )?([a-z][\w:]*)/g);
    const known = [...Object.keys(manifest.scripts), "ci", "i"];
    for (const [, name] of named) expect(known, `npm ${name} in ${page}`).toContain(name);
  });

  test.each(PAGES)("%s names only paths of the repository that exist", (page) => {
    const named = codeOf(read(page)).matchAll(/(?<![\w./-])(?:src|test|workers|scenes)\/[\w./-]*[\w-]/g);
    for (const [path] of named) {
      // The element that CONTRIBUTING.md adds.
      if (/\boven\b/.test(path)) continue;
      expect(existsSync(join(ROOT, path)), `${path} in ${page}`).toBe(true);
    }
  });

  test.each(PAGES)("the links of %s lead to files that exist", (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? "");
    for (const link of links)
      expect(existsSync(join(ROOT, dirname(page), link)), `${link} in ${page}`).toBe(true);
  });

  test("documents every command of the command line, and no other", async () => {
    const help = await run(["--help"]);
    const commands = [...help.text.matchAll(/^ {2}(\w+) {2}/gm)].map((match) => match[1]);
    const documented = [...readme.matchAll(/^### (\w+)$/gm)].map((match) => match[1]);
    expect(commands.length).toBeGreaterThan(3);
    expect(new Set(documented)).toEqual(new Set(commands));
  });

  test("documents every option of each command", () => {
    for (const command of [
      "simulate",
      "trace",
      "check",
      "import",
      "verify",
      "balance",
      "experiment",
      "shifts",
      "worker",
      "serve",
      "bench",
    ]) {
      const source = read(`src/node/${command === "serve" ? "serve-options" : `${command}-command`}.ts`);
      const declared = [...source.matchAll(/[\s{]"?([a-z-]+)"?: \{ type: "(?:string|boolean)"/g)];
      expect(declared.length, `options of ${command}`).toBeGreaterThan(0);
      const section = readme.split(`### ${command}\n`)[1]?.split(/^##/m)[0] ?? "";
      for (const [, option] of declared) expect(section, `option of ${command}`).toContain(`--${option}`);
    }
  });

  test("shows a plant file that is without findings and runs", async () => {
    const plants = blocks(readme, "json").filter((block) => block.includes('"taktwerk-plant"'));
    expect(plants).toHaveLength(1);
    const answer = readPlant(plants[0] ?? "");
    expect(answer.ok ? answer.value.warnings : answer.error).toEqual([]);
  });

  test("shows a table that balance takes, and what it prints for it", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "taktwerk-readme-")), "tasks.csv");
    writeFileSync(file, blocks(readme, "csv")[0] ?? "");
    const { status, text } = await run(["balance", file, "--cycle", "10"]);
    expect(status).toBe(0);
    const shown = blocks(readme, "console").find((block) => block.includes("balance tasks.csv"));
    // The last line has the seconds that it took.
    expect(shown?.split("\n").slice(1, -2)).toEqual(text.split("\n").slice(0, -2));
  });

  test("shows what trace prints for the body shop and the AGV lane", async () => {
    for (const args of [
      ["scenes/body-shop.plant.json", "--break", "ML030:blocked", "--tail", "0"],
      ["scenes/agv-lane.plant.json", "--part", "sheets#9", "--at", "4h"],
    ]) {
      const [scene, ...rest] = args as [string, ...string[]];
      const { text } = await run(["trace", join(ROOT, scene), ...rest]);
      const shown = blocks(readme, "console").find((block) => block.includes(`trace ${args.join(" ")}\n`));
      expect(shown?.split("\n").slice(1).join("\n")).toBe(text);
    }
  });

  test("shows what simulate prints for the hello line", async () => {
    const { status, text } = await run(["simulate", join(ROOT, "scenes/hello-line.plant.json")]);
    expect(status).toBe(0);
    const shown = blocks(readme, "console").find((block) => block.includes("simulate scenes/hello-line"));
    // The hash changes with every field of the state; the figures only with the behaviour.
    expect(shown?.split("\n").slice(1).join("\n").trimEnd()).toBe(text.replace(/\n\nhash .*\n$/, ""));
  });
});

describe("ARCHITECTURE.md", () => {
  test("gives a reason for every dependency", () => {
    const page = read("ARCHITECTURE.md");
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    const rows = page.split("\n").filter((line) => line.startsWith("| "));
    for (const name of Object.keys(all)) {
      const row = rows.find((line) => line.split("|")[1]?.includes(`\`${name}\``));
      expect(row, `a row of a table that begins with \`${name}\``).toBeDefined();
      expect(row?.split("|")[2]?.trim().length, `the reason for ${name}`).toBeGreaterThan(15);
    }
  });

  test("gives no reason for what is not there", () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    const section = read("ARCHITECTURE.md").split("## Dependencies")[1] ?? "";
    const named = [...section.matchAll(/^\| (`[^|]*)\|/gm)].flatMap((match) =>
      [...(match[1] ?? "").matchAll(/`([^`]+)`/g)].map((name) => name[1]),
    );
    expect(named.length).toBeGreaterThan(10);
    for (const name of named) expect(Object.keys(all)).toContain(name);
  });
});

describe("the sources", () => {
  const sources = [
    ...filesBelow("src", [".ts", ".tsx", ".css"]),
    ...filesBelow("workers", [".ts"]),
    ...filesBelow("test", [".ts"]),
  ].filter((file) => file !== "test/house/commands.test.ts");

  test("have no reminders left in them", () => {
    expect(sources.length).toBeGreaterThan(200);
    expect(sources.filter((file) => /\b(?:TODO|FIXME|XXX)\b/.test(read(file)))).toEqual([]);
  });

  test("print nothing to the console, the command line excepted", () => {
    const printing = sources.filter(
      (file) =>
        !/^(?:src\/node|test)\//.test(file) &&
        /\bconsole\s*\.\s*(?:log|info|warn|error|debug|trace)\b/.test(read(file)),
    );
    expect(printing).toEqual([]);
  });
});

const assets = join(ROOT, "dist/assets");

describe.skipIf(!existsSync(assets))("the built page", () => {
  test("has no physics in the code that it loads by itself", () => {
    const html = read("dist/index.html");
    const entries = readdirSync(assets).filter(
      (name) => html.includes(`assets/${name}`) && name.endsWith(".js"),
    );
    expect(entries.length).toBeGreaterThan(0);
    for (const name of entries) expect(read(`dist/assets/${name}`)).not.toMatch(/rapier|RawRigidBodySet/i);
  });
});
