import { type AnswerLanguage, languageOf } from "#lib/core/languages.ts";

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
const it: Words = {
  nothing: "niente",
  line: {
    changed: (one) =>
      `${one.system}, ${one.what}: c’era scritto “${one.before}”. Ora c’è scritto “${one.after}”.`,
    by_hand: (one) =>
      `${one.system}, ${one.what}: una persona l’ha corretto lì a mano. Ora dovrebbe esserci scritto “${one.after}”.`,
    already: (one) => `${one.system}, ${one.what}: c’era già scritto “${one.after}”.`,
    refused: (one) =>
      `${one.system}, ${one.what}: non è stato possibile correggerlo. C’è ancora scritto “${one.before}”.`,
    waits: (one) => `${one.system}, ${one.what}: una persona deve ancora correggerlo lì in “${one.after}”.`,
  },
  notCorrected: (number) => `Non abbiamo fatto la correzione ${number}. Il motivo è in questa lettera.`,
  statement: "Conserviamo le Sue parole su questo insieme alla Sua richiesta.",
};
const pl: Words = {
  nothing: "nic",
  line: {
    changed: (one) => `${one.system}, ${one.what}: było „${one.before}”. Teraz jest „${one.after}”.`,
    by_hand: (one) =>
      `${one.system}, ${one.what}: ktoś poprawił to tam ręcznie. Teraz powinno być „${one.after}”.`,
    already: (one) => `${one.system}, ${one.what}: było już „${one.after}”.`,
    refused: (one) => `${one.system}, ${one.what}: nie udało się poprawić. Nadal jest „${one.before}”.`,
    waits: (one) => `${one.system}, ${one.what}: ktoś musi to tam jeszcze poprawić na „${one.after}”.`,
  },
  notCorrected: (number) => `Nie zrobiliśmy poprawki ${number}. Powód jest w tym liście.`,
  statement: "Zachowujemy Państwa własne słowa o tym razem z wnioskiem.",
};
const nl: Words = {
  nothing: "niets",
  line: {
    changed: (one) => `${one.system}, ${one.what}: er stond “${one.before}”. Nu staat er “${one.after}”.`,
    by_hand: (one) =>
      `${one.system}, ${one.what}: iemand heeft het daar met de hand verbeterd. Nu hoort er “${one.after}” te staan.`,
    already: (one) => `${one.system}, ${one.what}: er stond al “${one.after}”.`,
    refused: (one) =>
      `${one.system}, ${one.what}: het kon niet worden verbeterd. Er staat nog “${one.before}”.`,
    waits: (one) => `${one.system}, ${one.what}: iemand moet het daar nog verbeteren in “${one.after}”.`,
  },
  notCorrected: (number) => `Verbetering ${number} hebben we niet gedaan. De reden staat in deze brief.`,
  statement: "We bewaren uw eigen woorden hierover bij uw verzoek.",
};
const pt: Words = {
  nothing: "nada",
  line: {
    changed: (one) => `${one.system}, ${one.what}: dizia “${one.before}”. Agora diz “${one.after}”.`,
    by_hand: (one) =>
      `${one.system}, ${one.what}: uma pessoa corrigiu-o lá à mão. Agora deve dizer “${one.after}”.`,
    already: (one) => `${one.system}, ${one.what}: já dizia “${one.after}”.`,
    refused: (one) => `${one.system}, ${one.what}: não foi possível corrigi-lo. Ainda diz “${one.before}”.`,
    waits: (one) => `${one.system}, ${one.what}: uma pessoa ainda tem de o corrigir lá para “${one.after}”.`,
  },
  notCorrected: (number) => `Não fizemos a correção ${number}. A razão está nesta carta.`,
  statement: "Guardamos as suas próprias palavras sobre isto com o seu pedido.",
};
const ar: Words = {
  nothing: "لا شيء",
  line: {
    changed: (one) => `${one.system}, ${one.what}: كان مكتوبًا «⁨${one.before}⁩». والآن مكتوب «⁨${one.after}⁩».`,
    by_hand: (one) =>
      `${one.system}, ${one.what}: صحّحه شخص هناك بيده. يجب أن يكون مكتوبًا الآن «⁨${one.after}⁩».`,
    already: (one) => `${one.system}, ${one.what}: كان مكتوبًا «⁨${one.after}⁩» من قبل.`,
    refused: (one) => `${one.system}, ${one.what}: لم يمكن تصحيحه. ما زال مكتوبًا «⁨${one.before}⁩».`,
    waits: (one) => `${one.system}, ${one.what}: ما زال على شخص هناك أن يصحّحه إلى «⁨${one.after}⁩».`,
  },
  notCorrected: (number) => `لم نُجرِ التصحيح ${number}. تجد السبب في هذه الرسالة.`,
  statement: "نحفظ كلماتك عن هذا مع طلبك.",
};
const he: Words = {
  nothing: "כלום",
  line: {
    changed: (one) => `${one.system}, ${one.what}: היה כתוב ”⁨${one.before}⁩“. עכשיו כתוב ”⁨${one.after}⁩“.`,
    by_hand: (one) =>
      `${one.system}, ${one.what}: מישהו תיקן את זה שם ידנית. עכשיו אמור להיות כתוב ”⁨${one.after}⁩“.`,
    already: (one) => `${one.system}, ${one.what}: כבר היה כתוב ”⁨${one.after}⁩“.`,
    refused: (one) => `${one.system}, ${one.what}: לא היה אפשר לתקן. עדיין כתוב ”⁨${one.before}⁩“.`,
    waits: (one) => `${one.system}, ${one.what}: מישהו עוד צריך לתקן את זה שם ל”⁨${one.after}⁩“.`,
  },
  notCorrected: (number) => `לא עשינו את תיקון ${number}. הסיבה כתובה במכתב הזה.`,
  statement: "אנחנו שומרים את המילים שלך על כך עם הבקשה שלך.",
};

const catalogues: Readonly<Record<AnswerLanguage, Words>> = { en, de, fr, es, it, pl, nl, pt, ar, he };

/** The words of a language; English where we have none of it. */
export const rectificationWordsIn = (language: string): Words => catalogues[languageOf(language)];
