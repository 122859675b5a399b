import { type DutyWords, periodIn } from "./catalogue.ts";

const units = {
  month: { one: "mois", other: "mois" },
  day: { one: "jour", other: "jours" },
  business_day: { one: "jour ouvrable", other: "jours ouvrables" },
} as const;

/** French. */
export const fr: DutyWords = {
  locale: "fr",
  subject: {
    acknowledgement: "Nous avons reçu votre demande",
    extension: "Il nous faut plus de temps pour votre demande",
    refusal: "Notre réponse à votre demande",
    partial_refusal: "Notre réponse à votre demande",
    not_held: "Notre réponse à votre demande",
    granted: "Notre réponse à votre demande",
    fee: "Le coût de votre demande",
    question: "Une question sur votre demande",
    appeal_granted: "Notre réponse à votre recours",
    appeal_denied: "Notre réponse à votre recours",
    complaint_acknowledgement: "Nous avons reçu votre réclamation",
    complaint_outcome: "Notre réponse à votre réclamation",
    opt_out_done: "C’est fait : votre demande",
  },
  title: {
    acknowledgement: "Nous avons reçu votre demande",
    extension: "Il nous faut plus de temps",
    refusal: "Nous ne pouvons pas faire ce que vous demandez",
    partial_refusal: "Nous pouvons faire une partie de ce que vous demandez",
    not_held: "Nous n’avons trouvé aucune donnée sur vous",
    granted: "Nous avons fait ce que vous demandez",
    fee: "Cela aurait un prix",
    question: "Nous avons besoin de quelque chose",
    appeal_granted: "Vous aviez raison",
    appeal_denied: "Notre réponse reste la même",
    complaint_acknowledgement: "Nous avons reçu votre réclamation",
    complaint_outcome: "Ce que donne votre réclamation",
    opt_out_done: "Nous avons arrêté",
  },
  lead: {
    acknowledgement: (right) => `Merci. Vous nous avez demandé ${right}.`,
    extension: (right) =>
      `Vous nous avez demandé ${right}. Nous y travaillons, mais cela prend plus de temps que prévu.`,
    refusal: (right) => `Vous nous avez demandé ${right}. Nous avons décidé que ce n’est pas possible.`,
    partial_refusal: (right) =>
      `Vous nous avez demandé ${right}. Nous pouvons en faire une partie, mais pas tout.`,
    not_held: (right) =>
      `Vous nous avez demandé ${right}. Nous avons cherché dans tous nos systèmes et n’avons trouvé aucune donnée sur vous.`,
    granted: (right) => `Vous nous avez demandé ${right}. C’est fait.`,
    fee: (right) => `Vous nous avez demandé ${right}. Pour cela, nous devrions vous demander de l’argent.`,
    question: (right) =>
      `Vous nous avez demandé ${right}. Pour continuer, nous avons besoin de quelque chose.`,
    appeal_granted: () =>
      "Vous nous avez demandé de revoir notre réponse. Une autre personne l’a fait et vous donne raison.",
    appeal_denied: () =>
      "Vous nous avez demandé de revoir notre réponse. Une autre personne l’a fait et arrive à la même réponse.",
    complaint_acknowledgement: () => "Merci de nous l’avoir dit. Nous examinons votre réclamation.",
    complaint_outcome: () => "Vous nous avez envoyé une réclamation. Nous l’avons examinée.",
    opt_out_done: (right) => `Vous nous avez demandé ${right}. C’est fait, et cela vaut dès maintenant.`,
  },
  right: {
    access: "une copie de vos données",
    portability: "vos données à emporter",
    rectification: "une correction",
    erasure: "l’effacement de vos données",
    restriction: "une limite à l’usage de vos données",
    objection: "d’arrêter un usage de vos données",
    opt_out: "d’arrêter la vente, le partage et la publicité",
    limit_sensitive: "une limite pour vos données sensibles",
    automated_decision_review: "qu’une personne regarde une décision",
    appeal: "de revoir notre réponse",
    complaint: "une réponse à une réclamation",
  },
  heading: {
    need: "Ce qu’il nous faut",
    cost: "Ce que cela coûterait",
    why: "Pourquoi",
    done: "Ce que nous avons fait",
    check: "Comment nous vérifions qui demande",
    next: "Ce que vous pouvez faire",
  },
  contact: {
    heading: "À qui vous adresser",
    write: (legalName, contact) => `${legalName} : ${contact}`,
    quote: (reference) => `Merci d’indiquer la référence ${reference}.`,
  },
  reference: (reference) => `Référence ${reference}`,
  page: "Voir votre demande",
  pageNumber: (n, all) => `Page ${n} sur ${all}`,
  cannotDraw:
    "Là où ce PDF montre […], il ne peut pas dessiner les lettres d’un nom ou d’un mot. Votre page les montre en entier.",
  days: {
    receipt_day: (day) => `Nous l’avons reçue le ${day}.`,
    first_day: (day) => `Nous avions dit que nous répondrions au plus tard le ${day}.`,
    new_day: (day) => `Nous répondrons maintenant au plus tard le ${day}.`,
    expected_date: (day) => `Nous répondrons au plus tard le ${day}.`,
    decided_on: (day) => `Nous l’avons décidé le ${day}.`,
    reply_by: (day) => `Merci de répondre au plus tard le ${day}.`,
    recourse_deadline: (day) => `Vous pouvez le faire jusqu’au ${day}.`,
  },
  around: {
    legal_basis: (text) => `Cela repose sur : ${text}`,
    fee_amount: (text) => `Cela coûterait : ${text}`,
  },
  ours: {
    law: ({ laws }) => `La loi qui compte est : ${laws}.`,
    reasons: () =>
      "Nous avons cherché dans chacun de nos systèmes avec ce que vous nous avez donné. Aucun n’a de données sur vous.",
    verification_process: ({ check }) =>
      check.most === "nothing"
        ? "Pour cela, vous n’avez pas à montrer qui vous êtes. Nous demandons seulement ce qu’il faut pour vous trouver."
        : [
            check.codeGiven
              ? "Vous avez tapé le code que nous vous avons envoyé. Nous savons donc que l’adresse e-mail est la vôtre."
              : "Nous envoyons un code à votre adresse e-mail. Si vous le tapez sur notre page, nous savons que l’adresse est la vôtre.",
            "Nous cherchons vos données avec cette adresse.",
            check.dataPoints === null
              ? "Si nous avons un doute, nous vous posons des questions sur ce que nous savons déjà de vous. Nous en posons le moins possible."
              : `Si nous avons un doute, nous vous posons des questions sur ce que nous savons déjà de vous : ${check.dataPoints} au plus.`,
            "Cette vérification ne coûte rien, et il ne faut pas de compte.",
          ].join(" "),
    rest_complied_with: () => "Nous avons fait tout le reste de ce que vous demandez.",
    complaint_authority: ({ authorities }) =>
      `Si vous pensez que nous avons tort, vous pouvez vous plaindre à l’autorité. Elle veille sur ces droits, et c’est gratuit : ${authorities}`,
    court: () => "Vous pouvez aussi aller devant un tribunal.",
    complaint_to_company: ({ email, reference }) =>
      `Vous pouvez d’abord nous envoyer une réclamation. Écrivez à ${email}, et indiquez ${reference}. Nous regardons de nouveau et vous disons ce que cela donne.`,
    recourse: ({ authorities }) =>
      authorities === ""
        ? "Si vous n’êtes pas d’accord, vous pouvez demander à un tribunal d’examiner notre réponse."
        : `Si vous n’êtes pas d’accord, vous pouvez faire examiner notre réponse ici : ${authorities}`,
    appeal_route: ({ page, email }) =>
      `Si vous n’êtes pas d’accord, vous pouvez faire un recours. C’est gratuit. Ouvrez votre page (${page}) ou écrivez à ${email}. Une personne qui n’a pas décidé avant l’examinera.`,
    appeal_deadline: ({ appealWithin }) =>
      appealWithin
        ? `Vous aurez la réponse à un recours au plus tard après ${periodIn(appealWithin, units, "fr")}.`
        : "Vous aurez bientôt la réponse à un recours.",
    attorney_general: ({ attorneysGeneral }) =>
      `Si vous pensez que nous avons tort, vous pouvez le dire au procureur général (attorney general) de votre État : ${attorneysGeneral}`,
    may_withdraw: () =>
      "Vous n’êtes pas obligé de payer. Vous pouvez retirer votre demande maintenant, et cela ne vous coûte rien.",
    fallback_if_unverified: () =>
      "Nous n’avons pas pu être sûrs que c’est vous. Nous vous disons donc quelles sortes de données nous avons, et non les données mêmes.",
    treated_as_opt_out: () =>
      "Nous n’avons pas pu être sûrs que c’est vous. Nous avons donc arrêté de vendre et de partager les données, comme si vous l’aviez demandé.",
    offer_opt_out: ({ ask }) =>
      `Voulez-vous que nous arrêtions de vendre et de partager vos données ? Vous pouvez le demander ici, sans montrer qui vous êtes : ${ask}`,
    statement_may_be_attached: ({ email }) =>
      `Vous pouvez nous envoyer un court texte qui dit ce que vous trouvez faux. Nous le gardons avec les données. Envoyez-le à ${email}.`,
    record_kept: ({ recordKept }) =>
      `Nous gardons une note de votre demande et de ce que nous avons fait${recordKept ? `, pendant ${periodIn(recordKept, units, "fr")}` : ""}. Nous devons pouvoir le montrer.`,
    right_to_correct: () => "Si des données sont fausses, vous pouvez nous demander de les corriger.",
    who_is_responsible: ({ legalName, contact }) => `${legalName} répond de ces données : ${contact}`,
  },
};
