const form = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** A date or a moment as a record writes it (ISO 8601); without an offset it is taken as UTC, as everywhere in the bundle. */
export type Moment = { instant: number; timed: boolean; offset: boolean };

/** Null for a text that is no date. */
export function momentOf(text: string): Moment | null {
  const [, day, time, seconds = "00", offset] = form.exec(text) ?? [];
  if (day === undefined) return null;
  const zone =
    offset === undefined || offset === "Z"
      ? "Z"
      : `${offset.slice(0, 3)}:${offset.slice(3).replace(":", "") || "00"}`;
  const instant = Date.parse(time === undefined ? `${day}T00:00:00Z` : `${day}T${time}:${seconds}${zone}`);
  if (Number.isNaN(instant)) return null;
  return { instant, timed: time !== undefined, offset: offset !== undefined };
}
