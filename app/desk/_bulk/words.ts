import { counted } from "#app/desk/_kit/words.ts";
import { dayInWords, isDay } from "#lib/core/day.ts";
import type { BulkActName, Fields } from "#lib/request/acts/bulk/acts.ts";
import type { SpamReason } from "#lib/request/acts/spam.ts";

export const actTitles: Record<BulkActName, string> = {
  assign: "Give to somebody",
  tag: "Tag",
  snooze: "Put aside",
  duplicate: "Mark as asked twice",
  spam: "Propose as spam",
  extend: "Take more time",
};

export const spamWords: Record<SpamReason, string> = {
  advertising: "Advertising",
  machine: "Sent by a machine, many times",
  nonsense: "No sense in it at all",
  attack: "An attack on us or on somebody's mailbox",
};

const requests = (count: number) => counted(count, "request", "requests");

/** What was done to so many requests, for the notice. */
export function didWords(
  act: BulkActName,
  fields: Fields,
  count: number,
): { title: string; sentence: string } {
  const said = {
    assign: fields.to === "" ? "given back" : "given away",
    tag: "tagged",
    snooze:
      fields.until && isDay(fields.until)
        ? `put aside until ${dayInWords(fields.until, "en")}`
        : "brought back into sight",
    duplicate: "marked as asked twice",
    spam: "proposed as spam",
    extend: "extended",
  }[act];
  return { title: `${requests(count)} ${said}`, sentence: "Everybody at the desk sees it." };
}
