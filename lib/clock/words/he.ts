import type { ClockWords, Unit } from "./catalogue.ts";

const units: Record<Unit, { one: string; two: string; other: string }> = {
  month: { one: "חודש אחד", two: "חודשיים", other: "חודשים" },
  day: { one: "יום אחד", two: "יומיים", other: "ימים" },
  business_day: { one: "יום עבודה אחד", two: "שני ימי עבודה", other: "ימי עבודה" },
};
const counted = (n: number, unit: Unit) => {
  if (n === 1) return units[unit].one;
  return n === 2 ? units[unit].two : `${n} ${units[unit].other}`;
};
const causes = {
  identity: "אחרי שהראית מי מבקש",
  fee: "אחרי שהתשלום שולם",
  authority: "אחרי שהגיע ייפוי הכוח",
  fee_reflection: "אחרי שנגמר הזמן לחשוב על התשלום",
} as const;
const beginnings = {
  followed: (day: string) => `הבחירה תקפה מ${day}.`,
  last_entry: (day: string) => `הרישום האחרון הוא מ${day}.`,
  withdrawn: (day: string) => `ההסכמה בוטלה ב${day}.`,
} as const;
const known = { claimed: ", כמו שאמרת לנו", evidenced: ", כמו שהראו לנו" } as const;

export const he: ClockWords = {
  received: (day) => `קיבלנו את זה ב${day}.`,
  longerTime: (day) => `הזמן הארוך יותר נגמר ב${day}.`,
  begins: (day, because) => beginnings[because](day),
  dated: (day) => `התאריך שכתוב הוא ${day}, והזמן הזה נספר מאותו יום.`,
  startsLater: (day, because) => `הזמן התחיל ב${day}, ${causes[because]}.`,
  add: (n, unit, to, from, clamped) =>
    `${from ? `בספירה מ${from}: ` : ""}אחרי ${counted(n, unit)} מגיעים אל ${to}${clamped ? ", היום האחרון של אותו חודש" : ""}.`,
  pause: (days, to) => `זמן ההמתנה לתשובה (${counted(days, "day")}) לא נספר: ${to}.`,
  roll: (from, weekend, to) =>
    `${from} ${weekend ? "חל בסוף שבוע" : "הוא חג"}, ולכן החוק מאפשר את יום העבודה הבא, ${to}.`,
  twoWorkingDays: (to) => `בתוך הזמן צריכים להיות שני ימי עבודה, ולכן הוא נגמר ב${to}.`,
  firstDayCounted: (to) => `אפשר לקרוא את החוק כך שגם היום הראשון נספר, ולכן היעד שלנו הוא ${to}.`,
  saturdayCounted: (to) => `אפשר לקרוא את החוק כך שגם ימי שבת נספרים, ולכן היעד שלנו הוא ${to}.`,
  personDay: (to) => `במקום המגורים שלך זה היה עדיין היום הקודם, ולכן היעד שלנו הוא ${to}.`,
  warnings: {
    holiday_data_missing: "החגים של אותה שנה לא נטענו למקום הזה, ולכן היום לא הוזז: זה היום המוקדם יותר.",
    undue_delay: "שאלה נשאלה מאוחר. ההפסקה תקפה רק אם יש סיבה לאיחור.",
    extension_invalid: "ההודעה על זמן נוסף לא נחשבת, ולכן היום הראשון נשאר.",
    pause_refused: "שאלה לא עצרה את השעון, כי החוק לא מאפשר זאת.",
  },
  bindsEveryone: (law) => `החוק שחל הוא: ${law}. הוא מחייב אותנו לא משנה מי מבקש.`,
  protectsWhere: (law, place, how) =>
    `החוק שחל הוא: ${law}. הוא מגן על אנשים במקום המגורים שלך (${place})${how ? known[how] : ""}.`,
  chosenByStaff: (law) => `החוק שחל הוא: ${law}. כך קבע הצוות שלנו כשבדק את הבקשה.`,
  also: (law, day) =>
    day
      ? `גם החוק הזה חל: ${law}. היום האחרון שלו הוא ${day}. אנחנו פועלים לפי היום המוקדם ביותר.`
      : `גם החוק הזה חל: ${law}. השעון שלו מחכה לתשובה.`,
  aim: (law, day) => `החוק הזה דורש תשובה בלי עיכוב ולא קובע יום: ${law}. היעד שלנו הוא לכל המאוחר ${day}.`,
  ownPromise: (day) => `לא ידוע לנו על חוק שקובע לזה יום. בכל זאת נענה עד ${day}.`,
};
