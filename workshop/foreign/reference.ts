import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readMapText } from "#lib/map/reading/read-map.ts";
import type { System } from "#lib/map/schema.ts";
import type { Product } from "./product.ts";

/**
 * The data map of a product that was made by hand before there was anything that drafts maps: for Postgres, with
 * `env:FOREIGN_URL` as its address. Drafts are judged against it.
 * @throws Error where the map has mistakes, with each of them
 */
export function referenceMap(product: Product): System {
  const file = join(import.meta.dirname, product.id, "map.yaml");
  const { systems, findings } = readMapText(readFileSync(file, "utf8"), `${product.id}/map.yaml`, "systems");
  const [first] = systems;
  if (findings.length > 0 || !first) throw new Error(JSON.stringify(findings, null, 2));
  return first.system;
}
