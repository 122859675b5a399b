import { isoOf, type Moment, momentOf } from "../moment.ts";
import { type StableNames, type Taken, textOf } from "../value.ts";
import { compact, contentLine, textLine } from "./content-line.ts";
import type { FormAs, Format } from "./format.ts";

/**
 * iCalendar (RFC 5545): one event a record. What has no readable start is no event. An end that is none (before the start,
 * or a day where the start is a time) is left away, and the record counts as odd.
 * @param stamp when the copy was made: the file says nothing else of its own time
 */
export function icalendar(form: FormAs<"event">, names: StableNames, stamp: Date): Format {
  const madeAt = compact(isoOf({ kind: "instant", ms: stamp.getTime() }));
  const entry = (taken: Taken) => {
    const start = momentOf(textOf(taken, form.start));
    if (start === null) return null;
    const endText = textOf(taken, form.end);
    const end = momentOf(endText);
    const fits = end !== null && end.kind === start.kind && end.ms > start.ms;
    const text = [
      "BEGIN:VEVENT\r\n",
      contentLine("UID", names.uuidOf(taken)),
      contentLine("DTSTAMP", madeAt),
      timeLine("DTSTART", start),
      fits ? timeLine("DTEND", end) : "",
      textLine("SUMMARY", textOf(taken, form.title)),
      textLine("LOCATION", textOf(taken, form.place)),
      textLine("DESCRIPTION", textOf(taken, form.text)),
      "END:VEVENT\r\n",
    ].join("");
    return { text, odd: endText !== null && !fits };
  };
  return {
    name: "icalendar",
    extension: "ics",
    head: "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Habeas//Bundle//EN\r\nCALSCALE:GREGORIAN\r\n",
    between: "",
    tail: () => "END:VCALENDAR\r\n",
    entry,
  };
}

function timeLine(name: string, moment: Moment): string {
  return contentLine(moment.kind === "day" ? `${name};VALUE=DATE` : name, compact(isoOf(moment)));
}
