import { usStates } from "#lib/law/regimes/us-states.ts";
import type { Confidence, Source } from "#lib/law/source.ts";

/** What recipients are told of. lift: a restriction has ended · limit: sensitive data are used for what is needed only. */
export type ToldAction = "erase" | "correct" | "restrict" | "lift" | "opt_out" | "limit";

/**
 * What a recipient is in law. processor: works for the company (a service provider, a contractor) · controller: decides
 * by itself what it does with the data · third_party: was given it for another reason · sold_to · shared_with: for
 * advertising across contexts (California).
 */
export const recipientKinds = ["processor", "controller", "third_party", "sold_to", "shared_with"] as const;
type ToldKind = (typeof recipientKinds)[number];

/** Under one law: whom an action must be told. */
type Duty = { actions: readonly ToldAction[]; kinds: readonly ToldKind[]; article: Source };

const everybody = recipientKinds;
const outside: readonly ToldKind[] = ["controller", "third_party", "sold_to", "shared_with"];

const duty = (
  actions: readonly ToldAction[],
  kinds: readonly ToldKind[],
  cite: string,
  confidence: Confidence,
): Duty => ({ actions, kinds, article: { cite, confidence } });

/** Article 19: every recipient, and a processor is one (article 4(9)); what is no more wanted is the processor's instruction. */
const article19 = (law: string, confidence: Confidence): Duty[] => [
  duty(["erase", "correct", "restrict", "lift"], everybody, `${law}, article 19`, confidence),
  duty(["opt_out", "limit"], ["processor"], `${law}, article 28(3)(a)`, confidence),
];

const processors = (cite: string): Duty[] => [
  duty(["erase", "correct", "restrict", "lift", "opt_out", "limit"], ["processor"], cite, "to_confirm"),
  duty(["opt_out"], ["sold_to", "shared_with"], cite, "to_confirm"),
];

const regulations = "California Code of Regulations, title 11, section";

const byLaw: Readonly<Record<string, readonly Duty[]>> = {
  EU_GDPR: article19("Regulation (EU) 2016/679", "confirmed"),
  UK_GDPR: article19("UK GDPR", "secondary"),
  CH_FADP: [duty(["erase", "correct"], everybody, "FADP, article 32(4)", "to_confirm")],
  US_CA_CCPA: [
    duty(
      ["erase"],
      ["processor", "sold_to", "shared_with"],
      `Civil Code 1798.105(c)(1); ${regulations} 7022(b)`,
      "confirmed",
    ),
    duty(["correct"], ["processor"], `${regulations} 7023(c)`, "confirmed"),
    duty(["opt_out"], ["processor", "sold_to", "shared_with"], `${regulations} 7026(f)`, "secondary"),
    duty(
      ["limit"],
      ["processor", "third_party", "sold_to", "shared_with"],
      `${regulations} 7027(g)`,
      "secondary",
    ),
  ],
  US_CA_DELETE_ACT: [duty(["erase"], ["processor"], "Civil Code 1798.99.86(c)", "secondary")],
  ...Object.fromEntries(usStates.map((one) => [one.id, processors(one.law)])),
  US_NV: [duty(["opt_out"], ["processor", "sold_to"], "NRS 603A.345", "to_confirm")],
  BR_LGPD: [
    duty(
      ["erase", "correct", "restrict", "lift"],
      everybody,
      "Lei 13.709/2018, article 18, paragraph 6",
      "secondary",
    ),
  ],
  SG_PDPA: [duty(["correct"], outside, "PDPA 2012, section 22(2)(b)", "secondary")],
  AU_APP: [duty(["correct"], outside, "Privacy Act 1988, APP 13.2", "to_confirm")],
};

/** The company's own rule where no law says more: whoever has the data learns what became of them. */
const ownPolicy: readonly Duty[] = [
  duty(["erase", "correct", "restrict", "lift"], everybody, "our own policy", "confirmed"),
  duty(["opt_out", "limit"], ["processor", "sold_to", "shared_with"], "our own policy", "confirmed"),
];

/**
 * Which of these laws ask that a recipient of this kind is told of an action, each with its article. Laws that say
 * nothing of recipients count like the company's own policy, alone only: where a law that speaks of it governs, that one
 * decides.
 */
export function dutyToTell(
  laws: readonly string[],
  action: ToldAction,
  kind: ToldKind,
): { law: string; article: Source }[] {
  const spoken = laws.filter((law) => byLaw[law] !== undefined);
  const rows = spoken.length > 0 ? spoken : ["OWN_POLICY"];
  return rows.flatMap((law) =>
    (byLaw[law] ?? ownPolicy)
      .filter((one) => one.actions.includes(action) && one.kinds.includes(kind))
      .map(({ article }) => ({ law, article })),
  );
}
