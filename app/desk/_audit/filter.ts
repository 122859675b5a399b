import type { AuditEvent } from "#lib/audit/events.ts";
import { addDays, type Day, isDay } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { LogFilter } from "#lib/request/audit-log.ts";

type Kind = AuditEvent["kind"];

/** What can be looked for in the log: events that answer one question. */
export const themes: Record<string, { words: string; kinds: readonly Kind[] }> = {
  access: {
    words: "Sign-ins and the team",
    kinds: [
      "staff_signed_in",
      "staff_signed_out",
      "staff_session_ended",
      "staff_disabled",
      "staff_enabled",
      "staff_role_changed",
    ],
  },
  closed: {
    words: "Closed requests and broken glass",
    kinds: [
      "request_closed_off",
      "request_opened_up",
      "confidant_named",
      "confidant_removed",
      "glass_broken",
      "glass_read",
    ],
  },
  looked: {
    words: "Who looked at what was found",
    kinds: ["revealed", "findings_viewed", "hidden_viewed", "attachment_viewed", "erasure_viewed"],
  },
  answers: {
    words: "Answers, decisions, more time",
    kinds: ["released", "refused", "extended", "answer_ready", "cancelled", "closed"],
  },
  erased: {
    words: "Erasures and corrections",
    kinds: [
      "erasure_approved",
      "erasure_started",
      "erasure_done",
      "rectification_approved",
      "rectification_started",
      "rectification_done",
    ],
  },
  systems: {
    words: "Systems",
    kinds: [
      "system_registered",
      "system_version_saved",
      "system_state_changed",
      "system_secret_set",
      "system_secret_forgotten",
      "system_sampled",
    ],
  },
  log: { words: "The log itself", kinds: ["log_checked", "log_exported", "restore_accepted"] },
};

/** The fields of the form over the log, as they are typed. */
export type TypedFilter = { ref: string; who: string; what: string; from: string; until: string };

const names = ["ref", "who", "what", "from", "until"] as const;

/** The fields, out of an address or a form; what was not sent is empty. */
export function typedFilter(get: (name: string) => unknown): TypedFilter {
  const text = (name: string) => {
    const value = get(name);
    return typeof value === "string" ? value.trim().slice(0, 100) : "";
  };
  const [ref = "", who = "", what = "", from = "", until = ""] = names.map(text);
  return { ref, who, what, from, until };
}

/** Days back that a look for a person or a kind goes by itself: all of a long log would take long. */
const daysBack = 90;

/** The fields as they are asked: who looks for somebody or something without a day looks at the last ninety. */
export function withDays(typed: TypedFilter, today: Day): TypedFilter {
  const wide = (typed.who !== "" || typed.what !== "") && typed.ref === "" && typed.from === "";
  return wide ? { ...typed, from: addDays(today, -daysBack) } : typed;
}

/** What is asked for. Throws HabeasError `invalid` for a day that is none. */
export function filterOf({ ref, who, what, from, until }: TypedFilter): LogFilter {
  for (const day of [from, until])
    if (day !== "" && !isDay(day)) throw new HabeasError("invalid", "Write days like 2026-11-30.");
  return {
    reference: ref || undefined,
    staff: who || undefined,
    kinds: themes[what]?.kinds,
    from: from || undefined,
    until: until || undefined,
  };
}

/** The address of a page of the log; what is empty is left out. */
export function logAddress(typed: TypedFilter, after?: string): string {
  const query = new URLSearchParams();
  for (const name of names) if (typed[name] !== "") query.set(name, typed[name]);
  if (after !== undefined) query.set("after", after);
  return query.size > 0 ? `/desk/audit?${query}` : "/desk/audit";
}
