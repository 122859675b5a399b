import type { MailTranslation } from "./words.ts";

/** Dutch: mails about asking for somebody else, and those that come while a request is worked on. */
export const dutchDealings = {
  behalf_received: {
    subject: "We hebben uw verzoek {reference} voor iemand anders",
    body: [
      "U vroeg ons iets voor iemand anders. Voor we naar die gegevens kijken, moeten we weten dat u dat mag vragen.",
      "Op de pagina staat wat er nodig is en hoe het ervoor staat.",
    ],
    link: "Zien wat er nodig is",
  },
  behalf_accepted: {
    subject: "U mag het vragen: verzoek {reference} gaat verder",
    body: [
      "We weten nu dat u voor deze persoon mag vragen. Het papier dat u stuurde, is gewist.",
      "We zijn met het werk begonnen.",
    ],
    link: "Zien hoe het ervoor staat",
  },
  behalf_refused: {
    subject: "We hebben iets anders nodig voor verzoek {reference}",
    body: [
      "Wat u stuurde, laat nog niet zien dat u voor deze persoon mag vragen. We hebben voor u niets van die persoon opgezocht.",
      "Op de pagina staat wat ook kan. Elk papier dat u stuurde, is gewist.",
    ],
    link: "Zien wat ook kan",
  },
  behalf_revoked: {
    subject: "De persoon zei nee, verzoek {reference}",
    body: [
      "De persoon wil niet dat u het vraagt. We zijn gestopt en sturen u niets.",
      "Denkt u dat dit een vergissing is? Praat dan met die persoon.",
    ],
    link: "Zien hoe het ervoor staat",
  },
  behalf_asked: {
    subject: "Mag iemand voor u vragen? Zeg alstublieft ja of nee",
    body: [
      "Iemand vraagt ons naar persoonlijke gegevens en zegt dat het van u mag. We kregen dit adres.",
      "Op de pagina staat wie het is en wat er wordt gevraagd. Daar kunt u ja of nee zeggen.",
      "Als u niets doet, gebeurt er niets en krijgt niemand uw gegevens.",
    ],
    link: "Bekijken, en ja of nee zeggen",
  },
  behalf_to_agent: {
    subject: "Een antwoord over u gaat naar iemand anders",
    body: [
      "Iemand liet ons een papier zien met uw handtekening. Daardoor gaat ons antwoord over uw gegevens naar die persoon.",
      "We wachten drie dagen voor we het sturen. Wilt u dit niet? Zeg dan nee op de pagina.",
      "Klopt het? Dan hoeft u niets te doen.",
    ],
    link: "Bekijken, of nee zeggen",
  },
  merged: {
    subject: "Twee keer gevraagd: we antwoorden bij {other}",
    body: [
      "U hebt ons twee keer hetzelfde gevraagd: met {reference} en met {other}. Wij antwoorden één keer, bij {other}. Dat verzoek kwam het eerst, dus die dag telt.",
      "Uw verzoek {reference} is gesloten. Er gaat niets verloren.",
      "Bedoelde u iets anders? Zeg het ons. Dan pakken we het weer op.",
    ],
    link: "Uw verzoek bekijken",
  },
  closed_spam: {
    subject: "We hebben verzoek {reference} gesloten",
    body: [
      "Iemand heeft ons met dit adres een verzoek gestuurd. Het leek op spam. Twee van ons hebben het bekeken en gesloten. Niemand heeft iets gekregen.",
      "Hebt u het ons gevraagd? Dan spijt het ons. Vraag het opnieuw op de pagina of schrijf ons. Dan pakken we het op.",
    ],
    link: "Uw verzoek bekijken",
  },
  message: {
    subject: "Een nieuw bericht over verzoek {reference}",
    body: [
      "We hebben u geschreven over uw verzoek.",
      "Om u te beschermen staat het bericht op uw pagina en niet in deze e-mail. U kunt daar antwoorden.",
    ],
    link: "Het bericht lezen",
  },
  unproven_day: {
    subject: "We wachten op uw code, verzoek {reference}",
    body: [
      "Iemand stuurde ons een verzoek en gaf dit adres op. We zijn niet begonnen, want niemand heeft de code nog ingevuld.",
      "Was u dat? Open dan de pagina en vraag een nieuwe code. Dat kan tot en met {until}.",
      "Was u het niet? Dan hoeft u niets te doen. Zonder de code sturen we niemand iets.",
    ],
    link: "Een nieuwe code krijgen",
  },
  unproven_three_days: {
    subject: "Laatste herinnering: een code voor verzoek {reference}",
    body: [
      "We wachten nog op de code voor verzoek {reference}. Zonder die code kunnen we niet beginnen.",
      "Is het verzoek van u? Open dan de pagina en vraag een nieuwe code. Na {until} eindigt het verzoek, en kunt u een nieuw sturen.",
      "Was u het niet? Dan hoeft u niets te doen. We schrijven niet meer over de code.",
    ],
    link: "Een nieuwe code krijgen",
  },
  question_again: {
    subject: "Beantwoord alstublieft onze vraag, {reference}",
    body: [
      "We stelden u een vraag over uw verzoek en hebben nog geen antwoord.",
      "De vraag staat op uw pagina. U kunt daar in een paar minuten antwoorden.",
    ],
    link: "De vraag beantwoorden",
  },
  identity_unclear: {
    subject: "We weten nog niet of u het bent, verzoek {reference}",
    body: [
      "Dank u voor wat u ons stuurde. We zien daaraan nog niet dat u de persoon bent.",
      "Er zijn andere manieren, en ze staan op de pagina. U kunt ons ook bellen of op deze e-mail antwoorden.",
      "We vragen dit zodat niemand anders uw gegevens krijgt.",
    ],
    link: "Zien wat ook kan",
  },
  half_time: {
    subject: "We werken aan verzoek {reference}",
    body: [
      "De helft van onze tijd is voorbij. We werken nog aan uw verzoek.",
      "We antwoorden uiterlijk {due}. U hoeft niets te doen.",
    ],
    link: "Zien hoe ver we zijn",
  },
  late: {
    subject: "We zijn te laat met verzoek {reference}",
    body: [
      "We hebben uw verzoek niet op tijd beantwoord. Dat spijt ons.",
      "We verwachten nu uiterlijk {until} te antwoorden, en werken er tot dan aan door.",
      "U kunt een klacht indienen bij ons of bij de toezichthouder. Op de pagina staat hoe.",
    ],
    link: "Uw verzoek bekijken",
  },
  late_open: {
    subject: "We zijn te laat met verzoek {reference}",
    body: [
      "We hebben uw verzoek niet op tijd beantwoord. Dat spijt ons.",
      "We werken eraan door. We kunnen nog geen dag noemen. We schrijven u zodra we hebben geantwoord.",
      "U kunt een klacht indienen bij ons of bij de toezichthouder. Op de pagina staat hoe.",
    ],
    link: "Uw verzoek bekijken",
  },
  deletion_preview: {
    subject: "Zie wat we gaan wissen, verzoek {reference}",
    body: [
      "We hebben nagekeken wat we kunnen wissen. Op de pagina staat wat weggaat, wat blijft en waarom.",
      "Er is nog niets gewist. Bent u van gedachten veranderd? Dan kunt u het daar nog intrekken.",
      "Is alles goed? Dan hoeft u niets te doen.",
    ],
    link: "Zien wat er wordt gewist",
  },
  link_ends: {
    subject: "Uw download eindigt binnenkort, verzoek {reference}",
    body: [
      "U kunt uw gegevens nog downloaden tot en met {until}. Daarna kunt u een nieuwe link vragen.",
      "Om uw gegevens te beschermen, sturen we u een nieuwe code voor u downloadt.",
    ],
    link: "Uw gegevens downloaden",
  },
  how_did_we_do: {
    subject: "Hoe deden we het met verzoek {reference}?",
    body: [
      "Uw verzoek is afgerond. We hebben één vraag voor u, en we stellen die alleen deze keer.",
      "We tellen alleen de antwoorden. We bewaren niet wie welk antwoord gaf.",
    ],
    link: "Eén vraag beantwoorden",
  },
} satisfies Partial<MailTranslation["notices"]>;
