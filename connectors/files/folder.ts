import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";

/** Any failure of the file system as a `ConnectorError`. */
export function failureOf(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const code = error !== null && typeof error === "object" && "code" in error ? String(error.code) : "";
  if (code === "ABORT_ERR")
    return new ConnectorError("timeout", "The work was stopped before the folder had been read.");
  if (code === "EACCES" || code === "EPERM")
    return new ConnectorError("forbidden", "The folder or a file in it may not be read.");
  return new ConnectorError("unreachable", "The folder or a file in it cannot be read.");
}

/**
 * The regular files whose name fits the collection's pattern (`*` stands for any characters), oldest name first.
 * A folder without any is an error: a mistyped pattern must not look like a person of whom nothing is held.
 */
export async function dayFiles(
  folder: string,
  collection: Collection,
): Promise<{ name: string; path: string }[]> {
  const pattern = collection.files?.pattern;
  if (pattern === undefined || pattern.includes("/")) {
    throw new ConnectorError("misconfigured", `The data map gives ${collection.name} no plain file pattern.`);
  }
  const fits = new RegExp(`^${pattern.split("*").map(literal).join(".*")}$`, "s");
  try {
    const names = (await readdir(folder)).filter((name) => fits.test(name)).sort();
    const files: { name: string; path: string }[] = [];
    for (const name of names) {
      // A link could lead out of the folder.
      if ((await lstat(join(folder, name))).isFile()) files.push({ name, path: join(folder, name) });
    }
    if (files.length > 0) return files;
  } catch (error) {
    throw failureOf(error);
  }
  throw new ConnectorError("misconfigured", `No file in the folder fits the pattern of ${collection.name}.`);
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
