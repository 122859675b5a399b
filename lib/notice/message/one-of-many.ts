import { HabeasError } from "#lib/core/errors.ts";
import { ways } from "#lib/dealing/outgoing/sealed.ts";
import type { Doer, Fields } from "#lib/request/acts/bulk/acts.ts";
import { type DraftToMany, sendToMany } from "./many.ts";

/** What a run of messages was told to write; null as long as something is missing. */
export function draftOf({ template = "", how = "" }: Fields): DraftToMany | null {
  const way = ways.find((one) => one === how);
  return template === "" || !way ? null : { template, how: way };
}

/** The field that holds what was seen of one message before it went. */
export const seenField = (reference: string) => `seen-${reference}`;

/** Sends one message of a run, as it was looked at. Throws HabeasError with why it was not sent. */
export const messageOne =
  (run: string): Doer =>
  async (actor, reference, fields) => {
    const draft = draftOf(fields);
    if (!draft) throw new HabeasError("invalid", "Choose a template, and how it goes.");
    const seen = { [reference]: fields[seenField(reference)] ?? "" };
    const { notDone } = await sendToMany(actor, [reference], { ...draft, seen, batch: run });
    if (notDone[0]) throw new HabeasError("conflict", notDone[0].why);
    return {};
  };
