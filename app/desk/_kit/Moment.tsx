import { dateOf, timeOf } from "#app/_text/dates.ts";
import { currentMap } from "#lib/map/current.ts";

/** A date and time in the company's place. */
export function Moment({ at }: { at: Date }) {
  const zone = currentMap().company.timezone;
  return (
    <time dateTime={at.toISOString()} className="moment">
      {dateOf(at, zone, "en")}, {timeOf(at, zone, "en")}
    </time>
  );
}
