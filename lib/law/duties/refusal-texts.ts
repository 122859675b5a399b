import { type GroundText, known, twoPeople, written } from "./ground-text.ts";
import { refusalTextsOfOneLaw } from "./refusal-texts-of-one-law.ts";

/** Every ground on which a request, or a part of it, may be refused under some law. */
export const refusalTexts = {
  cannot_identify: {
    name: "Cannot identify the person",
    plain:
      "We could not make sure that it is you who asked. We must not show or change data for the wrong person.",
    conditions: [
      "We asked for what we needed, and said why",
      "What came does not show who asks, or nothing came",
      "The data cannot be found or given safely without it",
    ],
    ...written,
  },
  manifestly_unfounded: {
    name: "Manifestly unfounded",
    plain: "We believe that this request was not made to use your right. We tell you why below.",
    conditions: [
      "Facts show that the request has another aim than the right, not only that it is unwelcome",
      "The burden of showing it is on us, and the evidence is written down",
    ],
    ...twoPeople,
  },
  excessive: {
    name: "Excessive",
    plain:
      "You asked us for the same thing too often, or for far more than the law gives. We tell you why below.",
    conditions: [
      "The request repeats earlier ones without new reason, or goes far beyond the right",
      "Effort or volume alone is not the reason",
      "The burden of showing it is on us, and the evidence is written down",
    ],
    ...twoPeople,
  },
  rights_of_others: {
    name: "Rights of other people",
    plain:
      "A part of the data is also about other people. We may not give it to you, because it would harm them.",
    conditions: [
      "The harm to somebody else's rights is real, not only possible",
      "Masking, a summary or that person's consent would not do",
      "Only this part is withheld, the rest is given",
    ],
    ...written,
  },
  erasure_exception: {
    name: "A reason to keep the data",
    plain: "The law lets us or makes us keep a part of the data. We delete the rest.",
    conditions: [
      "A ground for keeping is chosen for each group of data",
      "Everything that it does not cover is erased",
      "What is kept is used for nothing else",
    ],
    ...written,
  },
  compelling_grounds: {
    name: "Compelling legitimate grounds",
    plain:
      "We have a very strong reason to go on, and it weighs more than your objection. We tell you the reason below.",
    conditions: [
      "It is not about direct marketing",
      "Our reason was weighed against this person's own situation",
      "The reason is compelling, not only useful, or legal claims need the data",
    ],
    ...written,
  },
  not_consent_or_contract: {
    name: "Not held by consent or contract",
    plain:
      "You can take along data that you gave us with your consent or for a contract. We hold this data for another reason.",
    conditions: [
      "The data are held on a legal basis other than consent or contract, or only on paper",
      "The person was told that they can still ask for a copy",
    ],
    ...known,
  },
  conditions_not_met: {
    name: "The right's conditions are not met",
    plain:
      "The law gives this right only in some cases. Your case is not one of them, and we tell you why below.",
    conditions: ["Each case that the article lists was looked at", "None of them applies to this request"],
    ...written,
  },
  data_accurate: {
    name: "The data are accurate",
    plain: "We looked at what you sent us, and we believe that the data we hold is right.",
    conditions: [
      "What the person sent was looked at",
      "Our source for the data was checked, not only our own record",
    ],
    ...written,
  },
  national_restriction: {
    name: "Restriction by national law",
    plain: "A law of our country does not let us do this. We name that law below.",
    conditions: [
      "The national provision is named",
      "It covers this data and this right",
      "Naming it does not defeat its purpose",
    ],
    ...written,
  },
  law_exception: {
    name: "Exception in this law",
    plain: "This law has an exception for a part of the data. We name it below and give you the rest.",
    conditions: [
      "The paragraph of the exception is named",
      "It covers this data, and only the part that it covers is refused",
    ],
    ...written,
  },
  not_responsible: {
    name: "We are not responsible for the data",
    plain: "This data is not in our hands. If we know who holds it, we tell you below.",
    conditions: ["We looked for the data", "Where we know who is responsible, they are named"],
    ...known,
  },
  ...refusalTextsOfOneLaw,
} as const satisfies Record<string, GroundText>;
