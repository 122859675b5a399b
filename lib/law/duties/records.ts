import type { Counted } from "#lib/law/period.ts";
import type { Regime } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import type { Source } from "#lib/law/source.ts";

/** What the record of a request holds, and nothing more (California Code of Regulations, title 11, section 7101(b)). */
const recordFields = [
  "date_of_request",
  "nature_of_request",
  "manner_of_request",
  "date_of_response",
  "nature_of_response",
  "basis_of_denial",
] as const;

/** `keep`: from the last entry. */
export type RecordRule = { keep: Counted; source: Source; fields: readonly string[] };

/** How long the record of a request is kept: as the law says, else 24 months as our own rule. */
export function recordRule(law: Regime): RecordRule {
  return {
    keep: law.records?.keep ?? { unit: "month", n: 24, roll: false },
    source: law.records?.source ?? {
      cite: "Our own rule: 24 months, as the law names no number",
      confidence: "confirmed",
    },
    fields: recordFields,
  };
}

/** The figures of a calendar year that a law wants published. */
export type FiguresRule = {
  /** One row each. Requests for a portable copy count with access. */
  rows: readonly Right[];
  /** Day of the following year, `MM-DD`. */
  publishBy: string;
  /** Whom it binds. */
  mandatoryFrom: string;
  columns: readonly string[];
  /** Reasons by which denials may (or, where the law says so, must) be told apart. */
  denials: readonly string[];
  source: Source;
};

const columns = ["received", "complied_whole_or_part", "denied", "median_days", "mean_days"] as const;
const denials = ["not_verifiable", "not_by_consumer", "exempt", "other_grounds"] as const;

const figures: Readonly<Record<string, FiguresRule>> = {
  US_CA_CCPA: {
    rows: ["erasure", "rectification", "access", "opt_out", "limit_sensitive"],
    publishBy: "07-01",
    mandatoryFrom: "10,000,000 consumers in a calendar year",
    columns,
    denials,
    source: { cite: "California Code of Regulations, title 11, section 7102", confidence: "confirmed" },
  },
  US_CA_DELETE_ACT: {
    rows: ["erasure", "access", "opt_out", "limit_sensitive"],
    publishBy: "07-01",
    mandatoryFrom: "every data broker",
    columns,
    denials,
    source: { cite: "Civil Code 1798.99.85", confidence: "confirmed" },
  },
};

/** What a law wants published each year; null where it wants nothing. */
export function figuresRule(law: string): FiguresRule | null {
  return figures[law] ?? null;
}
