"use server";

import { redirect } from "next/navigation";
import { leaveNotice } from "#app/_forms/notice.ts";
import { dateOf, listed } from "#app/_text/dates.ts";
import { dayInWords } from "#lib/core/day.ts";
import { placeName } from "#lib/law/places.ts";
import { currentMap } from "#lib/map/current.ts";
import { type LoggedItem, logRequest, previewLogged, wrongIn } from "#lib/request/log-request.ts";
import { requestAddress } from "../_kit/address.ts";
import { regimeWords } from "../_kit/words.ts";
import { answered, typedIn } from "../_systems/guard.ts";
import type { LogState, PlannedRow } from "./state.ts";
import { loggedFrom, rightsIn, valuesIn } from "./typed.ts";
import { channelWords, rightChoice } from "./words.ts";

/** Shows what a message would become, or files it. What was typed is never lost. */
export async function logElsewhere(_before: LogState, form: FormData): Promise<LogState> {
  const values = valuesIn(form);
  const rights = rightsIn(form);
  const still = { problem: null, errors: {}, values, rights, check: null };
  const intent = typedIn(form, "intent");
  return answered<LogState>(
    (problem) => ({ ...still, problem }),
    async (actor) => {
      if (intent === "change") return still;
      const logged = loggedFrom(values, rights);
      const wrong = logged ? await wrongIn(logged) : { channel: "Choose how it came." };
      if (!logged || Object.keys(wrong).length > 0) {
        const { form: whole, ...errors } = wrong as Record<string, string>;
        return { ...still, errors, problem: whole ? { title: "Nothing was filed", sentence: whole } : null };
      }
      if (intent !== "file") {
        const items = await previewLogged(actor, logged);
        return {
          ...still,
          check: {
            rows: items.map(inWords),
            came: `${channelWords[logged.channel]}, ${dayInWords(values.day, "en")}`,
            place: placeName(values.place, "en"),
          },
        };
      }
      const filed = await logRequest(actor, logged, values.once);
      const [first] = filed;
      const next = first ? requestAddress(first.reference, "/receipt") : "/desk";
      const references = listed(
        filed.map((one) => one.reference),
        "en",
      );
      await leaveNotice(next, {
        tone: "done",
        title: filed.length === 1 ? "The request is filed" : `${filed.length} requests are filed`,
        sentence: `${references}, entered on ${dateOf(new Date(), currentMap().company.timezone, "en")}. The person is told by mail.`,
      });
      redirect(next);
    },
  );
}

function inWords({ right, laws, safeDue, legalDue, late, needsProof }: LoggedItem): PlannedRow {
  return {
    right: rightChoice(right),
    laws: laws.map(({ law }) => regimeWords(law)).join(", "),
    by: dayInWords(safeDue, "en"),
    legal: legalDue === safeDue ? null : dayInWords(legalDue, "en"),
    late,
    next: needsProof
      ? "The person gets a mail and proves the mailbox; then the systems are asked."
      : "Work begins at once: no proof may be asked.",
  };
}
