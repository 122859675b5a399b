import { type Taken, textOf } from "../value.ts";
import type { FormAs, Format } from "./format.ts";

/** Degrees as a plain number; null beyond the bound, and for anything that is no number. */
function degrees(text: string | null, bound: number): number | null {
  if (text === null || !/^-?[0-9]{1,3}(\.[0-9]{1,20})?(e-[0-9]{1,2})?$/i.test(text)) return null;
  const value = Number(text);
  return Math.abs(value) <= bound ? value : null;
}

/** Where a record's person was, WGS 84; null where it does not say so in a way that can be read. */
export function placeOf(taken: Taken, form: FormAs<"place">): { latitude: number; longitude: number } | null {
  const latitude = degrees(textOf(taken, form.latitude), 90);
  const longitude = degrees(textOf(taken, form.longitude), 180);
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

/** GeoJSON (RFC 7946): one point a record, with the record itself as its properties. */
export function geojson(form: FormAs<"place">): Format {
  const entry = (taken: Taken) => {
    const place = placeOf(taken, form);
    if (place === null) return null;
    const geometry = JSON.stringify({ type: "Point", coordinates: [place.longitude, place.latitude] });
    return { text: `{"type":"Feature","geometry":${geometry},"properties":${taken.json}}`, odd: false };
  };
  return {
    name: "geojson",
    extension: "geojson",
    head: '{"type":"FeatureCollection","features":[\n',
    between: ",\n",
    tail: () => "\n]}\n",
    entry,
  };
}
