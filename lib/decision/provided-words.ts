import { type Day, dayInWords } from "#lib/core/day.ts";
import { type AnswerLanguage, languageOf } from "#lib/core/languages.ts";
import type { Right } from "#lib/law/rights.ts";

/** What was done in the systems that are named after it, and that none held anything, as the person reads it. */
type Words = Record<ByHand, string> & {
  all: string;
  nothing: (systems: string) => string;
  /** Where no system can hold it yet: what we do all the same. */
  kept: string;
  since: (day: string) => string;
  /** Until when what was deleted can be put back by us. */
  backUntil: (day: string) => string;
};
type ByHand = Exclude<Right, "access" | "portability" | "appeal" | "complaint">;

const en: Words = {
  all: "All our systems",
  kept: "We keep your choice and follow it wherever data about you turns up.",
  since: (day) => `This has been so since ${day}.`,
  backUntil: (day) => `Until ${day} we keep it locked away and can put it back. After that day nobody can.`,
  nothing: (systems) => `We looked everywhere and found no data about you. We looked here: ${systems}.`,
  rectification: "We corrected your data here:",
  erasure: "We deleted your data here:",
  restriction: "We keep your data but do not use it any more here:",
  objection: "We stopped the use that you do not want here:",
  opt_out: "We stopped selling and sharing your data, and sending you adverts, here:",
  limit_sensitive: "We use your sensitive data only for what you asked us for here:",
  automated_decision_review: "A person looked again at what was decided here:",
};
const de: Words = {
  all: "Alle unsere Systeme",
  kept: "Wir merken uns Ihre Wahl und folgen ihr überall, wo Daten über Sie auftauchen.",
  since: (day) => `Das gilt seit dem ${day}.`,
  backUntil: (day) =>
    `Bis zum ${day} bewahren wir sie verschlossen auf und können sie zurückholen. Danach kann das niemand mehr.`,
  nothing: (systems) =>
    `Wir haben überall gesucht und keine Daten über Sie gefunden. Wir haben hier gesucht: ${systems}.`,
  rectification: "Wir haben Ihre Daten hier berichtigt:",
  erasure: "Wir haben Ihre Daten hier gelöscht:",
  restriction: "Wir bewahren Ihre Daten auf, nutzen sie hier aber nicht mehr:",
  objection: "Wir haben die Nutzung, die Sie nicht wollen, hier beendet:",
  opt_out:
    "Wir verkaufen und teilen Ihre Daten nicht mehr und senden Ihnen keine Werbung mehr. Das gilt hier:",
  limit_sensitive: "Wir nutzen Ihre sensiblen Daten hier nur noch für das, worum Sie uns gebeten haben:",
  automated_decision_review: "Ein Mensch hat sich noch einmal angesehen, was hier entschieden wurde:",
};
const fr: Words = {
  all: "Tous nos systèmes",
  kept: "Nous gardons votre choix et le suivons partout où des données sur vous apparaissent.",
  since: (day) => `C’est ainsi depuis le ${day}.`,
  backUntil: (day) =>
    `Jusqu’au ${day}, nous les gardons sous clé et pouvons les remettre. Après ce jour, personne ne le peut plus.`,
  nothing: (systems) =>
    `Nous avons cherché partout et n’avons trouvé aucune donnée sur vous. Nous avons cherché ici : ${systems}.`,
  rectification: "Nous avons corrigé vos données ici :",
  erasure: "Nous avons effacé vos données ici :",
  restriction: "Nous gardons vos données mais ne les utilisons plus ici :",
  objection: "Nous avons arrêté l’utilisation que vous ne voulez pas ici :",
  opt_out:
    "Nous ne vendons plus et ne partageons plus vos données, et ne vous envoyons plus de publicité. Cela vaut ici :",
  limit_sensitive: "Nous n’utilisons vos données sensibles que pour ce que vous avez demandé ici :",
  automated_decision_review: "Une personne a regardé à nouveau ce qui a été décidé ici :",
};
const es: Words = {
  all: "Todos nuestros sistemas",
  kept: "Guardamos su elección y la seguimos dondequiera que aparezcan datos sobre usted.",
  since: (day) => `Es así desde el ${day}.`,
  backUntil: (day) =>
    `Hasta el ${day} los guardamos bajo llave y podemos devolverlos. Después de ese día, nadie puede hacerlo.`,
  nothing: (systems) =>
    `Hemos buscado en todas partes y no hemos encontrado datos sobre usted. Hemos buscado aquí: ${systems}.`,
  rectification: "Hemos corregido sus datos aquí:",
  erasure: "Hemos borrado sus datos aquí:",
  restriction: "Guardamos sus datos, pero ya no los usamos aquí:",
  objection: "Hemos dejado el uso que usted no quiere aquí:",
  opt_out: "Ya no vendemos ni compartimos sus datos ni le enviamos publicidad. Esto vale aquí:",
  limit_sensitive: "Usamos sus datos sensibles solo para lo que usted nos pidió aquí:",
  automated_decision_review: "Una persona ha vuelto a mirar lo que se decidió aquí:",
};
const it: Words = {
  all: "Tutti i nostri sistemi",
  kept: "Teniamo a mente la Sua scelta e la seguiamo ovunque compaiano dati su di Lei.",
  since: (day) => `È così da ${day}.`,
  backUntil: (day) =>
    `Fino a ${day} li teniamo sotto chiave e possiamo rimetterli. Dopo quel giorno nessuno può più farlo.`,
  nothing: (systems) =>
    `Abbiamo cercato dappertutto e non abbiamo trovato dati su di Lei. Abbiamo cercato qui: ${systems}.`,
  rectification: "Abbiamo corretto i Suoi dati qui:",
  erasure: "Abbiamo cancellato i Suoi dati qui:",
  restriction: "Conserviamo i Suoi dati ma qui non li usiamo più:",
  objection: "Abbiamo smesso l’uso che non vuole qui:",
  opt_out: "Non vendiamo e non condividiamo più i Suoi dati e non Le mandiamo più pubblicità. Vale qui:",
  limit_sensitive: "Usiamo i Suoi dati delicati solo per ciò che ci ha chiesto qui:",
  automated_decision_review: "Una persona ha guardato di nuovo che cosa è stato deciso qui:",
};
const pl: Words = {
  all: "Wszystkie nasze systemy",
  kept: "Pamiętamy Państwa wybór i trzymamy się go wszędzie, gdzie pojawią się dane o Państwu.",
  since: (day) => `Tak jest od dnia: ${day}.`,
  backUntil: (day) =>
    `Do dnia: ${day} trzymamy je pod kluczem i możemy je przywrócić. Potem nikt już tego nie może.`,
  nothing: (systems) =>
    `Szukaliśmy wszędzie i nie znaleźliśmy danych o Państwu. Szukaliśmy tutaj: ${systems}.`,
  rectification: "Poprawiliśmy Państwa dane tutaj:",
  erasure: "Usunęliśmy Państwa dane tutaj:",
  restriction: "Przechowujemy Państwa dane, ale już ich nie używamy tutaj:",
  objection: "Zakończyliśmy użycie, którego Państwo nie chcą, tutaj:",
  opt_out: "Już nie sprzedajemy i nie udostępniamy Państwa danych ani nie wysyłamy reklam. Dotyczy to:",
  limit_sensitive: "Państwa danych wrażliwych używamy tylko do tego, o co Państwo prosili, tutaj:",
  automated_decision_review: "Człowiek jeszcze raz sprawdził, co zdecydowano tutaj:",
};
const nl: Words = {
  all: "Al onze systemen",
  kept: "We onthouden uw keuze en volgen die overal waar gegevens over u opduiken.",
  since: (day) => `Dit is zo sinds ${day}.`,
  backUntil: (day) =>
    `Tot en met ${day} bewaren we ze achter slot en kunnen we ze terugzetten. Daarna kan niemand dat meer.`,
  nothing: (systems) =>
    `We hebben overal gezocht en geen gegevens over u gevonden. We zochten hier: ${systems}.`,
  rectification: "We hebben uw gegevens hier verbeterd:",
  erasure: "We hebben uw gegevens hier gewist:",
  restriction: "We bewaren uw gegevens, maar gebruiken ze hier niet meer:",
  objection: "We zijn hier gestopt met het gebruik dat u niet wilt:",
  opt_out: "We verkopen en delen uw gegevens niet meer en sturen u geen reclame meer. Dat geldt hier:",
  limit_sensitive: "We gebruiken uw gevoelige gegevens hier alleen voor wat u ons vroeg:",
  automated_decision_review: "Een mens heeft opnieuw gekeken naar wat hier is beslist:",
};
const pt: Words = {
  all: "Todos os nossos sistemas",
  kept: "Guardamos a sua escolha e seguimo-la onde quer que apareçam dados sobre si.",
  since: (day) => `É assim desde ${day}.`,
  backUntil: (day) => `Até ${day} guardamo-los fechados e podemos repô-los. Depois desse dia ninguém pode.`,
  nothing: (systems) =>
    `Procurámos em todo o lado e não encontrámos dados sobre si. Procurámos aqui: ${systems}.`,
  rectification: "Corrigimos os seus dados aqui:",
  erasure: "Apagámos os seus dados aqui:",
  restriction: "Guardamos os seus dados, mas já não os usamos aqui:",
  objection: "Parámos o uso que não quer aqui:",
  opt_out: "Já não vendemos nem partilhamos os seus dados nem lhe enviamos publicidade. Vale aqui:",
  limit_sensitive: "Só usamos os seus dados sensíveis para o que nos pediu aqui:",
  automated_decision_review: "Uma pessoa viu de novo o que foi decidido aqui:",
};
const ar: Words = {
  all: "كل أنظمتنا",
  kept: "نحفظ اختيارك ونتبعه أينما ظهرت بيانات عنك.",
  since: (day) => `الأمر كذلك منذ ${day}.`,
  backUntil: (day) => `حتى ${day} نحفظها مقفلة ونستطيع إعادتها. بعد ذلك اليوم لا يستطيع أحد ذلك.`,
  nothing: (systems) => `بحثنا في كل مكان ولم نجد بيانات عنك. بحثنا هنا: ${systems}.`,
  rectification: "صحّحنا بياناتك هنا:",
  erasure: "حذفنا بياناتك هنا:",
  restriction: "نحفظ بياناتك لكننا لا نستخدمها بعد الآن هنا:",
  objection: "أوقفنا الاستخدام الذي لا تريده هنا:",
  opt_out: "لا نبيع بياناتك ولا نشاركها ولا نرسل إليك إعلانات بعد الآن. هذا يسري هنا:",
  limit_sensitive: "نستخدم بياناتك الحساسة هنا فقط لما طلبته منا:",
  automated_decision_review: "نظر إنسان مرة أخرى في ما تقرّر هنا:",
};
const he: Words = {
  all: "כל המערכות שלנו",
  kept: "אנחנו שומרים את הבחירה שלך ופועלים לפיה בכל מקום שבו יופיעו נתונים עליך.",
  since: (day) => `כך זה מאז ${day}.`,
  backUntil: (day) => `עד ${day} אנחנו שומרים אותם נעולים ויכולים להחזיר אותם. אחרי היום הזה איש לא יכול.`,
  nothing: (systems) => `חיפשנו בכל מקום ולא מצאנו נתונים עליך. חיפשנו כאן: ${systems}.`,
  rectification: "תיקנו את הנתונים שלך כאן:",
  erasure: "מחקנו את הנתונים שלך כאן:",
  restriction: "אנחנו שומרים את הנתונים שלך אבל כבר לא משתמשים בהם כאן:",
  objection: "הפסקנו את השימוש שלא רצית כאן:",
  opt_out: "אנחנו כבר לא מוכרים ולא משתפים את הנתונים שלך ולא שולחים לך פרסומות. זה תקף כאן:",
  limit_sensitive: "אנחנו משתמשים בנתונים הרגישים שלך כאן רק למה שביקשת:",
  automated_decision_review: "אדם בדק שוב מה הוחלט כאן:",
};

const catalogues: Readonly<Record<AnswerLanguage, Words>> = { en, de, fr, es, it, pl, nl, pt, ar, he };
const wordsFor = (language: string): Words => catalogues[languageOf(language)];

/** What was done in the named systems, and since when they say so themselves. */
export function providedWords(
  language: string,
  right: Right,
  systems: readonly string[],
  since: Day | null = null,
): string {
  if (right === "access" || right === "portability" || right === "appeal" || right === "complaint") return "";
  const words = wordsFor(language);
  const done = systems.length === 0 ? words.kept : `${words[right]} ${systems.join(", ")}.`;
  return since === null ? done : `${done} ${words.since(dayInWords(since, language))}`;
}

/** Until when what was deleted can still be put back, as a line of its own; nothing where it cannot. */
export function backWords(language: string, until: Day | null): string[] {
  return until === null ? [] : [wordsFor(language).backUntil(dayInWords(until, language))];
}

/** That nothing is held, as the reason of a notice. */
export function nothingWords(language: string, systems: readonly string[]): { group: string; text: string } {
  const words = wordsFor(language);
  return { group: words.all, text: words.nothing(systems.join(", ")) };
}
