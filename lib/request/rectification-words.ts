/** What came of one value in one system, as the person reads it. */
export type ToldValue = {
  system: string;
  /** The field's label in the map, or the fact. */
  what: string;
  before: string;
  after: string;
  how: "changed" | "by_hand" | "already" | "refused" | "waits";
};

type Words = {
  nothing: string;
  line: Record<ToldValue["how"], (one: ToldValue) => string>;
  notCorrected: (number: number) => string;
  statement: string;
};

const en: Words = {
  nothing: "nothing",
  line: {
    changed: (one) => `${one.system}, ${one.what}: it said “${one.before}”. It now says “${one.after}”.`,
    by_hand: (one) =>
      `${one.system}, ${one.what}: somebody there corrected it by hand. It should now say “${one.after}”.`,
    already: (one) => `${one.system}, ${one.what}: it said “${one.after}” already.`,
    refused: (one) => `${one.system}, ${one.what}: it could not be corrected. It still says “${one.before}”.`,
    waits: (one) => `${one.system}, ${one.what}: somebody there still has to correct it to “${one.after}”.`,
  },
  notCorrected: (number) => `We did not make correction ${number}. You find the reason in this letter.`,
  statement: "We keep your own words about this with your request.",
};
const de: Words = {
  nothing: "nichts",
  line: {
    changed: (one) =>
      `${one.system}, ${one.what}: Dort stand „${one.before}“. Jetzt steht dort „${one.after}“.`,
    by_hand: (one) =>
      `${one.system}, ${one.what}: Ein Mensch hat es dort von Hand berichtigt. Jetzt sollte dort „${one.after}“ stehen.`,
    already: (one) => `${one.system}, ${one.what}: Dort stand schon „${one.after}“.`,
    refused: (one) =>
      `${one.system}, ${one.what}: Es konnte nicht berichtigt werden. Dort steht noch „${one.before}“.`,
    waits: (one) => `${one.system}, ${one.what}: Ein Mensch muss es dort noch zu „${one.after}“ berichtigen.`,
  },
  notCorrected: (number) =>
    `Die Berichtigung ${number} haben wir nicht vorgenommen. Den Grund finden Sie in diesem Brief.`,
  statement: "Wir bewahren Ihre eigenen Worte dazu bei Ihrer Anfrage auf.",
};
const fr: Words = {
  nothing: "rien",
  line: {
    changed: (one) =>
      `${one.system}, ${one.what} : on y lisait « ${one.before} ». On y lit maintenant « ${one.after} ».`,
    by_hand: (one) =>
      `${one.system}, ${one.what} : une personne l’a corrigé à la main. On devrait y lire « ${one.after} ».`,
    already: (one) => `${one.system}, ${one.what} : on y lisait déjà « ${one.after} ».`,
    refused: (one) =>
      `${one.system}, ${one.what} : la correction n’a pas été possible. On y lit encore « ${one.before} ».`,
    waits: (one) => `${one.system}, ${one.what} : une personne doit encore y écrire « ${one.after} ».`,
  },
  notCorrected: (number) =>
    `Nous n’avons pas fait la correction ${number}. Vous trouvez la raison dans cette lettre.`,
  statement: "Nous gardons vos propres mots à ce sujet avec votre demande.",
};
const es: Words = {
  nothing: "nada",
  line: {
    changed: (one) => `${one.system}, ${one.what}: decía «${one.before}». Ahora dice «${one.after}».`,
    by_hand: (one) =>
      `${one.system}, ${one.what}: una persona lo corrigió a mano. Ahora debería decir «${one.after}».`,
    already: (one) => `${one.system}, ${one.what}: ya decía «${one.after}».`,
    refused: (one) => `${one.system}, ${one.what}: no se pudo corregir. Todavía dice «${one.before}».`,
    waits: (one) => `${one.system}, ${one.what}: una persona todavía tiene que corregirlo a «${one.after}».`,
  },
  notCorrected: (number) => `No hicimos la corrección ${number}. La razón está en esta carta.`,
  statement: "Guardamos sus propias palabras sobre esto con su solicitud.",
};

const catalogues: Readonly<Record<string, Words>> = { en, de, fr, es };

/** The words of a language; English where we have none of it. */
export const rectificationWordsIn = (language: string): Words =>
  catalogues[language.toLowerCase().split("-")[0] ?? "en"] ?? en;
