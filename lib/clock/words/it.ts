import { type ClockWords, counted } from "./catalogue.ts";

const numbers = ["zero", "un", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"];
const units = {
  month: ["mese", "mesi"],
  day: ["giorno", "giorni"],
  business_day: ["giorno lavorativo", "giorni lavorativi"],
} as const;
const causes = {
  identity: "quando Lei ha mostrato chi è",
  fee: "quando il costo è stato pagato",
  authority: "quando è arrivata la delega per la persona",
  fee_reflection: "quando è finito il tempo per pensare al costo",
} as const;
const beginnings = {
  followed: (day: string) => `La scelta vale da ${day}.`,
  last_entry: (day: string) => `L’ultima voce è di ${day}.`,
  withdrawn: (day: string) => `Il consenso è stato ritirato ${day}.`,
} as const;
const known = { claimed: ", come ci ha detto", evidenced: ", come ci è stato mostrato" } as const;

export const it: ClockWords = {
  received: (day) => `È arrivata da noi ${day}.`,
  longerTime: (day) => `Il tempo più lungo finisce ${day}.`,
  begins: (day, because) => beginnings[because](day),
  dated: (day) => `Porta la data di ${day}, e questo tempo corre da quel giorno.`,
  startsLater: (day, because) => `Il tempo è iniziato ${day}, ${causes[because]}.`,
  add: (n, unit, to, from, clamped) => {
    const later = `${counted(numbers, n, units[unit])} dopo è ${to}`;
    return `${from ? `Contando da ${from}: ` : ""}${later}${clamped ? ", l’ultimo giorno di quel mese" : ""}.`;
  },
  pause: (days, to) =>
    `${counted(numbers, days, units.day)} di attesa di una risposta non ${days === 1 ? "conta" : "contano"}: ${to}.`,
  roll: (from, weekend, to) =>
    `${from} ${weekend ? "cade nel fine settimana" : "è un giorno festivo"}, perciò vale il giorno lavorativo seguente, ${to}.`,
  twoWorkingDays: (to) => `Nel tempo devono esserci due giorni lavorativi, perciò finisce ${to}.`,
  firstDayCounted: (to) => `La legge si può leggere contando anche il primo giorno, perciò puntiamo a ${to}.`,
  saturdayCounted: (to) => `La legge si può leggere contando anche i sabati, perciò puntiamo a ${to}.`,
  personDay: (to) => `Dove vive Lei era ancora il giorno prima, perciò puntiamo a ${to}.`,
  warnings: {
    holiday_data_missing:
      "I giorni festivi di quell’anno non sono caricati per questo luogo, perciò il giorno non è stato spostato: è quello prima.",
    undue_delay: "Una domanda è stata fatta tardi. La pausa vale solo se c’è un motivo per il ritardo.",
    extension_invalid: "L’avviso di un tempo più lungo non conta, perciò resta il primo giorno.",
    pause_refused: "Una domanda non ha fermato l’orologio, perché la legge non lo permette.",
  },
  bindsEveryone: (law) => `La legge che vale è: ${law}. Ci obbliga chiunque sia a chiedere.`,
  protectsWhere: (law, place, how) =>
    `La legge che vale è: ${law}. Protegge chi vive nel Suo luogo (${place})${how ? known[how] : ""}.`,
  chosenByStaff: (law) =>
    `La legge che vale è: ${law}. Lo ha stabilito il nostro personale guardando la richiesta.`,
  also: (law, day) =>
    day
      ? `Vale anche questa legge: ${law}. Il suo ultimo giorno è ${day}. Puntiamo al giorno più vicino.`
      : `Vale anche questa legge: ${law}. Il suo orologio aspetta una risposta.`,
  aim: (law, day) =>
    `Questa legge chiede una risposta senza ritardo e non indica un giorno: ${law}. Puntiamo a ${day} al più tardi.`,
  ownPromise: (day) =>
    `Non conosciamo una legge che fissi un giorno per questo. Rispondiamo comunque entro ${day}.`,
};
