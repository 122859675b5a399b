import type { Right } from "#lib/law/rights.ts";
import { isStaffChannel } from "#lib/request/channels.ts";
import type { Logged } from "#lib/request/log-request.ts";
import { typedIn } from "../_systems/guard.ts";
import { rightChoices } from "./words.ts";

const fields = [
  "channel",
  "day",
  "time",
  "dated",
  "evidence",
  "whyOld",
  "name",
  "email",
  "otherEmails",
  "phone",
  "place",
  "details",
  "wrong",
  "correct",
  "once",
] as const;
export type LogField = (typeof fields)[number];

/** The fields of the form as they were typed. */
export const valuesIn = (form: FormData): Record<LogField, string> =>
  Object.fromEntries(fields.map((name) => [name, typedIn(form, name).slice(0, 5_000)])) as Record<
    LogField,
    string
  >;

/** The rights that were ticked, of those on the page. */
export const rightsIn = (form: FormData): Right[] =>
  rightChoices.flatMap(({ value }) => (form.getAll("rights").includes(value) ? [value] : []));

/** What was typed as the use case takes it; null where nobody said how it came. */
export function loggedFrom(values: Record<LogField, string>, rights: readonly Right[]): Logged | null {
  const { channel, day, time, dated, evidence, whyOld, details } = values;
  if (!isStaffChannel(channel)) return null;
  return {
    channel,
    received: { day, time, dated },
    evidence,
    whyOld,
    rights,
    answers: {
      who: "self",
      relation: "",
      theirName: "",
      place: values.place,
      name: values.name.trim(),
      email: values.email.trim(),
      otherEmails: values.otherEmails,
      phone: values.phone.trim(),
      scope: details.trim() === "" ? "everything" : "some",
      details,
      wrong: values.wrong,
      correct: values.correct,
    },
  };
}
