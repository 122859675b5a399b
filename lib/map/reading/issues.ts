import type { z } from "zod";
import { type Finding, mistake, type Path } from "./mistake.ts";
import { mend, nearest } from "./nearest.ts";

type Issue = z.core.$ZodIssue;
/** What a schema is made of, as far as it is looked at here. */
type Inside = {
  shape?: Record<string, Made>;
  element?: Made;
  innerType?: Made;
  valueType?: Made;
  in?: Made;
  options?: Made[];
};
type Made = { _zod: { def: unknown } };

/** Every member's name that a schema knows, at any depth. */
export function knownNames(schema: Made): Set<string> {
  const names = new Set<string>();
  const seen = new Set<Made>();
  const walk = (one: Made | undefined): void => {
    if (one?._zod === undefined || seen.has(one)) return;
    seen.add(one);
    const { shape = {}, element, innerType, valueType, in: before, options = [] } = one._zod.def as Inside;
    for (const [name, value] of Object.entries(shape)) {
      names.add(name);
      walk(value);
    }
    for (const part of [element, innerType, valueType, before, ...options]) walk(part);
  };
  walk(schema);
  return names;
}

/**
 * What a schema complained of, one finding each, in our own words and without any value that was written.
 * @param written what the schema was given
 * @param names the members that the schema knows, for what was misspelt
 */
export function findingsOf(
  issues: readonly Issue[],
  written: unknown,
  names: ReadonlySet<string>,
  from: Path,
): Finding[] {
  const misspelt = new Set(
    issues.flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.flatMap((key) => `${issue.path.join("/")}/${nearest(key, names) ?? ""}`)
        : [],
    ),
  );
  return issues.flatMap((issue): Finding[] => {
    const path = [...from, ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))];
    if (issue.path.length > 0 && valueAt(written, issue.path) === undefined) {
      // What is there under a wrong name is told once, and not as missing too.
      if (misspelt.has(`${issue.path.slice(0, -1).join("/")}/${String(issue.path.at(-1))}`)) return [];
      const words = issue.code === "invalid_value" ? `; write one of ${issue.values.join(", ")}` : "";
      return [mistake(path, `this is missing${words}`)];
    }
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => {
          const meant = nearest(key, names);
          const word = meant === null || meant === key ? "; remove it" : `; did you mean ${meant}?`;
          return mistake([...path, key], `nothing is called ${key} here${word}`, "name");
        });
      case "invalid_value": {
        const values = issue.values.map(String);
        return [mistake(path, `this is none of the words that can stand here: ${values.join(", ")}`)];
      }
      case "invalid_union": {
        const way = likeliest(issue.errors);
        if (way.length > 0) return findingsOf(way, valueAt(written, issue.path), names, path);
        const words = issue.errors.flat().flatMap((one) => ("expected" in one ? [String(one.expected)] : []));
        return [
          mistake(path, words.length > 0 ? `write ${[...new Set(words)].join(" or ")} here` : wordsOf(issue)),
        ];
      }
      default:
        return [mistake(path, wordsOf(issue))];
    }
  });
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (one, step) =>
      typeof one === "object" && one !== null ? (one as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );
}

/** Of the ways to write a thing, the one that was meant: whose complaints are about what is inside it. */
function likeliest(ways: readonly Issue[][]): Issue[] {
  const meant = ways.filter(
    (issues) => !issues.some((one) => one.path.length === 0 && isOfAnotherShape(one)),
  );
  return [...meant].sort((one, other) => one.length - other.length)[0] ?? [];
}

const isOfAnotherShape = (issue: Issue) => issue.code === "invalid_type" || issue.code === "invalid_union";

function wordsOf(issue: Issue): string {
  if (issue.code === "invalid_type") {
    return `a ${issue.expected === "record" ? "map of names" : issue.expected} belongs here`;
  }
  if (issue.code === "invalid_key") return "this cannot be a name here: use lower-case letters, digits and _";
  return issue.message;
}

/** Says that a name is not there, and which was meant. With `spot: "name"` the wrong one is the last step itself. */
export function noSuch(
  path: Path,
  what: string,
  name: string,
  names: Iterable<string>,
  spot: Finding["spot"] = "value",
): Finding {
  return mistake(path, `there is no ${what} ${name}${mend(name, names)}`, spot);
}
