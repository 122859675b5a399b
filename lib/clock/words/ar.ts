import type { ClockWords, Unit } from "./catalogue.ts";

type Forms = { one: string; two: string; few: string; many: string; other: string };
const units: Record<Unit, Forms> = {
  month: { one: "شهر واحد", two: "شهرين", few: "أشهر", many: "شهرًا", other: "شهر" },
  day: { one: "يوم واحد", two: "يومين", few: "أيام", many: "يومًا", other: "يوم" },
  business_day: {
    one: "يوم عمل واحد",
    two: "يومَي عمل",
    few: "أيام عمل",
    many: "يوم عمل",
    other: "يوم عمل",
  },
};
const plural = new Intl.PluralRules("ar");
const counted = (n: number, unit: Unit) => {
  const rule = plural.select(n);
  const form = units[unit][rule === "zero" ? "other" : rule];
  return rule === "one" || rule === "two" ? form : `${n} ${form}`;
};
const causes = {
  identity: "حين بيّنت من أنت",
  fee: "حين دُفعت الرسوم",
  authority: "حين وصل التفويض",
  fee_reflection: "حين انتهت مهلة التفكير في الرسوم",
} as const;
const beginnings = {
  followed: (day: string) => `يسري الاختيار منذ ${day}.`,
  last_entry: (day: string) => `آخر قيد بتاريخ ${day}.`,
  withdrawn: (day: string) => `سُحبت الموافقة في ${day}.`,
} as const;
const known = { claimed: "، كما قلت لنا", evidenced: "، كما تبيّن لنا" } as const;

export const ar: ClockWords = {
  received: (day) => `وصلنا هذا في ${day}.`,
  longerTime: (day) => `تنتهي المدة الأطول في ${day}.`,
  begins: (day, because) => beginnings[because](day),
  dated: (day) => `التاريخ المكتوب عليه هو ${day}، وتُحسب هذه المدة من ذلك اليوم.`,
  startsLater: (day, because) => `بدأت المدة في ${day}، ${causes[because]}.`,
  add: (n, unit, to, from, clamped) =>
    `${from ? `نحسب من ${from}: ` : ""}بعد ${counted(n, unit)} نصل إلى ${to}${clamped ? "، وهو آخر يوم في ذلك الشهر" : ""}.`,
  pause: (days, to) => `مدة انتظار الجواب (${counted(days, "day")}) لا تُحسب: ${to}.`,
  roll: (from, weekend, to) =>
    `${from} ${weekend ? "يقع في نهاية الأسبوع" : "عطلة رسمية"}، لذلك يسمح القانون بيوم العمل التالي، ${to}.`,
  twoWorkingDays: (to) => `يجب أن يكون في المدة يوما عمل، لذلك تنتهي في ${to}.`,
  firstDayCounted: (to) => `يمكن أن يُقرأ القانون بحيث يُحسب اليوم الأول أيضًا، لذلك هدفنا ${to}.`,
  saturdayCounted: (to) => `يمكن أن يُقرأ القانون بحيث تُحسب أيام السبت أيضًا، لذلك هدفنا ${to}.`,
  personDay: (to) => `حيث تسكن كان اليوم السابق لم ينتهِ بعد، لذلك هدفنا ${to}.`,
  warnings: {
    holiday_data_missing:
      "لم تُحمَّل العطل الرسمية لتلك السنة لهذا المكان، لذلك لم يُنقل اليوم: إنه اليوم الأسبق.",
    undue_delay: "طُرح سؤال متأخرًا. لا تُحسب الوقفة إلا إذا كان للتأخير سبب.",
    extension_invalid: "الإشعار بوقت أطول لا يُحسب، لذلك يبقى اليوم الأول.",
    pause_refused: "لم يوقف سؤالٌ الساعة، لأن القانون لا يسمح بذلك.",
  },
  bindsEveryone: (law) => `القانون الذي يسري هو: ${law}. وهو يلزمنا أيًّا كان السائل.`,
  protectsWhere: (law, place, how) =>
    `القانون الذي يسري هو: ${law}. وهو يحمي الناس حيث تسكن (${place})${how ? known[how] : ""}.`,
  chosenByStaff: (law) => `القانون الذي يسري هو: ${law}. هذا ما وجده فريقنا حين نظر في الطلب.`,
  also: (law, day) =>
    day
      ? `يسري هذا القانون أيضًا: ${law}. وآخر يوم فيه ${day}. ونحن نعمل وفق أقرب يوم.`
      : `يسري هذا القانون أيضًا: ${law}. وساعته تنتظر جوابًا.`,
  aim: (law, day) => `هذا القانون يطلب ردًّا من دون تأخير ولا يحدد يومًا: ${law}. هدفنا ${day} على أبعد حد.`,
  ownPromise: (day) => `لا نعرف قانونًا يحدد يومًا لهذا. ومع ذلك سنرد قبل نهاية ${day}.`,
};
