import { type GroundText, written } from "./ground-text.ts";

const only = "Only the data that it needs are kept, and used for nothing else";

/** Every ground on which data may be kept although erasure was asked. */
export const retentionTexts = {
  expression_and_information: {
    name: "Freedom of expression and information",
    plain: "We keep this so that people stay free to speak and to be informed.",
    conditions: ["It was weighed against the person's privacy in this case", only],
    ...written,
  },
  legal_obligation_or_public_task: {
    name: "Duty by law, or a public task",
    plain: "A law makes us keep this for some time, like bills for the tax office.",
    conditions: ["The law and its period are named", only],
    ...written,
  },
  public_health: {
    name: "Public health",
    plain: "We keep this because the health of many people depends on it.",
    conditions: ["The processing is in the public interest in the area of public health", only],
    ...written,
  },
  archive_research_statistics: {
    name: "Archive, research or statistics",
    plain: "We keep this for research or an archive that serves everyone.",
    conditions: [
      "Erasing it would make that aim impossible or seriously impair it",
      "Safeguards are in place",
      only,
    ],
    ...written,
  },
  legal_claims: {
    name: "Legal claims",
    plain: "We keep this because it is needed in a legal dispute.",
    conditions: ["A claim exists or is concretely to be expected", only],
    ...written,
  },
  ca_transaction_warranty_contract: {
    name: "Transaction, warranty or contract (California)",
    plain: "We keep this to finish what you bought, for a warranty, or for our contract with you.",
    conditions: ["The transaction, warranty, recall or contract is named", only],
    ...written,
  },
  ca_security_integrity: {
    name: "Security and integrity (California)",
    plain: "We keep this to keep our systems and your data safe.",
    conditions: ["It is reasonably necessary and proportionate for security", only],
    ...written,
  },
  ca_debug: {
    name: "Debugging (California)",
    plain: "We keep this to find and mend an error in our service.",
    conditions: ["An error that impairs existing intended functionality is named", only],
    ...written,
  },
  ca_free_speech_or_legal_right: {
    name: "Free speech or another legal right (California)",
    plain: "We keep this so that people stay free to speak, or can use another right.",
    conditions: ["The right and whose it is are named", only],
    ...written,
  },
  ca_calecpa: {
    name: "Electronic Communications Privacy Act (California)",
    plain: "A law of California about mails and calls makes us keep this.",
    conditions: ["Penal Code, from section 1546, applies to the data", only],
    ...written,
  },
  ca_research_with_consent: {
    name: "Research with consent (California)",
    plain: "We keep this for research to which you said yes.",
    conditions: [
      "The research is public or peer-reviewed and follows ethics and privacy laws",
      "Deletion would make it impossible or seriously impair it",
      "The person gave informed consent",
    ],
    ...written,
  },
  ca_internal_aligned_use: {
    name: "Internal use as expected (California)",
    plain: "We keep this for our own use only, in a way that you can expect from us.",
    conditions: [
      "The use is solely internal",
      "It is reasonably aligned with what the person expects and with why they gave the data",
      only,
    ],
    ...written,
  },
  ca_legal_obligation: {
    name: "Duty by law (California)",
    plain: "A law makes us keep this.",
    conditions: ["The law and its period are named", only],
    ...written,
  },
  us_legal_obligation: {
    name: "Duty by law, or an official inquiry",
    plain: "A law or an official inquiry makes us keep this.",
    conditions: ["The law, rule or inquiry is named", only],
    ...written,
  },
  us_legal_claims: {
    name: "Legal claims",
    plain: "We keep this because it is needed in a legal dispute.",
    conditions: ["A claim exists or is concretely to be expected", only],
    ...written,
  },
  us_product_or_contract: {
    name: "What the person asked for, a contract or a warranty",
    plain: "We keep this to give you what you asked for, or for our contract with you.",
    conditions: ["The product, contract or warranty is named", only],
    ...written,
  },
  us_security_or_fraud: {
    name: "Security, fraud or crime",
    plain: "We keep this to keep people and systems safe from fraud and crime.",
    conditions: ["What it protects from is named", only],
    ...written,
  },
  us_research: {
    name: "Research in the public interest",
    plain: "We keep this for research that serves everyone. Others watch over it.",
    conditions: ["An ethics board or a similar independent body oversees it", only],
    ...written,
  },
  us_internal_use: {
    name: "Recalls, repairs and expected internal use",
    plain: "We keep this to mend errors, to call back a product, or for our own use as you can expect.",
    conditions: ["The use is solely internal and reasonably aligned with what the person expects", only],
    ...written,
  },
  ch_consent_interest_or_law: {
    name: "Overriding interest or law (Switzerland)",
    plain: "A Swiss law makes us keep this, or there is a reason to keep it that weighs more.",
    conditions: ["The law, or the private or public interest, is named and weighed", only],
    ...written,
  },
  required_by_other_law: {
    name: "Duty by another law",
    plain: "Another law makes us keep this.",
    conditions: ["The law and its period are named", only],
    ...written,
  },
  still_necessary: {
    name: "Still needed for its purpose",
    plain: "We still need this for the reason for which you gave it to us.",
    conditions: ["The purpose is named and still goes on", only],
    ...written,
  },
  research_body: {
    name: "Study by a research body",
    plain: "We keep this for a study, without names wherever that can be done.",
    conditions: ["The study is named", "The data are anonymised wherever possible"],
    ...written,
  },
  technically_not_possible_yet: {
    name: "Deletion is technically hard",
    plain: "We cannot delete this yet. Until we can, we only store it safely and do nothing else with it.",
    conditions: ["It is written down why", "Everything but storage and protection has stopped"],
    ...written,
  },
} as const satisfies Record<string, GroundText>;
