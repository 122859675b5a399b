import { type Day, dayInWords } from "#lib/core/day.ts";
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

const catalogues: Readonly<Record<string, Words>> = { en, de, fr, es };
const wordsFor = (language: string): Words => catalogues[language.toLowerCase().split("-")[0] ?? "en"] ?? en;

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
