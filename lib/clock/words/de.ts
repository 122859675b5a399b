import { type ClockWords, counted } from "./catalogue.ts";

const numbers = ["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"];
const units = {
  month: ["Monat", "Monate"],
  day: ["Tag", "Tage"],
  business_day: ["Arbeitstag", "Arbeitstage"],
} as const;
const causes = {
  identity: "als Sie gezeigt hatten, wer Sie sind",
  fee: "als die Gebühr bezahlt war",
  authority: "als die Vollmacht für die Person da war",
  fee_reflection: "als die Bedenkzeit für die Gebühr vorbei war",
} as const;
const beginnings = {
  followed: (day: string) => `Der Widerspruch wirkt ab ${day}.`,
  last_entry: (day: string) => `Der letzte Eintrag ist von ${day}.`,
  withdrawn: (day: string) => `Die Einwilligung wurde am ${day} zurückgenommen.`,
} as const;
const known = { claimed: ", wie Sie uns gesagt haben", evidenced: ", wie uns gezeigt wurde" } as const;

export const de: ClockWords = {
  received: (day) => `Das kam am ${day} bei uns an.`,
  longerTime: (day) => `Die längere Frist endet am ${day}.`,
  begins: (day, because) => beginnings[because](day),
  dated: (day) => `Darauf steht das Datum ${day}, und diese Frist läuft ab diesem Tag.`,
  startsLater: (day, because) => `Die Frist begann am ${day}, ${causes[because]}.`,
  add: (n, unit, to, from, clamped) => {
    const later = `${counted(numbers, n, units[unit])} später ist ${to}`;
    return `${from ? `Gezählt ab ${from}: ` : ""}${later}${clamped ? ", der letzte Tag dieses Monats" : ""}.`;
  },
  pause: (days, to) =>
    `${counted(numbers, days, units.day)} Warten auf eine Antwort ${days === 1 ? "zählt" : "zählen"} nicht mit: ${to}.`,
  roll: (from, weekend, to) =>
    `${from} ${weekend ? "liegt am Wochenende" : "ist ein Feiertag"}, darum gilt der nächste Arbeitstag, ${to}.`,
  twoWorkingDays: (to) => `In der Frist müssen zwei Arbeitstage liegen, darum endet sie am ${to}.`,
  firstDayCounted: (to) => `Man kann auch den ersten Tag mitzählen, darum ist unser Ziel ${to}.`,
  saturdayCounted: (to) => `Man kann auch die Samstage mitzählen, darum ist unser Ziel ${to}.`,
  personDay: (to) => `Wo Sie leben, war es noch der Tag davor, darum ist unser Ziel ${to}.`,
  warnings: {
    holiday_data_missing:
      "Die Feiertage dieses Jahres sind für diesen Ort nicht geladen, darum wurde der Tag nicht verschoben: Es ist der frühere.",
    undue_delay: "Eine Frage wurde spät gestellt. Die Pause gilt nur, wenn es dafür einen Grund gibt.",
    extension_invalid: "Die Nachricht über mehr Zeit zählt nicht, darum bleibt der erste Tag.",
    pause_refused: "Eine Frage hielt die Uhr nicht an, weil das Gesetz es nicht erlaubt.",
  },
  bindsEveryone: (law) => `Hier gilt dieses Gesetz: ${law}. Es bindet uns, gleich wer fragt.`,
  protectsWhere: (law, place, how) =>
    `Hier gilt dieses Gesetz: ${law}. Es schützt Menschen an Ihrem Wohnort (${place})${how ? known[how] : ""}.`,
  chosenByStaff: (law) =>
    `Hier gilt dieses Gesetz: ${law}. Das haben unsere Leute festgestellt, als sie die Anfrage ansahen.`,
  also: (law, day) =>
    day
      ? `Auch dieses Gesetz gilt: ${law}. Sein letzter Tag ist ${day}. Wir richten uns nach dem frühesten Tag.`
      : `Auch dieses Gesetz gilt: ${law}. Seine Uhr wartet auf eine Antwort.`,
  aim: (law, day) =>
    `Dieses Gesetz verlangt eine Antwort ohne Verzug und nennt keinen Tag: ${law}. Unser Ziel ist spätestens ${day}.`,
  ownPromise: (day) =>
    `Wir kennen kein Gesetz, das dafür einen Tag festlegt. Wir antworten trotzdem bis ${day}.`,
};
