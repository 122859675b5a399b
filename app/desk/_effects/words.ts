import type { TagTone } from "#app/_ui/Tag.tsx";
import type { ExceptionGround, RestrictionGround } from "#lib/preference/grounds.ts";
import type { EffectsView, EffectView } from "#lib/preference/view.ts";

/** What a choice stops. */
export const kindWords: Record<EffectsView["kinds"][number], string> = {
  sale: "Sale of data",
  sharing: "Sharing for adverts",
  profiling: "Profiling",
  limit_sensitive: "Sensitive data beyond what was asked for",
  marketing_email: "Adverts by e-mail",
  marketing_phone: "Adverts by phone",
  marketing_text: "Adverts by text message",
  marketing_post: "Adverts by post",
  restriction: "All use of the data",
};

export const effectTags: Record<EffectView["state"], { word: string; tone: TagTone }> = {
  waiting: { word: "Waits", tone: "slate" },
  working: { word: "Running", tone: "slate" },
  people: { word: "A person must do it", tone: "plum" },
  trouble: { word: "In trouble", tone: "brick" },
  done: { word: "Done", tone: "moss" },
};

const outcomes: Record<NonNullable<EffectView["outcome"]>, string> = {
  in_effect: "In effect, and read again",
  nothing_held: "Nobody of this name is held here",
  cannot_hold: "There is nothing here to switch off",
  by_hand: "Done by a person",
  partly: "In effect in part",
};

/** What came of a choice in one system, in a sentence. */
export function effectWords({ outcome, records, changed, why, act }: EffectView): string {
  const done = outcome === null ? "" : `${outcomes[outcome]}. `;
  const counts = records > 0 ? `${changed} of ${records} records changed. ` : "";
  const lifted = act === "lift" ? "What was stopped is allowed again. " : "";
  return `${lifted}${done}${counts}${why ?? ""}`.trim();
}

export const groundWords: Record<RestrictionGround, string> = {
  accuracy_contested: "Whether the data is right is being checked: Article 18(1)(a)",
  unlawful_but_keep: "The use is unlawful, and the person wants it kept: Article 18(1)(b)",
  needed_for_claims: "The person needs it for a legal claim: Article 18(1)(c)",
  objection_pending: "An objection is being weighed: Article 18(1)(d)",
};

export const exceptionWords: Record<ExceptionGround, string> = {
  consent: "The person agrees to it",
  legal_claims: "It is needed for legal claims",
  rights_of_others: "It protects somebody else's rights",
  public_interest: "An important public interest",
};

/** How the whole stands, in a sentence or two. */
export function standingWords({ kinds, inEffectAt, leftToStaff, systems }: EffectsView): string {
  const what = kinds.map((kind) => kindWords[kind].toLowerCase()).join(", ");
  if (inEffectAt) return `Stopped everywhere: ${what}.`;
  const people = systems.filter(({ state }) => state === "people").length;
  const waits = people > 0 ? ` ${people} wait for a person.` : "";
  return `To be stopped: ${what}.${waits}${leftToStaff ? ` ${leftToStaff}` : ""}`;
}
