"use server";

import { redirect } from "next/navigation";
import type { Staff } from "#app/_auth/staff.ts";
import { leaveNotice } from "#app/_forms/notice.ts";
import { dayInWords } from "#lib/core/day.ts";
import {
  correctLaw,
  type LawCorrection,
  type LawsAndDays,
  previewLaw,
} from "#lib/request/clocks/correct-law.ts";
import { channelFrom, proposeReceipt } from "#lib/request/clocks/correct-receipt.ts";
import { logAbout } from "#lib/request/log-about.ts";
import { requestAddress } from "../_kit/address.ts";
import { regimeWords } from "../_kit/words.ts";
import { answered, typedIn } from "../_systems/guard.ts";
import type { DaysInWords, LawState, TypedState } from "./state.ts";

const fields = ["ref", "channel", "day", "time", "evidence", "why", "right", "text", "once"] as const;
type Field = (typeof fields)[number];

/** What was typed; a field that stands on the page twice has the prefix of its form. */
const valuesIn = (form: FormData, prefix: string) =>
  Object.fromEntries(
    fields.map((name) => [name, (typedIn(form, `${prefix}${name}`) || typedIn(form, name)).slice(0, 5_000)]),
  ) as Record<Field, string>;

/** One form of the page: done, the page opens anew with a sentence; refused, what was typed stands there again. */
async function send(
  form: FormData,
  done: { title: string; sentence: string },
  act: (actor: Staff, values: Record<Field, string>) => Promise<unknown>,
  prefix = "",
): Promise<TypedState> {
  const values = valuesIn(form, prefix);
  return answered<TypedState>(
    (problem) => ({ problem, values }),
    async (actor) => {
      await act(actor, values);
      const next = requestAddress(values.ref, "/receipt");
      await leaveNotice(next, { tone: "done", ...done });
      redirect(next);
    },
  );
}

/** Asks for another day of receipt. */
export async function askForReceipt(_before: TypedState, form: FormData): Promise<TypedState> {
  const done = {
    title: "The correction is asked for",
    sentence: "Nothing has changed yet. An officer or an approver other than you decides about it.",
  };
  return send(form, done, (actor, { ref, channel, day, time, evidence, why }) =>
    proposeReceipt(actor, ref, { received: { day, time }, channel: channelFrom(channel), evidence, why }),
  );
}

/** Files an appeal or a complaint that came by letter, mail or phone. */
export async function logAppeal(_before: TypedState, form: FormData): Promise<TypedState> {
  const done = { title: "It is filed", sentence: "It is a request of its own now, with a clock of its own." };
  return send(
    form,
    done,
    (actor, { ref, right, channel, day, time, evidence, text, once }) => {
      const logged = {
        right: right === "appeal" ? ("appeal" as const) : ("complaint" as const),
        channel: channelFrom(channel),
        received: { day, time },
        evidence,
        text,
      };
      return logAbout(actor, ref, logged, once);
    },
    "about_",
  );
}

/** Shows what other laws would mean, or lets them count. */
export async function correctLaws(_before: LawState, form: FormData): Promise<LawState> {
  const typed = Object.fromEntries(
    ["ref", "place", "residence", "choose", "law_why"].map((name) => [
      name,
      typedIn(form, name).slice(0, 2_000),
    ]),
  ) as Record<"ref" | "place" | "residence" | "choose" | "law_why", string>;
  const only = form.getAll("only").filter((one) => typeof one === "string");
  const asked: LawCorrection = {
    place: typed.place,
    residence: typed.residence === "evidenced" ? "evidenced" : "claimed",
    ...(typed.choose === "these" ? { only } : {}),
  };
  const still = { values: typed, only, preview: null };
  return answered<LawState>(
    (problem) => ({ ...still, problem }),
    async (actor) => {
      const { before, after } = await previewLaw(actor, typed.ref, asked);
      if (typedIn(form, "intent") !== "save")
        return { ...still, problem: null, preview: { before: inWords(before), after: inWords(after) } };
      await correctLaw(actor, typed.ref, { ...asked, why: typed.law_why });
      const next = requestAddress(typed.ref, "/receipt");
      await leaveNotice(next, {
        tone: "done",
        title: "The laws are corrected",
        sentence: "The clocks are judged anew, and the person is told.",
      });
      redirect(next);
    },
  );
}

const inWords = ({ laws, lead, safeDue }: LawsAndDays): DaysInWords => ({
  laws: laws.map(({ law }) => regimeWords(law)).join(", "),
  lead: lead === null ? "none" : regimeWords(lead),
  day: safeDue === null ? "no day while an answer of the person is missing" : dayInWords(safeDue, "en"),
});
