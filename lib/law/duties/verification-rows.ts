import { needsProof, type Right } from "#lib/law/rights.ts";
import type { Confidence, Source } from "#lib/law/source.ts";

type Row = {
  most: "nothing" | "message_to_known_address" | "matched_data_points" | "signed_declaration";
  dataPoints: number | null;
  documentAsLastResort: boolean;
  source: Source;
  notes: string[];
};

const at = (cite: string, confidence: Confidence): Source => ({ cite, confidence });
const ladder =
  "Start with what is there: a live login, then signing in again, then a message to a known address.";

function matched(source: Source, notes: string[], dataPoints: number | null = null): Row {
  return {
    most: "matched_data_points",
    dataPoints,
    documentAsLastResort: true,
    source,
    notes: [ladder, ...notes],
  };
}

const onDoubt = [
  "Ask only on reasonable doubt, and never for more than sign-up asked.",
  "No routine copy of an identity card. Accept what the person can show of a cookie, device or handle (article 11).",
];
const states = [
  "Commercially reasonable efforts. No new account may be demanded.",
  "No fee and no notary's cost for the person.",
];

const byLaw: Readonly<Record<string, Row>> = {
  EU_GDPR: matched(
    at("Regulation (EU) 2016/679, articles 12(6), 12(2), 11 and 5(1)(c)", "confirmed"),
    onDoubt,
  ),
  UK_GDPR: matched(at("UK GDPR, articles 12(6) and 12A(5)", "secondary"), [
    ...onDoubt,
    "Ask promptly, and only for what is needed.",
  ]),
  CH_FADP: matched(at("DPO, article 16(5)", "confirmed"), [
    "Appropriate measures; the person must cooperate.",
  ]),
  US_CA_DELETE_ACT: matched(
    at("Civil Code 1798.99.86", "secondary"),
    ["Match what the state's platform sends. A request that cannot be verified is an opt-out."],
    3,
  ),
  US_NV: matched(at("NRS 603A.345: a verified request", "secondary"), ["Commercially reasonable means."], 2),
  ZA_POPIA: matched(at("POPIA, section 23(1)", "secondary"), ["Adequate proof of identity."]),
  KR_PIPA: matched(at("PIPA Enforcement Decree, article 46", "secondary"), [
    "Whether it is the person or a proper agent must be confirmed.",
  ]),
  OWN_POLICY: matched(at("Our own promise", "confirmed"), ["Never more than sign-up asked."]),
};
const elsewhere = matched(at("No rule in the law's text: the least that suffices", "to_confirm"), []);
const inAState = (law: string) =>
  matched(at(`${law}: commercially reasonable efforts to authenticate`, "secondary"), states, 2);

const california = at("California Code of Regulations, title 11, sections 7060 to 7062", "confirmed");
const californiaNotes = [
  "With an account: sign in, and again just before disclosing, correcting or deleting (section 7061).",
  "No fee and no notary's cost for the person (section 7060(e)).",
  "Cannot verify: fall back to categories, then to the privacy policy, and say so (section 7024).",
];
const inCalifornia: Partial<Record<Right, string>> = {
  access:
    "Categories: two reliable data points. Specific pieces: three, and a declaration under penalty of perjury, kept.",
  portability:
    "Specific pieces: three reliable data points and a declaration under penalty of perjury, kept.",
  erasure: "Two or three data points by how sensitive the data are and what harm a wrong deletion does.",
  rectification: "By sensitivity and harm; never on the data in dispute.",
};

const optOutProof = at(
  "California Code of Regulations, title 11, sections 7026(d), 7027(e) and 7060(b); elsewhere our own rule",
  "confirmed",
);

/** The ceiling of a right under a law; `proof`: what the regime itself says of it. */
export function ceilingOf(law: string, right: Right, proof: "none" | undefined): Row {
  const nevada = law === "US_NV" && right === "opt_out";
  if (!nevada && (proof === "none" || !needsProof(right)))
    return {
      most: "nothing",
      dataPoints: 0,
      documentAsLastResort: false,
      source:
        right === "complaint"
          ? at("A complaint is about our own conduct: our own rule", "confirmed")
          : optOutProof,
      notes: ["Ask only what is needed to find the person. No link to confirm, no account, no expiry."],
    };
  if (right === "appeal")
    return {
      most: "message_to_known_address",
      dataPoints: 0,
      documentAsLastResort: false,
      source: at("Our own rule: an appeal rests on the proof of its request", "confirmed"),
      notes: ["Nothing more may be asked than that the answer reaches the same person."],
    };
  const note = inCalifornia[right];
  if (law === "US_CA_CCPA")
    return {
      most: "signed_declaration",
      dataPoints: 3,
      documentAsLastResort: true,
      source: california,
      notes: [ladder, ...(note ? [note] : []), ...californiaNotes],
    };
  return byLaw[law] ?? (law.startsWith("US_") ? inAState(law) : elsewhere);
}
