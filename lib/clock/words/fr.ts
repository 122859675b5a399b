import { type ClockWords, counted } from "./catalogue.ts";

const numbers = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"];
const units = {
  month: ["mois", "mois"],
  day: ["jour", "jours"],
  business_day: ["jour ouvré", "jours ouvrés"],
} as const;
const causes = {
  identity: "quand vous aviez montré qui vous êtes",
  fee: "quand les frais étaient payés",
  authority: "quand le pouvoir d’agir pour la personne était arrivé",
  fee_reflection: "quand le temps de réflexion sur les frais était fini",
} as const;
const beginnings = {
  followed: "Le refus est appliqué depuis le",
  last_entry: "La dernière entrée du dossier est du",
  withdrawn: "Le consentement a été retiré le",
} as const;
const known = {
  claimed: ", comme vous nous l’avez dit",
  evidenced: ", comme on nous l’a montré",
} as const;

export const fr: ClockWords = {
  received: (day) => `Nous avons reçu ceci le ${day}.`,
  longerTime: (day) => `Le délai plus long finit le ${day}.`,
  begins: (day, because) => `${beginnings[because]} ${day}.`,
  dated: (day) => `La date écrite est le ${day}, et ce délai court à partir de ce jour.`,
  startsLater: (day, because) => `Le délai a commencé le ${day}, ${causes[because]}.`,
  add: (n, unit, to, from, clamped) => {
    const later = `${counted(numbers, n, units[unit])} plus tard`;
    const start = from ? `À partir du ${from} : ${later.charAt(0).toLowerCase()}${later.slice(1)}` : later;
    return `${start}, c’est le ${to}${clamped ? ", le dernier jour de ce mois" : ""}.`;
  },
  pause: (days, to) =>
    `${counted(numbers, days, units.day)} d’attente d’une réponse ne ${days === 1 ? "compte" : "comptent"} pas : le ${to}.`,
  roll: (from, weekend, to) =>
    `Le ${from} est ${weekend ? "un jour de week-end" : "un jour férié"}, donc la loi permet le jour ouvré suivant, le ${to}.`,
  twoWorkingDays: (to) => `Le délai doit contenir deux jours ouvrés, donc il finit le ${to}.`,
  firstDayCounted: (to) => `On peut aussi compter le premier jour, donc notre but est le ${to}.`,
  saturdayCounted: (to) => `On peut aussi compter les samedis, donc notre but est le ${to}.`,
  personDay: (to) => `Là où vous vivez, c’était encore la veille, donc notre but est le ${to}.`,
  warnings: {
    holiday_data_missing:
      "Les jours fériés de cette année ne sont pas connus pour ce lieu, donc le jour n’a pas été déplacé : c’est le plus tôt.",
    undue_delay: "Une question a été posée tard. La pause ne vaut que s’il y a une raison pour ce retard.",
    extension_invalid: "L’annonce d’un délai plus long ne compte pas, donc le premier jour reste valable.",
    pause_refused: "Une question n’a pas arrêté le délai, car la loi ne le permet pas.",
  },
  bindsEveryone: (law) => `La loi qui compte ici : ${law}. Elle nous lie, peu importe qui demande.`,
  protectsWhere: (law, place, how) =>
    `La loi qui compte ici : ${law}. Elle protège les personnes là où vous vivez (${place})${how ? known[how] : ""}.`,
  chosenByStaff: (law) =>
    `La loi qui compte ici : ${law}. Notre équipe l’a constaté en regardant la demande.`,
  also: (law, day) =>
    day
      ? `Cette loi compte aussi : ${law}. Son dernier jour est le ${day}. Nous visons le jour le plus tôt.`
      : `Cette loi compte aussi : ${law}. Son délai attend une réponse.`,
  aim: (law, day) =>
    `Cette loi demande une réponse sans retard et ne donne pas de jour : ${law}. Notre but est le ${day} au plus tard.`,
  ownPromise: (day) =>
    `Nous ne connaissons pas de loi qui fixe un jour pour cela. Nous répondons quand même au plus tard le ${day}.`,
};
