import type { Answers } from "./answers.ts";
import { partForStaff } from "./part-for-staff.ts";

/** What the person wrote in their own words, line by line; empty where they wrote nothing. */
export function detailsForStaff(asked: Answers): string {
  return [
    asked.details,
    ...partForStaff(asked),
    asked.wrong && `Wrong: ${asked.wrong}`,
    asked.correct && `Should say: ${asked.correct}`,
  ]
    .filter(Boolean)
    .join("\n");
}

/** Addresses, and numbers of five digits and more however they are grouped. */
const telling = /[^\s@<>,;]+@[^\s@<>,;]+|\+?\d(?:[ ./()-]{0,2}\d){4,}/gu;

/** A text in which addresses and long numbers are masked: what is asked can be read, who it is cannot (pure). */
export function maskWithin(text: string): string {
  return text.replace(telling, (found) => {
    const at = found.lastIndexOf("@");
    if (at > 0) return `${found.slice(0, 1)}•••${found.slice(at)}`;
    // Days stay: they say what is asked for, not who asks.
    return /^\d{4}-\d{2}-\d{2}$/.test(found) ? found : `${found.slice(0, 2)}•••`;
  });
}
