import type { ClockWords, Unit } from "./catalogue.ts";

/** The forms after a number: one, a few, many. */
const units: Record<Unit, { one: string; few: string; many: string }> = {
  month: { one: "miesiąc", few: "miesiące", many: "miesięcy" },
  day: { one: "dzień", few: "dni", many: "dni" },
  business_day: { one: "dzień roboczy", few: "dni robocze", many: "dni roboczych" },
};
const plural = new Intl.PluralRules("pl");
const counted = (n: number, unit: Unit) => {
  const rule = plural.select(n);
  return `${n} ${units[unit][rule === "one" || rule === "few" ? rule : "many"]}`;
};
const causes = {
  identity: "kiedy pokazali Państwo, kim są",
  fee: "kiedy opłata była zapłacona",
  authority: "kiedy przyszło pełnomocnictwo",
  fee_reflection: "kiedy minął czas na namysł o opłacie",
} as const;
const beginnings = {
  followed: (day: string) => `Wybór działa od dnia: ${day}.`,
  last_entry: (day: string) => `Ostatni wpis jest z dnia: ${day}.`,
  withdrawn: (day: string) => `Zgoda została cofnięta w dniu: ${day}.`,
} as const;
const known = { claimed: ", jak nam powiedziano", evidenced: ", jak nam pokazano" } as const;

export const pl: ClockWords = {
  received: (day) => `Dostaliśmy to w dniu: ${day}.`,
  longerTime: (day) => `Dłuższy czas kończy się w dniu: ${day}.`,
  begins: (day, because) => beginnings[because](day),
  dated: (day) => `Jest na tym data: ${day}. Ten czas biegnie od tego dnia.`,
  startsLater: (day, because) => `Czas zaczął się, ${causes[because]}: ${day}.`,
  add: (n, unit, to, from, clamped) =>
    `${from ? `Licząc od dnia: ${from}. Po ` : "Po "}upływie „${counted(n, unit)}” jest ${to}${clamped ? ", ostatni dzień tego miesiąca" : ""}.`,
  pause: (days, to) => `Czekanie na odpowiedź („${counted(days, "day")}”) się nie liczy: ${to}.`,
  roll: (from, weekend, to) =>
    `${from} to ${weekend ? "weekend" : "święto"}, więc prawo pozwala na następny dzień roboczy: ${to}.`,
  twoWorkingDays: (to) => `W tym czasie muszą być dwa dni robocze, więc kończy się on w dniu: ${to}.`,
  firstDayCounted: (to) =>
    `Prawo można czytać tak, że liczy się też pierwszy dzień, więc naszym celem jest ${to}.`,
  saturdayCounted: (to) => `Prawo można czytać tak, że liczą się też soboty, więc naszym celem jest ${to}.`,
  personDay: (to) =>
    `Tam, gdzie Państwo mieszkają, był jeszcze dzień wcześniej, więc naszym celem jest ${to}.`,
  warnings: {
    holiday_data_missing:
      "Święta tego roku nie są wczytane dla tego miejsca, więc dzień nie został przesunięty: jest to dzień wcześniejszy.",
    undue_delay: "Pytanie zadano późno. Przerwa liczy się tylko wtedy, gdy jest powód zwłoki.",
    extension_invalid: "Wiadomość o dłuższym czasie się nie liczy, więc zostaje pierwszy dzień.",
    pause_refused: "Pytanie nie zatrzymało zegara, bo prawo na to nie pozwala.",
  },
  bindsEveryone: (law) => `Obowiązuje to prawo: ${law}. Wiąże nas, ktokolwiek pyta.`,
  protectsWhere: (law, place, how) =>
    `Obowiązuje to prawo: ${law}. Chroni ludzi tam, gdzie Państwo mieszkają (${place})${how ? known[how] : ""}.`,
  chosenByStaff: (law) => `Obowiązuje to prawo: ${law}. Tak ustalili nasi ludzie, gdy obejrzeli wniosek.`,
  also: (law, day) =>
    day
      ? `Obowiązuje też to prawo: ${law}. Jego ostatni dzień to ${day}. Kierujemy się najwcześniejszym dniem.`
      : `Obowiązuje też to prawo: ${law}. Jego zegar czeka na odpowiedź.`,
  aim: (law, day) =>
    `To prawo wymaga odpowiedzi bez zwłoki i nie podaje dnia: ${law}. Naszym celem jest najpóźniej ${day}.`,
  ownPromise: (day) => `Nie znamy prawa, które ustala na to dzień. Mimo to odpowiemy najpóźniej: ${day}.`,
};
