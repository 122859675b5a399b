import { type ClockWords, counted } from "./catalogue.ts";

const numbers = ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"];
const units = {
  month: ["maand", "maanden"],
  day: ["dag", "dagen"],
  business_day: ["werkdag", "werkdagen"],
} as const;
const causes = {
  identity: "toen u had laten zien wie u bent",
  fee: "toen de kosten waren betaald",
  authority: "toen de machtiging voor de persoon er was",
  fee_reflection: "toen de bedenktijd voor de kosten voorbij was",
} as const;
const beginnings = {
  followed: (day: string) => `De keuze geldt sinds ${day}.`,
  last_entry: (day: string) => `De laatste regel is van ${day}.`,
  withdrawn: (day: string) => `De toestemming werd ingetrokken op ${day}.`,
} as const;
const known = { claimed: ", zoals u ons vertelde", evidenced: ", zoals aan ons is getoond" } as const;

export const nl: ClockWords = {
  received: (day) => `We hebben dit ontvangen op ${day}.`,
  longerTime: (day) => `De langere tijd eindigt op ${day}.`,
  begins: (day, because) => beginnings[because](day),
  dated: (day) => `Er staat de datum ${day} op, en deze tijd loopt vanaf die dag.`,
  startsLater: (day, because) => `De tijd begon op ${day}, ${causes[because]}.`,
  add: (n, unit, to, from, clamped) => {
    const later = `${counted(numbers, n, units[unit])} later is ${to}`;
    return `${from ? `Geteld vanaf ${from}: ` : ""}${later}${clamped ? ", de laatste dag van die maand" : ""}.`;
  },
  pause: (days, to) =>
    `${counted(numbers, days, units.day)} wachten op een antwoord ${days === 1 ? "telt" : "tellen"} niet mee: ${to}.`,
  roll: (from, weekend, to) =>
    `${from} ${weekend ? "valt in het weekend" : "is een feestdag"}, dus geldt de volgende werkdag, ${to}.`,
  twoWorkingDays: (to) => `In de tijd moeten twee werkdagen zitten, dus die eindigt op ${to}.`,
  firstDayCounted: (to) => `Men kan de wet zo lezen dat de eerste dag meetelt, dus richten we ons op ${to}.`,
  saturdayCounted: (to) => `Men kan de wet zo lezen dat zaterdagen meetellen, dus richten we ons op ${to}.`,
  personDay: (to) => `Waar u woont was het nog de dag ervoor, dus richten we ons op ${to}.`,
  warnings: {
    holiday_data_missing:
      "De feestdagen van dat jaar zijn voor deze plaats niet geladen, dus is de dag niet verschoven: het is de vroegere.",
    undue_delay: "Een vraag is laat gesteld. De pauze geldt alleen als daar een reden voor is.",
    extension_invalid: "Het bericht over meer tijd telt niet, dus blijft de eerste dag.",
    pause_refused: "Een vraag zette de klok niet stil, omdat de wet dat niet toelaat.",
  },
  bindsEveryone: (law) => `De wet die geldt is: ${law}. Die bindt ons, wie het ook vraagt.`,
  protectsWhere: (law, place, how) =>
    `De wet die geldt is: ${law}. Die beschermt mensen waar u woont (${place})${how ? known[how] : ""}.`,
  chosenByStaff: (law) =>
    `De wet die geldt is: ${law}. Dat stelden onze mensen vast toen ze het verzoek bekeken.`,
  also: (law, day) =>
    day
      ? `Ook deze wet geldt: ${law}. De laatste dag ervan is ${day}. We richten ons op de vroegste dag.`
      : `Ook deze wet geldt: ${law}. De klok ervan wacht op een antwoord.`,
  aim: (law, day) =>
    `Deze wet vraagt een antwoord zonder uitstel en noemt geen dag: ${law}. We willen uiterlijk ${day} antwoorden.`,
  ownPromise: (day) => `We kennen geen wet die hiervoor een dag noemt. Toch antwoorden we uiterlijk ${day}.`,
};
