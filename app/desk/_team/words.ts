import type { Scope } from "#lib/core/actor.ts";
import { brandOf } from "#lib/map/brand/brands.ts";
import { currentMap } from "#lib/map/current.ts";

/** Of which requests somebody sees anything, in words. */
export function scopeWords({ brands, places, systems }: Scope, sees: boolean): string {
  const { company, systems: known } = currentMap();
  if (systems.length > 0) {
    const titles = systems.map((id) => known.find((one) => one.id === id)?.title ?? id);
    return `Tasks of ${titles.join(", ")}`;
  }
  if (!sees) return "No requests";
  if (brands === null && places === null) return "All brands and places";
  const names = brands?.map((id) => (id === "company" ? company.name : (brandOf(id)?.name ?? id)));
  return [names ? names.join(", ") : "All brands", places ? places.join(", ") : "all places"].join(" · ");
}
