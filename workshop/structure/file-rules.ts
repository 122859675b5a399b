import { isHandWritten, type SourceFile } from "./tree.ts";

/** A complaint about one file, fit to be shown: `path:line what`. */
export type Complaint = string;

const longest = 300;
const tokens = "app/_ui/look/tokens.css";
/** The same colours once more, for a reader who chose light or dark; a test of its own holds the two together. */
const chosenTokens = "app/desk/_look/theme.css";
/** Makes lines for other websites, where our tokens are not: the state’s own icon carries its colours. */
const forOtherSites = "app/(portal)/about/embed/snippet.ts";
const colour = /#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b(?!-)|\b(?:rgb|hsl|oklch|oklab|lab|lch|hwb)a?\(/i;
// Built from parts, or this file would complain about itself.
const machinePath = new RegExp(
  ["/ro" + "ot/", "/ho" + "me/[a-z]", "/Us" + "ers/[A-Za-z]", "/wo" + "rk/"].join("|"),
);
const laterWork = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "XX" + "X"].join("|")})\\b`);
const dodge = new RegExp(["@ts-" + "ignore", "@ts-" + "nocheck", "biome-" + "ignore-all"].join("|"));

/** Code of more lines than a reader holds in mind. */
export function tooLong(files: readonly SourceFile[]): Complaint[] {
  return files
    .filter((file) => /\.(ts|tsx|css|mjs|cjs)$/.test(file.path) && isHandWritten(file.path))
    .map((file) => ({ path: file.path, lines: file.text.trimEnd().split("\n").length }))
    .filter((file) => file.lines > longest)
    .map((file) => `${file.path} has ${file.lines} lines, more than ${longest}`);
}

/** A colour written down anywhere in the surfaces but in the file of tokens. */
export function strayColours(files: readonly SourceFile[]): Complaint[] {
  return files
    .filter((file) => file.path.startsWith("app/") && /\.(css|ts|tsx)$/.test(file.path))
    .filter(
      (file) => ![tokens, chosenTokens, forOtherSites].includes(file.path) && !file.path.includes(".test."),
    )
    .flatMap((file) => matchingLines(file, colour, "names a colour outside the tokens"));
}

/** A path of somebody's own machine, which is wrong on every other. */
export function machinePaths(files: readonly SourceFile[]): Complaint[] {
  return files
    .filter((file) => isHandWritten(file.path))
    .flatMap((file) => matchingLines(file, machinePath, "names a path of one machine"));
}

/** Work put off in a comment, and comments that silence the compiler. */
export function putOff(files: readonly SourceFile[]): Complaint[] {
  return files
    .filter((file) => /\.(ts|tsx|mjs|cjs)$/.test(file.path))
    .flatMap((file) => [
      ...matchingLines(file, laterWork, "puts work off in a comment"),
      ...matchingLines(file, dodge, "silences a check"),
    ]);
}

/**
 * Client components that a consumer page reaches, directly or through others.
 * @param imports of every module, by path
 */
export function clientOnConsumerPages(
  files: readonly SourceFile[],
  imports: ReadonlyMap<string, readonly string[]>,
): Complaint[] {
  const isClient = new Set(
    files.filter((file) => /^\s*["']use client["']/m.test(file.text)).map((file) => file.path),
  );
  const pages = files.filter((file) => file.path.startsWith("app/(portal)/")).map((file) => file.path);
  return pages.flatMap((page) => {
    const seen = new Set([page]);
    for (const path of seen) for (const next of imports.get(path) ?? []) seen.add(next);
    return [...seen]
      .filter((path) => isClient.has(path))
      .map((path) => `${page} reaches the client component ${path}`);
  });
}

function matchingLines(file: SourceFile, pattern: RegExp, what: string): Complaint[] {
  return file.text
    .split("\n")
    .flatMap((line, index) =>
      pattern.test(line) ? [`${file.path}:${index + 1} ${what}: ${line.trim().slice(0, 80)}`] : [],
    );
}
