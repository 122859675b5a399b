import type { RefusalGround } from "#lib/law/duties/grounds.ts";

/** The reasons by which 11 CCR 7102 lets denials be told apart. */
export const denialClasses = ["not_verifiable", "not_by_consumer", "exempt", "other_grounds"] as const;
export type DenialClass = (typeof denialClasses)[number];

/** Which reason each ground counts as. A new ground leads here by a compiler error. */
const classOf: Readonly<Record<RefusalGround, DenialClass>> = {
  cannot_identify: "not_verifiable",
  ca_cannot_verify: "not_verifiable",
  us_cannot_authenticate: "not_verifiable",
  nv_not_verified: "not_verifiable",
  // Believed to be sent in bad faith, and so not by whom it is about.
  ca_fraudulent_opt_out: "not_by_consumer",
  us_fraudulent_opt_out: "not_by_consumer",
  rights_of_others: "exempt",
  erasure_exception: "exempt",
  national_restriction: "exempt",
  law_exception: "exempt",
  uk_schedule_exemption: "exempt",
  ca_delete_exception: "exempt",
  ca_legal_conflict: "exempt",
  ca_never_disclose: "exempt",
  ca_search_exempt: "exempt",
  us_chapter_exemption: "exempt",
  ch_formal_law: "exempt",
  ch_own_overriding_interest: "exempt",
  ch_media: "exempt",
  th_law_and_harm: "exempt",
  manifestly_unfounded: "other_grounds",
  excessive: "other_grounds",
  ca_excessive: "other_grounds",
  compelling_grounds: "other_grounds",
  not_consent_or_contract: "other_grounds",
  conditions_not_met: "other_grounds",
  data_accurate: "other_grounds",
  ca_accurate_on_totality: "other_grounds",
  not_responsible: "other_grounds",
  search_disproportionate: "other_grounds",
};

/** The grounds that count as one reason. A denial with several grounds counts once: by the first reason in the list. */
export const groundsOf = (reason: DenialClass): RefusalGround[] =>
  (Object.keys(classOf) as RefusalGround[]).filter((ground) => classOf[ground] === reason);
