import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { environment } from "#lib/config/environment.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type DataMap, dataMap, type System } from "./schema.ts";

let current: DataMap | undefined;

/**
 * Reads and checks a data map. Throws HabeasError `invalid` naming each place that is wrong, in words.
 * Nothing is taken from a map that is wrong anywhere.
 */
function parseMap(text: string): DataMap {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch {
    throw new HabeasError("invalid", "The data map is not valid YAML.");
  }
  const result = dataMap.safeParse(raw);
  if (!result.success) {
    const places = result.error.issues.map((issue) => `${issue.path.join(".") || "map"}: ${issue.message}`);
    throw new HabeasError("invalid", `The data map has mistakes. ${places.join("; ")}`);
  }
  for (const system of result.data.systems) checkSystem(system);
  return result.data;
}

function checkSystem(system: System): void {
  const names = new Set(system.collections.map((collection) => collection.name));
  for (const collection of system.collections) {
    const where = `${system.id}.${collection.name}`;
    if (collection.belongs.some((edge) => !names.has(edge.to))) {
      throw new HabeasError(
        "invalid",
        `The data map has a mistake. ${where}: it belongs to something that is not a collection.`,
      );
    }
    const used = [
      ...[...collection.match, ...collection.yields].flatMap((one) => one.fields.map((path) => path.column)),
      ...collection.subject_key,
    ];
    for (const name of used) {
      if (!(name in collection.fields)) {
        throw new HabeasError("invalid", `The data map has a mistake. ${where}: there is no field ${name}.`);
      }
    }
  }
}

/** The data map of this deployment, read once from the file that HABEAS_MAP names. */
export function currentMap(): DataMap {
  if (current) return current;
  let text: string;
  try {
    text = readFileSync(environment().HABEAS_MAP, "utf8");
  } catch {
    throw new HabeasError("unavailable", "The file that HABEAS_MAP names cannot be read.");
  }
  current = parseMap(text);
  return current;
}

/** A system of the map. Throws HabeasError `unavailable` where a plan names one that the map no longer has. */
export function systemOf(map: DataMap, id: string): System {
  const system = map.systems.find((candidate) => candidate.id === id);
  if (!system) throw new HabeasError("unavailable", `The data map no longer describes the system ${id}.`);
  return system;
}

/** Kinds of identifiers by which any collection of a system can find a person. */
export function matchedKinds(system: System): Set<string> {
  return new Set(system.collections.flatMap((collection) => collection.match.map((one) => one.kind)));
}
