import { dutchDealings } from "./nl-dealings.ts";
import type { MailTranslation } from "./words.ts";

/** Dutch. The same mails to the person as in English. */
export const dutch: MailTranslation = {
  notices: {
    code: {
      subject: "Uw code voor verzoek {reference}",
      body: [
        "Iemand vroeg ons naar persoonlijke gegevens en gaf dit adres op. Was u dat? Vul dan deze code in op de pagina:",
        "{code}",
        "Of open de link op het apparaat waarmee u het vroeg. Beide gelden {minutes} minuten, één keer.",
        "Was u het niet? Dan hoeft u niets te doen. Zonder deze code sturen we niemand iets.",
      ],
      link: "Verder zonder de code in te vullen",
    },
    sign_in: {
      subject: "Uw code om uw verzoeken te zien",
      body: [
        "Iemand wil zien wat er met dit adres is gevraagd. Was u dat? Vul dan deze code in op de pagina:",
        "{code}",
        "Of open de link op het apparaat waarmee u het vroeg. Beide gelden {minutes} minuten, één keer.",
        "Was u het niet? Dan hoeft u niets te doen. Zonder deze code ziet niemand iets.",
      ],
      link: "Verder zonder de code in te vullen",
    },
    second_asked: {
      subject: "Nog een controle voor verzoek {reference}",
      body: [
        "Wat u vroeg, is gevoelig. Daarom vragen we nog een code, zodat alleen u het krijgt.",
        "We sturen die naar een ander adres van u dat we al hebben. U kiest welk.",
        "Tot dan bewaren we ons antwoord veilig.",
      ],
      link: "De tweede controle doen",
    },
    second_code: {
      subject: "Een tweede code voor verzoek {reference}",
      body: [
        "Iemand vroeg ons naar gegevens die we bij dit adres hebben. Om zeker te weten dat u het bent, vragen we ook een code uit deze mailbox:",
        "{code}",
        "De code geldt {minutes} minuten, op het apparaat waarmee u hem vroeg.",
        "Was u het niet? Antwoord dan op deze e-mail. Zonder deze code krijgt niemand iets.",
      ],
      link: "De pagina voor de code openen",
    },
    find_nothing: {
      subject: "Geen verzoek met dit adres",
      body: [
        "Iemand wilde de nummers van alle verzoeken met dit adres. Er zijn er geen.",
        "Vroeg u het met een ander adres? Probeer dan dat. Was u het niet? Dan hoeft u niets te doen.",
      ],
      link: "Een verzoek zoeken",
    },
    ready: {
      subject: "Uw gegevens zijn klaar, verzoek {reference}",
      body: [
        "U kunt de kopie van uw gegevens downloaden tot en met {until}. Daarna kunt u een nieuwe link vragen.",
        "Om uw gegevens te beschermen, sturen we u een nieuwe code voor u downloadt.",
      ],
      link: "Uw gegevens downloaden",
    },
    renewed: {
      subject: "Een nieuwe link voor verzoek {reference}",
      body: ["U kunt uw gegevens weer downloaden tot en met {until}."],
      link: "Uw gegevens downloaden",
    },
    cancelled: {
      subject: "Verzoek {reference} is ingetrokken",
      body: [
        "Uw verzoek is ingetrokken. We verzamelen en sturen er niets meer voor.",
        "Was u dit niet? Zeg het ons dan.",
      ],
      link: "Uw verzoek bekijken",
    },
    corrected: {
      subject: "We hebben iets verbeterd aan verzoek {reference}",
      body: [
        "We hadden iets over uw verzoek verkeerd opgeschreven. Nu klopt het.",
        "We kregen uw verzoek op {received}. We antwoorden uiterlijk {due}.",
        "U hoeft niets te doen. Op de pagina staat hoe we aan deze dag komen.",
      ],
      link: "Uw verzoek bekijken",
    },
    corrected_waiting: {
      subject: "We hebben iets verbeterd aan verzoek {reference}",
      body: [
        "We hadden iets over uw verzoek verkeerd opgeschreven. Nu klopt het.",
        "We kregen uw verzoek op {received}. De dag van ons antwoord hangt af van uw antwoord op onze vraag.",
      ],
      link: "Uw verzoek bekijken",
    },
    kept_erased: {
      subject: "Ook de rest is nu gewist, verzoek {reference}",
      body: [
        "Toen we uw gegevens wisten, zeiden we dat de wet ons een deel nog even liet bewaren.",
        "Die tijd is voorbij. We hebben dat deel nu gewist en nagekeken dat het weg is.",
        "U hoeft niets te doen.",
      ],
      link: "Uw verzoek bekijken",
    },
    transmitted: {
      subject: "Uw gegevens zijn doorgestuurd, verzoek {reference}",
      body: [
        "U vroeg ons uw gegevens meteen naar een ander bedrijf te sturen. We hebben ze gestuurd en het bedrijf heeft ze aangenomen.",
        "Op de pagina staat het controlegetal van het bestand. Het andere bedrijf kan dat vergelijken met wat het kreeg.",
      ],
      link: "Zien wat er is gestuurd",
    },
    not_transmitted: {
      subject: "Uw gegevens zijn niet doorgestuurd, verzoek {reference}",
      body: [
        "U vroeg ons uw gegevens meteen naar een ander bedrijf te sturen. Dat lukte niet, en op de pagina staat waarom.",
        "U kunt uw gegevens nog steeds zelf ophalen en doorgeven. U kunt ons ook een ander adres geven.",
      ],
      link: "Zien waarom",
    },
    restriction_ends: {
      subject: "We mogen uw gegevens straks gebruiken, {reference}",
      body: [
        "U vroeg ons uw gegevens alleen te bewaren en niet te gebruiken. Dat hebben we gedaan.",
        "Vanaf {until} mogen we ze weer gebruiken. We zeggen u dit van tevoren.",
        "Vindt u dat dit niet klopt? Antwoord dan voor die dag op deze e-mail.",
      ],
      link: "Uw verzoek bekijken",
    },
    draft: {
      subject: "Ga verder met uw antwoorden",
      body: [
        "U vroeg ons uw antwoorden te bewaren. Er is nog niets verstuurd.",
        "De link werkt {days} dagen, op elk apparaat. Druk op de knop op de pagina om verder te gaan.",
        "Was u het niet? Dan hoeft u niets te doen. De antwoorden worden dan gewist.",
      ],
      link: "Verder met mijn antwoorden",
    },
    find: {
      subject: "Uw verzoeken",
      body: ["U vroeg ons om de nummers van uw verzoeken. Dit zijn ze:", "{references}"],
      link: "Een verzoek openen",
    },
    ...dutchDealings,
  },
  foot: ["{company}, {contact}", "U kunt op deze e-mail antwoorden. Een mens leest uw antwoord."],
};
