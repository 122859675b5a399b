"use server";

import { redirect } from "next/navigation";
import type { Staff } from "#app/_auth/staff.ts";
import { leaveNotice } from "#app/_forms/notice.ts";
import { listed } from "#app/_text/dates.ts";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { regimeWords } from "#app/desk/_kit/words.ts";
import { answered, typedIn } from "#app/desk/_systems/guard.ts";
import { dayInWords } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { recordAnswer } from "#lib/request/clocks/answer-question.ts";
import { askPerson } from "#lib/request/clocks/ask.ts";
import { extendRequest } from "#lib/request/clocks/extend.ts";
import { proposeFee } from "#lib/request/clocks/fee.ts";
import type { ClockState } from "./state.ts";

type Said = { title: string; sentence: string };
type Values = Record<string, string>;

const laws = (ids: readonly string[]) => listed(ids.map(regimeWords), "en");

/** The long forms of a request's clock, by name: what each does, and what the page says after it. */
const acts: Record<string, (actor: Staff, reference: string, typed: Values) => Promise<Said>> = {
  identity: (actor, reference, typed) => ask(actor, reference, "identity", typed),
  clarification: (actor, reference, typed) => ask(actor, reference, "clarification", typed),
  record: async (actor, reference, { question = "", text = "", how = "" }) => {
    await recordAnswer(actor, reference, question, { text, how });
    return {
      title: "The answer is recorded",
      sentence: "Every clock that waited for it goes on from today.",
    };
  },
  extend: async (actor, reference, { reason = "", explanation = "", until = "" }) => {
    const done = await extendRequest(actor, reference, { reason, explanation, until: until || undefined });
    const kept = done.kept.length > 0 ? ` ${laws(done.kept.map((one) => one.law))} keeps its day.` : "";
    return {
      title: "The person is told that it takes longer",
      sentence: `New last day under ${laws(done.laws)}: ${dayInWords(done.to, "en")}.${kept}`,
    };
  },
  fee: async (
    actor,
    reference,
    { reason = "", amount = "", currency = "", explanation = "", evidence = "" },
  ) => {
    const state = await proposeFee(actor, reference, { reason, amount, currency, explanation, evidence });
    return state === "asked"
      ? { title: "The person is told of the fee", sentence: "Nothing is charged before they have answered." }
      : {
          title: "The fee waits for a second person",
          sentence: "Somebody else must agree before the person is told.",
        };
  },
};

async function ask(
  actor: Staff,
  reference: string,
  about: "identity" | "clarification",
  { text = "", why = "", evidence, lateWhy, documentWhy, noEarlierWhy }: Values,
): Promise<Said> {
  const done = await askPerson(actor, reference, {
    about,
    text,
    why,
    evidence,
    lateWhy,
    documentWhy,
    noEarlierWhy,
  });
  return {
    title: "The question is on its way",
    sentence: [
      done.stops.length > 0 ? `The clock waits under ${laws(done.stops)}.` : "",
      done.runsOn.length > 0 ? `It runs on under ${laws(done.runsOn)}.` : "",
    ]
      .filter(Boolean)
      .join(" "),
  };
}

/** One form of the clock page. With an error it comes back with what was typed. */
export async function clockAct(_before: ClockState, form: FormData): Promise<ClockState> {
  const reference = typedIn(form, "reference");
  const name = typedIn(form, "act");
  const page = requestAddress(reference, "/clock");
  // Each field's name begins with its form's, so that no two fields of the page share one.
  const mine = [...form.keys()].filter((key) => key.startsWith(`${name}-`));
  const values = Object.fromEntries(mine.map((key) => [key, typedIn(form, key)]));
  const typed = Object.fromEntries(mine.map((key) => [key.slice(name.length + 1), values[key] ?? ""]));
  return answered<ClockState>(
    (problem) => ({ problem, values }),
    async (actor) => {
      const chosen = Object.hasOwn(acts, name) ? acts[name] : undefined;
      if (!chosen) throw new HabeasError("invalid", "The form is not whole. Send it again.");
      const said = await chosen(actor, reference, typed);
      await leaveNotice(page, { tone: "done", ...said });
      redirect(page);
    },
  );
}
