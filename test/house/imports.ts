import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parseSync, Visitor } from "vite";

/** The repository. */
export const ROOT: string = join(import.meta.dirname, "../..");

/** One file of ours that names another file or a package. */
export interface Import {
  /** Path of the importing file from the repository's root, with slashes. */
  readonly file: string;
  readonly line: number;
  /** What stands in the quotes; a worker's address and the pattern of a glob count as well. */
  readonly specifier: string;
  /** The target's path from the root; absent for packages. */
  readonly target: string | undefined;
  /** Nothing is left of it when the types are taken away. */
  readonly typeOnly: boolean;
  /** How it is named: `import` and `export … from`, `import()`, or the address of a worker or a file. */
  readonly way: "static" | "dynamic" | "address";
}

/** Everything that the text of a file imports, in order. Comments and texts that look like imports do not count. */
export function importsOf(file: string, text: string): Import[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]?.message}`);
  const found: Import[] = [];
  const add = (start: number, specifier: string, way: Import["way"], typeOnly: boolean): void => {
    const target = specifier.startsWith(".") ? posix.join(posix.dirname(file), specifier) : undefined;
    const line = text.slice(0, start).split("\n").length;
    found.push({ file, line, specifier, target, typeOnly, way });
  };
  new Visitor({
    ImportDeclaration({ start, source, importKind, specifiers }) {
      const types = specifiers.length > 0 && specifiers.every((entry) => isType(entry));
      add(start, source.value, "static", importKind === "type" || types);
    },
    ExportAllDeclaration({ start, source, exportKind }) {
      add(start, source.value, "static", exportKind === "type");
    },
    ExportNamedDeclaration({ start, source, exportKind, specifiers }) {
      if (source === null) return;
      const types = specifiers.length > 0 && specifiers.every((entry) => entry.exportKind === "type");
      add(start, source.value, "static", exportKind === "type" || types);
    },
    ImportExpression({ start, source }) {
      add(start, literal(source) ?? "(computed)", "dynamic", false);
    },
    TSImportType({ start, source }) {
      add(start, source.value, "dynamic", true);
    },
    NewExpression({ start, callee, arguments: [address, base] }) {
      const specifier = literal(address);
      if (callee.type !== "Identifier" || callee.name !== "URL" || !isImportMeta(base)) return;
      if (specifier !== undefined) add(start, specifier, "address", false);
    },
    CallExpression({ start, callee, arguments: [pattern] }) {
      const specifier = literal(pattern);
      if (isImportMeta(callee) && specifier !== undefined) add(start, specifier, "address", false);
    },
  }).visit(program);
  return found;
}

function isType(entry: { type: string; importKind?: string }): boolean {
  return entry.type === "ImportSpecifier" && entry.importKind === "type";
}

/** `import.meta.url`, `import.meta.glob`. */
function isImportMeta(node: { type: string; object?: unknown } | undefined): boolean {
  return (
    node?.type === "MemberExpression" &&
    (node.object as { type?: string } | undefined)?.type === "MetaProperty"
  );
}

/** The text of an expression that is nothing but a text. */
function literal(node: { type: string; value?: unknown } | undefined): string | undefined {
  return node?.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

/** Paths of the files below a folder of the repository, with one of the endings; none where there is no such folder. */
export function filesBelow(folder: string, endings: readonly string[]): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((path) => posix.join(folder, path.replaceAll("\\", "/")))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .sort();
}

/** All imports of the product: `src` and `workers`. */
export function productImports(): Import[] {
  return [...filesBelow("src", [".ts", ".tsx"]), ...filesBelow("workers", [".ts"])].flatMap((file) =>
    importsOf(file, readFileSync(join(ROOT, file), "utf8")),
  );
}
