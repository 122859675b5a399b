import { type GroundText, known, twoPeople, written } from "./ground-text.ts";

/** Grounds that one law alone knows, or laws of one kind. */
export const refusalTextsOfOneLaw = {
  uk_schedule_exemption: {
    name: "Exemption in the Data Protection Act 2018",
    plain: "A British law lets us leave out a part of the data. We name it below and give you the rest.",
    conditions: [
      "The paragraph of Schedule 2, 3 or 4 is named",
      "Giving the data would harm what that paragraph protects",
      "Only the part that it covers is refused",
    ],
    ...written,
  },
  search_disproportionate: {
    name: "A wider search is not proportionate",
    plain: "We searched where your data is likely to be. A still wider search would be out of proportion.",
    conditions: [
      "A reasonable and proportionate search was made",
      "It is written down why a wider one was not",
    ],
    ...written,
  },
  ca_cannot_verify: {
    name: "Cannot verify (California)",
    plain:
      "What we know of you was not enough to be sure that it is you. So we could not do all that you asked.",
    conditions: [
      "We tried with the data that we hold, at no cost to the person",
      "Specific pieces refused: the request was treated as one for categories",
      "Categories refused: the person was pointed to the privacy policy",
    ],
    ...written,
  },
  ca_delete_exception: {
    name: "Exception to deletion (California)",
    plain:
      "The law lets us keep a part of the data. We delete the rest and use what we keep for nothing else.",
    conditions: [
      "One of the eight exceptions is chosen for each group of data",
      "Everything that it does not cover is deleted",
      "What is kept is used for nothing else, and providers are told",
    ],
    ...written,
  },
  ca_legal_conflict: {
    name: "Conflict with another law (California)",
    plain: "Another law does not let us do this for a part of the data. We do the rest.",
    conditions: [
      "The other law is named, unless it forbids saying so",
      "Only the part that it covers is refused",
    ],
    ...written,
  },
  ca_never_disclose: {
    name: "Never disclosed (California)",
    plain: "We hold this kind of data, but may not send it. If it fell into wrong hands, it could harm you.",
    conditions: [
      "The data are of a type that section 7024(d) lists",
      "The reply says with particularity which type is held",
    ],
    ...known,
  },
  ca_search_exempt: {
    name: "Not searched (California)",
    plain:
      "We did not search some records, because the law does not ask it. We tell you below what they may hold.",
    conditions: [
      "The data are not kept in a searchable or reasonably accessible form",
      "They are kept solely for legal or compliance purposes",
      "They are not sold and not used for any commercial purpose",
      "The reply describes the categories of records that were not searched",
    ],
    ...written,
  },
  ca_excessive: {
    name: "Unfounded or excessive (California)",
    plain:
      "We believe that this request has no basis, or repeats the same thing too often. We tell you why below.",
    conditions: [
      "It is manifestly unfounded or excessive, in particular because it repeats itself",
      "The burden of showing it is on us, and the evidence is written down",
    ],
    ...twoPeople,
  },
  ca_fraudulent_opt_out: {
    name: "Fraudulent opt-out (California)",
    plain: "We have good reason to believe that somebody sent this in bad faith. We tell you why below.",
    conditions: [
      "The belief is in good faith, reasonable and documented",
      "The person who asked is told that we believe so, and why",
    ],
    ...written,
  },
  ca_accurate_on_totality: {
    name: "More likely accurate than not (California)",
    plain:
      "We looked at everything that we have and that you sent. We believe that the data is more likely right than wrong.",
    conditions: [
      "All circumstances were weighed: nature of the data, how it was got, what the person sent",
      "Where we are not its source and hold no proof, the person's word suffices",
    ],
    ...written,
  },
  us_cannot_authenticate: {
    name: "Cannot authenticate",
    plain:
      "With a fair effort we could not make sure that it is you who asked. You can send us more, and we look again.",
    conditions: [
      "Commercially reasonable efforts were made",
      "The person was asked for what is still needed",
      "No new account was demanded",
    ],
    ...written,
  },
  us_chapter_exemption: {
    name: "Exemption of this law",
    plain:
      "This law does not cover a part of the data, or another law makes us keep it. We name the part below.",
    conditions: [
      "The exemption is named",
      "It covers this data, and only the part that it covers is refused",
    ],
    ...written,
  },
  us_fraudulent_opt_out: {
    name: "Fraudulent opt-out",
    plain: "We have good reason to believe that somebody sent this in bad faith. We tell you why below.",
    conditions: [
      "The belief is in good faith, reasonable and documented",
      "The person who asked is told that we believe so, and why",
    ],
    ...written,
  },
  nv_not_verified: {
    name: "Not a verified request (Nevada)",
    plain: "We could not make sure that it is you who asked. You can send us more, and we look again.",
    conditions: [
      "Commercially reasonable means were used to check who asks",
      "The person was asked for what is still needed",
    ],
    ...written,
  },
  ch_formal_law: {
    name: "A formal law provides for it (Switzerland)",
    plain:
      "A Swiss law does not let us give this, for example to keep a professional secret. We name it below.",
    conditions: ["The law is named", "It covers this data"],
    ...written,
  },
  ch_own_overriding_interest: {
    name: "Own overriding interest (Switzerland)",
    plain: "We have a reason of our own that weighs more than yours here. We tell you the reason below.",
    conditions: [
      "Our interest overrides the person's in this case",
      "The data are not given to other people",
      "It is weighed whether to restrict or defer instead of refusing",
    ],
    ...written,
  },
  ch_media: {
    name: "Data of the media (Switzerland)",
    plain: "This data belongs to the work of a newspaper or programme. The law lets us keep it back.",
    conditions: [
      "The data are used only for the edited part of a periodical medium",
      "It would show a source, give away a draft, or endanger the free forming of opinion",
    ],
    ...written,
  },
  th_law_and_harm: {
    name: "Law and harm to others (Thailand)",
    plain: "A law or a court does not let us give this, and giving it would harm other people.",
    conditions: [
      "A law or a court order permits the refusal",
      "Giving it would adversely affect other people's rights and freedoms",
      "The refusal and its reasons are recorded",
    ],
    ...written,
  },
} as const satisfies Record<string, GroundText>;
