import type { Counted } from "#lib/law/period.ts";
import type { Regime } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import type { Source } from "#lib/law/source.ts";

/** How long the record of a request is kept after its last entry: as the law says, else 24 months as our own rule. */
export function recordRule(law: Regime): { keep: Counted; source: Source } {
  return (
    law.records ?? {
      keep: { unit: "month", n: 24, roll: false },
      source: { cite: "Our own rule: 24 months, as the law names no number", confidence: "confirmed" },
    }
  );
}

/** The figures of a calendar year that a law wants published. */
export type FiguresRule = {
  /** One row each. Requests for a portable copy count with access. */
  rows: readonly Right[];
  /** Day of the following year, `MM-DD`. */
  publishBy: string;
  mandatoryFrom: string;
  columns: readonly string[];
  source: Source;
};

const columns = ["received", "complied_whole_or_part", "denied", "median_days", "mean_days"] as const;
const rows = ["erasure", "rectification", "access", "opt_out", "limit_sensitive"] as const;

const figures: Readonly<Record<string, FiguresRule>> = {
  US_CA_CCPA: {
    rows,
    publishBy: "07-01",
    mandatoryFrom: "10,000,000 consumers in a calendar year",
    columns,
    source: { cite: "California Code of Regulations, title 11, section 7102", confidence: "confirmed" },
  },
  US_CA_DELETE_ACT: {
    rows: rows.filter((one) => one !== "rectification"),
    publishBy: "07-01",
    mandatoryFrom: "every data broker",
    columns: [...columns, "denied_unverified", "denied_not_by_consumer", "denied_exempt", "denied_other"],
    source: { cite: "Civil Code 1798.99.85", confidence: "secondary" },
  },
};

/** What a law wants published each year; null where it wants nothing. */
export function figuresRule(law: string): FiguresRule | null {
  return figures[law] ?? null;
}
