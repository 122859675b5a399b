import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from "dependency-cruiser";

/** One import that a rule forbids. */
export type Violation = { rule: string; from: string; to: string; comment: string };

/** Every module with what it imports, paths relative to the root. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

const rooms = [
  "app",
  "lib",
  "connectors",
  "drizzle",
  "cli",
  "demo",
  "workshop",
  "e2e",
  "bench",
  "faults",
  "fuzz",
  "drill",
  "verifier",
];

type Configuration = { forbidden: NonNullable<IFlattenedRuleSet["forbidden"]>; options: ICruiseOptions };

/** The rules of `.dependency-cruiser.cjs`. */
export function importRules(): Configuration {
  return createRequire(import.meta.url)("../.dependency-cruiser.cjs") as Configuration;
}

/**
 * Reads every import under `root` and judges it by the import rules.
 * @throws Error when fewer modules were read than there are rooms: a checker without a parser reads none and approves.
 */
export async function checkImports(
  root: string,
): Promise<{ violations: Violation[]; graph: ImportGraph; read: number }> {
  const { forbidden, options } = importRules();
  const present = rooms.filter((room) => existsSync(join(root, room)));
  const { output } = await cruise(present, {
    ...options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden },
  });
  if (typeof output === "string") throw new Error("the import checker answered with text");
  const own = (output as ICruiseResult).modules.filter(
    (module) => !module.source.startsWith("node_modules/"),
  );
  const imports = own.reduce((sum, module) => sum + module.dependencies.length, 0);
  if (own.length < present.length || imports === 0) {
    throw new Error(
      `The import checker read ${own.length} modules with ${imports} imports: its parser is missing.`,
    );
  }
  const comments = new Map(forbidden.map((rule) => [rule.name ?? "", rule.comment ?? ""]));
  return {
    read: own.length,
    graph: new Map(
      own.map((module) => [module.source, module.dependencies.map((dependency) => dependency.resolved)]),
    ),
    violations: output.summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      from,
      to,
      comment: comments.get(rule.name) ?? "",
    })),
  };
}
