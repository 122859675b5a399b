import type { Source } from "#lib/law/source.ts";

/**
 * Where data comes from, seen from the person: they gave it (forms, uploads, messages) · their use of a service or device
 * left it behind · the company worked it out of other data · somebody else gave it.
 */
const dataOrigins = ["provided", "observed", "derived", "third_party"] as const;
export type DataOrigin = (typeof dataOrigins)[number];

/** What a law lets a person take along: from where, and on which legal bases it is held (any, where it names none). */
export type PortabilityRule = {
  origins: readonly DataOrigin[];
  bases: readonly string[] | "any";
  source: Source;
};

const given: readonly DataOrigin[] = ["provided", "observed"];

const rules: Readonly<Record<string, PortabilityRule>> = {
  EU_GDPR: {
    origins: given,
    bases: ["consent", "contract"],
    source: {
      cite: "Article 20(1) GDPR; guidelines WP 242 rev.01 of the Article 29 Working Party, pages 9 and 10",
      confidence: "confirmed",
    },
  },
  UK_GDPR: {
    origins: given,
    bases: ["consent", "contract"],
    source: { cite: "Article 20(1) UK GDPR", confidence: "confirmed" },
  },
  CH_FADP: {
    origins: given,
    bases: ["consent", "contract"],
    source: {
      cite: "Article 28(1) FADP; article 20 of the Data Protection Ordinance",
      confidence: "secondary",
    },
  },
  CA_QC_LAW25: {
    origins: given,
    bases: "any",
    source: {
      cite: "Section 27, Act respecting the protection of personal information in the private sector",
      confidence: "secondary",
    },
  },
  TH_PDPA: {
    origins: given,
    bases: ["consent", "contract"],
    source: { cite: "Section 31 PDPA", confidence: "to_confirm" },
  },
  KR_PIPA: {
    origins: given,
    bases: ["consent", "contract"],
    source: { cite: "Article 35-2(1) PIPA", confidence: "to_confirm" },
  },
};

const whole: PortabilityRule = {
  origins: dataOrigins,
  bases: "any",
  source: {
    cite: "The law sets no narrower limit that we know: everything is given",
    confidence: "to_confirm",
  },
};

/** What a law lets a person take along. Where it draws no line that we know, everything. */
export function portabilityRule(law: string): PortabilityRule {
  return rules[law] ?? whole;
}
