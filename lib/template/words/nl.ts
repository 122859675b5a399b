import type { ShippedWords } from "../shipped.ts";

export const dutch: ShippedWords = {
  hello: "Hallo {name},",
  acknowledge: {
    subject: "We hebben uw verzoek {reference}",
    body: [
      "We hebben uw verzoek. Het kwam aan op {received_day}.",
      "We antwoorden uiterlijk op {due_day}. Op uw pagina kunt u altijd zien hoe het ervoor staat.",
    ],
  },
  detail: {
    subject: "Kunt u ons meer vertellen? Verzoek {reference}",
    body: [
      "We zoeken uw gegevens. Om alles te vinden hebben we nog iets nodig.",
      "Had u bij ons een ander e-mailadres, een ander telefoonnummer of een andere naam? Beantwoord dan dit bericht.",
      "U hoeft het ons niet te vertellen. Dan gaan we verder met wat we hebben.",
    ],
  },
  identity: {
    subject: "Laat zien dat u het bent, verzoek {reference}",
    body: [
      "Voordat we gegevens geven, moeten we zeker weten dat u het bent.",
      "Open uw pagina en kies een van de manieren die daar staan. Stuur ons geen kopie van een paspoort of identiteitskaart per mail.",
    ],
  },
  more_time: {
    subject: "We werken nog aan verzoek {reference}",
    body: [
      "We werken nog aan uw verzoek. Het duurt langer dan we dachten.",
      "Ons antwoord komt uiterlijk op {due_day}. U hoeft niets te doen.",
    ],
  },
  not_found: {
    subject: "We hebben u nog niet gevonden, {reference}",
    body: [
      "We hebben in onze systemen gezocht met wat u ons vertelde. Tot nu toe hebben we niets over u gevonden.",
      "Had u ooit een ander e-mailadres, telefoonnummer of een andere naam bij ons? Vertel het ons, dan zoeken we opnieuw.",
      "Dit is niet ons laatste woord. Ons antwoord komt uiterlijk op {due_day}.",
    ],
  },
  thanks: {
    subject: "Dank u, verzoek {reference}",
    body: [
      "Dank u. We hebben wat u ons stuurde.",
      "We gaan nu verder met uw verzoek. Ons antwoord komt uiterlijk op {due_day}.",
    ],
  },
  closing: {
    subject: "Is alles duidelijk? Verzoek {reference}",
    body: [
      "We hebben uw verzoek beantwoord. We denken dat nu alles is gedaan.",
      "Mist u iets, of is iets niet duidelijk? Beantwoord dan dit bericht. U kunt ons ook hier bereiken: {contact}",
    ],
  },
};
