import type { HeldType } from "#connectors/correct.ts";
import type { Rendered } from "./rendered.ts";

const yes = new Set(["true", "t", "yes", "y", "1", "on"]);
const no = new Set(["false", "f", "no", "n", "0", "off"]);

/** A rendered text as the live field can hold it; where it cannot, why a person must look. Nothing is cut to fit. */
export function heldAs(text: string, type: HeldType, now: string | null): Rendered {
  if (type.choices !== null) return chosenFrom(text, type.choices);
  switch (type.kind) {
    case "text":
      return fits(text, type);
    case "number":
      return /^-?\d+(\.\d+)?$/.test(text)
        ? fits(text, type)
        : { why: "This system holds a number here, and this is none." };
    case "boolean":
      return booleanAs(text, now);
    case "date":
      return isoDay(text) ? { value: text } : { why: "This system holds a date here, and this is none." };
    case "time":
      return /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text))
        ? { value: text }
        : { why: "This system holds a point in time here, and a day alone would be a guess." };
    case "json":
    case "other":
      return { why: "This system holds something here that we cannot write for sure." };
  }
}

function fits(text: string, { most }: HeldType): Rendered {
  if (most === null || [...text].length <= most) return { value: text };
  return { why: `This system has room for ${most} letters here, and the right value is longer.` };
}

function chosenFrom(text: string, choices: readonly string[]): Rendered {
  if (choices.includes(text)) return { value: text };
  const alike = choices.filter((one) => one.toLowerCase() === text.toLowerCase());
  const [only] = alike;
  if (only !== undefined && alike.length === 1) return { value: only };
  return { why: "This system knows only a few values here, and the right one is not among them." };
}

/** True or false in the words that the field uses now. */
function booleanAs(text: string, now: string | null): Rendered {
  const word = text.trim().toLowerCase();
  if (!yes.has(word) && !no.has(word))
    return { why: "This system holds yes or no here, and this is neither." };
  const short = now !== null && /^[01]$/.test(now);
  return { value: yes.has(word) ? (short ? "1" : "true") : short ? "0" : "false" };
}

/** True of a civil day of the calendar, YYYY-MM-DD. */
export function isoDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** What empties a field: nothing where it may hold nothing, else the empty text. */
export function emptied(type: HeldType): { value: string | null } | { why: string } {
  if (type.nullable) return { value: null };
  if (type.kind === "text" && type.choices === null) return { value: "" };
  return { why: "This system cannot hold nothing here." };
}
