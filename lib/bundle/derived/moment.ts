/** A time as a system wrote it. local: without an offset, so nobody can say which instant it was. */
export type Moment = {
  kind: "day" | "instant" | "local";
  /** Milliseconds since 1970: of the instant, of the day's or the local time's as if it were UTC. */
  ms: number;
};

const written =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,12}))?)?\s?(Z|z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?$/;

/** An ISO 8601 date or date and time; null for anything else, also for a day that no calendar has. */
export function momentOf(text: string | null): Moment | null {
  const [, year, month, day, hour, minute, second = "00", fraction = "", offset] =
    (text === null || text.length > 48 ? null : written.exec(text.trim())) ?? [];
  if (year === undefined || month === undefined || day === undefined || year === "0000") return null;
  const start = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(start.getTime()) || start.getUTCDate() !== Number(day)) return null;
  if (hour === undefined || minute === undefined) return { kind: "day", ms: start.getTime() };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const ms =
    start.getTime() +
    ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 +
    Number(fraction.padEnd(3, "0").slice(0, 3));
  if (offset === undefined) return { kind: "local", ms };
  const minutes = offsetMinutes(offset);
  if (minutes === null) return null;
  const instant = ms - minutes * 60_000;
  const inYear = new Date(instant).getUTCFullYear();
  return inYear < 1 || inYear > 9999 ? null : { kind: "instant", ms: instant };
}

function offsetMinutes(offset: string): number | null {
  if (offset === "Z" || offset === "z") return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(":", "") || "0");
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

/** `2025-03-04`, `2025-03-04T10:20:30Z`, or without `Z` where the offset is not known. */
export function isoOf({ kind, ms }: Moment): string {
  const iso = new Date(ms).toISOString();
  return kind === "day" ? iso.slice(0, 10) : `${iso.slice(0, 19)}${kind === "instant" ? "Z" : ""}`;
}
