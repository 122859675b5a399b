import { type DutyWords, periodIn } from "./catalogue.ts";

const units = {
  month: { one: "maand", other: "maanden" },
  day: { one: "dag", other: "dagen" },
  business_day: { one: "werkdag", other: "werkdagen" },
} as const;

/** Dutch. */
export const nl: DutyWords = {
  locale: "nl",
  subject: {
    acknowledgement: "We hebben uw verzoek",
    extension: "We hebben meer tijd nodig voor uw verzoek",
    refusal: "Ons antwoord op uw verzoek",
    partial_refusal: "Ons antwoord op uw verzoek",
    not_held: "Ons antwoord op uw verzoek",
    granted: "Ons antwoord op uw verzoek",
    fee: "Over de kosten van uw verzoek",
    question: "Een vraag over uw verzoek",
    appeal_granted: "Ons antwoord op uw bezwaar",
    appeal_denied: "Ons antwoord op uw bezwaar",
    complaint_acknowledgement: "We hebben uw klacht",
    complaint_outcome: "Ons antwoord op uw klacht",
    opt_out_done: "Gedaan wat u vroeg, verzoek",
  },
  title: {
    acknowledgement: "We hebben uw verzoek",
    extension: "We hebben meer tijd nodig",
    refusal: "We kunnen niet doen wat u vroeg",
    partial_refusal: "We kunnen een deel doen van wat u vroeg",
    not_held: "We hebben geen gegevens over u gevonden",
    granted: "We hebben gedaan wat u vroeg",
    fee: "Dit zou u iets kosten",
    question: "We hebben iets van u nodig",
    appeal_granted: "U had gelijk",
    appeal_denied: "Ons antwoord blijft hetzelfde",
    complaint_acknowledgement: "We hebben uw klacht",
    complaint_outcome: "Wat uw klacht heeft opgeleverd",
    opt_out_done: "We zijn ermee gestopt",
  },
  lead: {
    acknowledgement: (right) => `Dank u wel. U hebt ons gevraagd om ${right}.`,
    extension: (right) =>
      `U hebt ons gevraagd om ${right}. We zijn ermee bezig, maar het duurt langer dan we zeiden.`,
    refusal: (right) => `U hebt ons gevraagd om ${right}. We hebben besloten dat we dit niet kunnen doen.`,
    partial_refusal: (right) =>
      `U hebt ons gevraagd om ${right}. Een deel daarvan kunnen we doen, maar niet alles.`,
    not_held: (right) =>
      `U hebt ons gevraagd om ${right}. We hebben in al onze systemen gezocht en geen gegevens over u gevonden.`,
    granted: (right) => `U hebt ons gevraagd om ${right}. We hebben het gedaan.`,
    fee: (right) => `U hebt ons gevraagd om ${right}. Daarvoor zouden we u om geld moeten vragen.`,
    question: (right) => `U hebt ons gevraagd om ${right}. Om verder te gaan hebben we iets van u nodig.`,
    appeal_granted: () =>
      "U hebt ons gevraagd opnieuw naar ons antwoord te kijken. Iemand anders heeft dat gedaan en geeft u gelijk.",
    appeal_denied: () =>
      "U hebt ons gevraagd opnieuw naar ons antwoord te kijken. Iemand anders heeft dat gedaan en komt tot hetzelfde antwoord.",
    complaint_acknowledgement: () => "Dank u dat u het ons hebt verteld. We bekijken uw klacht.",
    complaint_outcome: () => "U hebt bij ons geklaagd. We hebben het onderzocht.",
    opt_out_done: (right) => `U hebt ons gevraagd om ${right}. We hebben het gedaan. Het geldt vanaf nu.`,
  },
  right: {
    access: "een kopie van uw gegevens",
    portability: "uw gegevens om mee te nemen",
    rectification: "een verbetering",
    erasure: "het wissen van uw gegevens",
    restriction: "een grens aan hoe we uw gegevens gebruiken",
    objection: "te stoppen met hoe we uw gegevens gebruiken",
    opt_out: "geen verkoop, geen delen en geen reclame",
    limit_sensitive: "een grens voor gevoelige gegevens",
    automated_decision_review: "een mens die naar een beslissing kijkt",
    appeal: "een nieuwe beoordeling",
    complaint: "een antwoord op een klacht",
  },
  heading: {
    need: "Wat we van u nodig hebben",
    cost: "Wat het zou kosten",
    why: "Waarom",
    done: "Wat we hebben gedaan",
    check: "Hoe we nagaan wie het vraagt",
    next: "Wat u kunt doen",
  },
  contact: {
    heading: "Bij wie u terechtkunt",
    write: (legalName, contact) => `${legalName}: ${contact}`,
    quote: (reference) => `Noem daarbij het kenmerk ${reference}.`,
  },
  reference: (reference) => `Kenmerk ${reference}`,
  page: "Uw verzoek bekijken",
  pageNumber: (n, all) => `Pagina ${n} van ${all}`,
  cannotDraw:
    "Waar in deze pdf […] staat, kan het schrift van een naam of woord niet worden getoond. Op uw pagina staat het helemaal.",
  days: {
    receipt_day: (day) => `We hebben het ontvangen op ${day}.`,
    first_day: (day) => `We hadden gezegd dat we uiterlijk ${day} zouden antwoorden.`,
    new_day: (day) => `Nu antwoorden we uiterlijk ${day}.`,
    expected_date: (day) => `We antwoorden uiterlijk ${day}.`,
    decided_on: (day) => `We hebben dit besloten op ${day}.`,
    reply_by: (day) => `Antwoord alstublieft uiterlijk ${day}.`,
    recourse_deadline: (day) => `Dat kunt u doen tot en met ${day}.`,
  },
  around: {
    legal_basis: (text) => `Dit is gebaseerd op: ${text}`,
    fee_amount: (text) => `Het zou kosten: ${text}`,
  },
  ours: {
    law: ({ laws }) => `De wet die geldt, is: ${laws}.`,
    reasons: () =>
      "We hebben in elk van onze systemen gezocht met wat u ons gaf. In geen ervan staan gegevens over u.",
    verification_process: ({ check }) =>
      check.most === "nothing"
        ? "Hiervoor hoeft u niet te laten zien wie u bent. We vragen alleen wat we nodig hebben om u te vinden."
        : [
            check.codeGiven
              ? "U hebt de code ingevuld die we u stuurden. Zo weten we dat het e-mailadres van u is."
              : "We sturen een code naar uw e-mailadres. Als u die op onze pagina invult, weten we dat het adres van u is.",
            "Met dat adres zoeken we uw gegevens.",
            check.dataPoints === null
              ? "Als we niet zeker zijn, vragen we u naar dingen die we al van u weten. We vragen zo weinig mogelijk."
              : `Als we niet zeker zijn, vragen we u naar dingen die we al van u weten: hoogstens ${check.dataPoints}.`,
            "De controle kost niets en u hebt geen account nodig.",
          ].join(" "),
    rest_complied_with: () => "Al het andere wat u vroeg, hebben we gedaan.",
    complaint_authority: ({ authorities }) =>
      `Als u vindt dat we het mis hebben, kunt u klagen bij de toezichthouder. Die bewaakt zulke rechten, en het is gratis: ${authorities}`,
    court: () => "U kunt ook naar de rechter gaan.",
    complaint_to_company: ({ email, reference }) =>
      `U kunt eerst bij ons klagen. Schrijf naar ${email} en noem ${reference}. We kijken er opnieuw naar en vertellen u wat eruit komt.`,
    recourse: ({ authorities }) =>
      authorities === ""
        ? "Als u het er niet mee eens bent, kunt u een rechter vragen naar ons antwoord te kijken."
        : `Als u het er niet mee eens bent, kunt u ons antwoord hier laten beoordelen: ${authorities}`,
    appeal_route: ({ page, email }) =>
      `Als u het er niet mee eens bent, kunt u bezwaar maken. Het is gratis. Open uw pagina (${page}) of schrijf naar ${email}. Iemand die niet eerder besliste, kijkt ernaar.`,
    appeal_deadline: ({ appealWithin }) =>
      appealWithin
        ? `U krijgt het antwoord op een bezwaar binnen ${periodIn(appealWithin, units, "nl")}.`
        : "U krijgt het antwoord op een bezwaar binnenkort.",
    attorney_general: ({ attorneysGeneral }) =>
      `Als u vindt dat we het mis hebben, kunt u dat zeggen tegen de procureur-generaal (Attorney General) van uw staat: ${attorneysGeneral}`,
    may_withdraw: () => "U hoeft niet te betalen. U kunt uw verzoek nu intrekken, dan kost het u niets.",
    fallback_if_unverified: () =>
      "We konden niet zeker weten dat u het bent. Daarom noemen we de soorten gegevens die we hebben, en niet de gegevens zelf.",
    treated_as_opt_out: () =>
      "We konden niet zeker weten dat u het bent. Daarom verkopen en delen we de gegevens niet meer, alsof u daarom had gevraagd.",
    offer_opt_out: ({ ask }) =>
      `Wilt u dat we uw gegevens niet meer verkopen en delen? Dat kunt u hier vragen, zonder te laten zien wie u bent: ${ask}`,
    statement_may_be_attached: ({ email }) =>
      `U kunt ons een korte tekst sturen die zegt wat volgens u niet klopt. We bewaren die bij de gegevens. Stuur hem naar ${email}.`,
    record_kept: ({ recordKept }) =>
      `We bewaren een notitie dat u iets vroeg en wat we deden${recordKept ? `, ${periodIn(recordKept, units, "nl")} lang` : ""}. We moeten dat kunnen laten zien.`,
    right_to_correct: () => "Als gegevens niet kloppen, kunt u ons vragen ze te verbeteren.",
    who_is_responsible: ({ legalName, contact }) =>
      `${legalName} is verantwoordelijk voor deze gegevens: ${contact}`,
  },
};
