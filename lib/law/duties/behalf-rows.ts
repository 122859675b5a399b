import type { Source } from "#lib/law/source.ts";

/** What a law says of those who ask for somebody else. `unsaid`: its text has no rule; then ours is the mildest that is safe. */
export type BehalfRow = {
  agent: { may: "yes" | "opt_outs_only" | "unsaid"; paper: AgentPaper; source: Source };
  parent: { until: number | null; notes: string; source: Source };
  /** Whether somebody may ask about the data of a person who died. */
  executor: { may: "yes" | "no" | "elsewhere"; notes: string; source: Source };
};

export type AgentPaper = "signed_permission" | "power_of_attorney";

const at = (cite: string, confidence: Source["confidence"]): Source => ({ cite, confidence });

const noRule = (law: string): BehalfRow => ({
  agent: {
    may: "unsaid",
    paper: "signed_permission",
    source: at(`${law}: no rule in its text`, "to_confirm"),
  },
  parent: {
    until: 18,
    notes: "Parents act under family law.",
    source: at(`${law}: no rule in its text`, "to_confirm"),
  },
  executor: {
    may: "elsewhere",
    notes: "Its text is silent. The law of the place of the estate may help.",
    source: at(`${law}: no rule in its text`, "to_confirm"),
  },
});

const stateParent = (law: string): BehalfRow["parent"] => ({
  until: 13,
  notes: "A parent or guardian of a known child under 13 may use every right for the child.",
  source: at(`${law}: known child`, "secondary"),
});
const stateEstate: BehalfRow["executor"] = {
  may: "elsewhere",
  notes:
    "Privacy laws of the states speak of living people. The law on digital assets of an estate lets its keeper ask.",
  source: at("Revised Uniform Fiduciary Access to Digital Assets Act, as enacted by the state", "secondary"),
};

/** A state of the model of Virginia: agents for opt-outs only where the law has them. */
export const modelState = (law: string): BehalfRow => ({
  agent: {
    may: "opt_outs_only",
    paper: "signed_permission",
    source: at(`${law}: authorized agent for opt-outs`, "secondary"),
  },
  parent: stateParent(law),
  executor: stateEstate,
});

export const noAgents = new Set(["US_VA", "US_UT", "US_IA", "US_NV", "US_TN", "US_IN", "US_KY", "US_RI"]);

export const behalfRows: Readonly<Record<string, BehalfRow>> = {
  EU_GDPR: {
    agent: {
      may: "yes",
      paper: "signed_permission",
      source: at("EDPB Guidelines 01/2022, paragraphs 80 to 84: national law on agency", "secondary"),
    },
    parent: {
      until: 18,
      notes: "The best interest of the child counts. An older child may ask alone.",
      source: at("EDPB Guidelines 01/2022, paragraphs 85 to 87; national family law", "secondary"),
    },
    executor: {
      may: "elsewhere",
      notes:
        "The GDPR ends with a person’s life. France, Italy, Spain, Denmark, Hungary, Portugal and others have a law of their own.",
      source: at("Regulation (EU) 2016/679, recital 27", "secondary"),
    },
  },
  UK_GDPR: {
    agent: {
      may: "yes",
      paper: "signed_permission",
      source: at("ICO guidance: requests made on behalf of others", "secondary"),
    },
    parent: {
      until: 18,
      notes: "A child who understands asks alone; in Scotland from 12 on that is presumed.",
      source: at("Data Protection Act 2018, section 208; ICO guidance", "secondary"),
    },
    executor: {
      may: "no",
      notes: "Only living people are covered. Health records have a law of their own.",
      source: at(
        "Data Protection Act 2018, section 3(2); Access to Health Records Act 1990, section 3(1)(f)",
        "secondary",
      ),
    },
  },
  US_CA_CCPA: {
    agent: {
      may: "yes",
      paper: "signed_permission",
      source: at("California Code of Regulations, title 11, sections 7063 and 7026(j)", "confirmed"),
    },
    parent: {
      until: 13,
      notes: "Under 13 a parent or guardian asks and shows that they are one.",
      source: at("California Code of Regulations, title 11, sections 7070 and 7071", "secondary"),
    },
    executor: {
      may: "elsewhere",
      notes: "The state’s law on digital assets lets the keeper of an estate ask.",
      source: at("California Probate Code, sections 870 to 884", "secondary"),
    },
  },
  CH_FADP: {
    ...noRule("FADP"),
    agent: {
      may: "yes",
      paper: "power_of_attorney",
      source: at("Code of Obligations, article 32; DPO, article 16", "secondary"),
    },
  },
  CN_PIPL: {
    ...noRule("PIPL"),
    parent: {
      until: 14,
      notes: "Under 14 a parent or guardian.",
      source: at("PIPL, article 31", "secondary"),
    },
    executor: {
      may: "yes",
      notes: "Close relatives may see, copy, correct and delete, unless the person arranged otherwise.",
      source: at("PIPL, article 49", "secondary"),
    },
  },
  KR_PIPA: {
    agent: { may: "yes", paper: "power_of_attorney", source: at("PIPA, article 38(1)", "secondary") },
    parent: {
      until: 14,
      notes: "Under 14 the legal representative.",
      source: at("PIPA, article 38(2)", "secondary"),
    },
    executor: noRule("PIPA").executor,
  },
  JP_APPI: {
    ...noRule("APPI"),
    agent: { may: "yes", paper: "power_of_attorney", source: at("APPI, article 37(3)", "secondary") },
  },
  IN_DPDP: {
    ...noRule("DPDP Act"),
    parent: {
      until: 18,
      notes: "Under 18 a parent or guardian.",
      source: at("DPDP Act 2023, section 2(j)", "secondary"),
    },
    executor: {
      may: "yes",
      notes: "Whoever the person named for this.",
      source: at("DPDP Act 2023, section 14", "secondary"),
    },
  },
  CA_QC_LAW25: {
    ...noRule("Act respecting the protection of personal information in the private sector"),
    parent: {
      until: 14,
      notes: "Under 14 the person with parental authority or the tutor.",
      source: at("Quebec, CQLR c. P-39.1, section 4.1", "secondary"),
    },
    executor: {
      may: "yes",
      notes: "The keeper or heir where it matters to the estate; close relatives where it helps them grieve.",
      source: at("Quebec, CQLR c. P-39.1, sections 31 and 40.1", "secondary"),
    },
  },
  SG_PDPA: {
    ...noRule("PDPA"),
    executor: {
      may: "no",
      notes: "Only rules on passing on and on safety go on, for ten years.",
      source: at("PDPA 2012, section 4(4)", "secondary"),
    },
  },
};

export const silentRow = noRule;
