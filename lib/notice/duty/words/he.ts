import { type DutyWords, periodIn } from "./catalogue.ts";

const units = {
  month: { one: "חודש אחד", two: "חודשיים", other: "חודשים" },
  day: { one: "יום אחד", two: "יומיים", other: "ימים" },
  business_day: { one: "יום עבודה אחד", two: "שני ימי עבודה", other: "ימי עבודה" },
} as const;

/** Hebrew. Written so that it speaks to everybody alike. */
export const he: DutyWords = {
  locale: "he",
  subject: {
    acknowledgement: "הבקשה שלך אצלנו",
    extension: "אנחנו צריכים עוד זמן לבקשה שלך",
    refusal: "התשובה שלנו לבקשה שלך",
    partial_refusal: "התשובה שלנו לבקשה שלך",
    not_held: "התשובה שלנו לבקשה שלך",
    granted: "התשובה שלנו לבקשה שלך",
    fee: "על העלות של הבקשה שלך",
    question: "שאלה על הבקשה שלך",
    appeal_granted: "התשובה שלנו לערעור שלך",
    appeal_denied: "התשובה שלנו לערעור שלך",
    complaint_acknowledgement: "התלונה שלך אצלנו",
    complaint_outcome: "התשובה שלנו לתלונה שלך",
    opt_out_done: "עשינו מה שביקשת, בקשה",
  },
  title: {
    acknowledgement: "הבקשה שלך אצלנו",
    extension: "אנחנו צריכים עוד זמן",
    refusal: "איננו יכולים לעשות את מה שביקשת",
    partial_refusal: "אנחנו יכולים לעשות חלק ממה שביקשת",
    not_held: "לא מצאנו נתונים עליך",
    granted: "עשינו את מה שביקשת",
    fee: "זה יעלה כסף",
    question: "אנחנו צריכים ממך משהו",
    appeal_granted: "צדקת",
    appeal_denied: "התשובה שלנו לא משתנה",
    complaint_acknowledgement: "התלונה שלך אצלנו",
    complaint_outcome: "מה העלתה התלונה שלך",
    opt_out_done: "הפסקנו",
  },
  lead: {
    acknowledgement: (right) => `תודה. ביקשת מאיתנו ${right}.`,
    extension: (right) => `ביקשת מאיתנו ${right}. אנחנו עובדים על זה, אבל זה לוקח יותר זמן ממה שאמרנו.`,
    refusal: (right) => `ביקשת מאיתנו ${right}. החלטנו שאיננו יכולים לעשות זאת.`,
    partial_refusal: (right) => `ביקשת מאיתנו ${right}. חלק מזה אנחנו יכולים לעשות, אבל לא הכול.`,
    not_held: (right) => `ביקשת מאיתנו ${right}. חיפשנו בכל המערכות שלנו ולא מצאנו נתונים עליך.`,
    granted: (right) => `ביקשת מאיתנו ${right}. עשינו זאת.`,
    fee: (right) => `ביקשת מאיתנו ${right}. בשביל זה נצטרך לבקש ממך תשלום.`,
    question: (right) => `ביקשת מאיתנו ${right}. כדי להמשיך אנחנו צריכים ממך משהו.`,
    appeal_granted: () => "ביקשת מאיתנו לבדוק שוב את התשובה שלנו. אדם אחר בדק אותה ומסכים איתך.",
    appeal_denied: () => "ביקשת מאיתנו לבדוק שוב את התשובה שלנו. אדם אחר בדק אותה והגיע לאותה תשובה.",
    complaint_acknowledgement: () => "תודה שאמרת לנו. אנחנו בודקים את התלונה שלך.",
    complaint_outcome: () => "התלוננת אצלנו. בדקנו את זה.",
    opt_out_done: (right) => `ביקשת מאיתנו ${right}. עשינו זאת. זה תקף מעכשיו.`,
  },
  right: {
    access: "עותק של הנתונים שלך",
    portability: "את הנתונים שלך כדי לקחת אותם למקום אחר",
    rectification: "תיקון",
    erasure: "מחיקה של הנתונים שלך",
    restriction: "הגבלה על השימוש בנתונים שלך",
    objection: "להפסיק להשתמש בנתונים שלך",
    opt_out: "בלי מכירה, בלי שיתוף ובלי פרסומות",
    limit_sensitive: "הגבלה על נתונים רגישים",
    automated_decision_review: "שאדם יבדוק החלטה",
    appeal: "בדיקה נוספת",
    complaint: "תשובה לתלונה",
  },
  heading: {
    need: "מה אנחנו צריכים ממך",
    cost: "כמה זה יעלה",
    why: "למה",
    done: "מה עשינו",
    check: "איך אנחנו בודקים מי מבקש",
    next: "מה אפשר לעשות",
  },
  contact: {
    heading: "את מי לשאול",
    write: (legalName, contact) => `${legalName}: ${contact}`,
    quote: (reference) => `נא לציין את המספר ${reference}.`,
  },
  reference: (reference) => `מספר ${reference}`,
  page: "לבקשה שלך",
  pageNumber: (n, all) => `עמוד ${n} מתוך ${all}`,
  cannotDraw:
    "במקום שבו מופיע […] בקובץ הזה, אי אפשר לצייר את האותיות של שם או מילה. בעמוד שלך הן מופיעות במלואן.",
  days: {
    receipt_day: (day) => `קיבלנו אותה ב${day}.`,
    first_day: (day) => `אמרנו שנענה עד ${day}.`,
    new_day: (day) => `עכשיו נענה עד ${day}.`,
    expected_date: (day) => `נענה עד ${day}.`,
    decided_on: (day) => `החלטנו על כך ב${day}.`,
    reply_by: (day) => `נא לענות עד ${day}.`,
    recourse_deadline: (day) => `אפשר לעשות זאת עד ${day}.`,
  },
  around: {
    legal_basis: (text) => `זה מבוסס על: ${text}`,
    fee_amount: (text) => `זה יעלה: ${text}`,
  },
  ours: {
    law: ({ laws }) => `החוק שחל הוא: ${laws}.`,
    reasons: () => "חיפשנו בכל אחת מהמערכות שלנו לפי מה שנתת לנו. באף אחת מהן אין נתונים עליך.",
    verification_process: ({ check }) =>
      check.most === "nothing"
        ? "בשביל זה אין צורך להראות מי מבקש. אנחנו שואלים רק את מה שדרוש כדי למצוא את הנתונים."
        : [
            check.codeGiven
              ? "הקלדת את הקוד ששלחנו לך. כך אנחנו יודעים שכתובת הדוא״ל שלך."
              : "אנחנו שולחים קוד לכתובת הדוא״ל שלך. אחרי שמקלידים אותו בעמוד שלנו, אנחנו יודעים שהכתובת שלך.",
            "לפי הכתובת הזאת אנחנו מחפשים את הנתונים שלך.",
            check.dataPoints === null
              ? "אם אין לנו ביטחון, נשאל על דברים שכבר ידועים לנו עליך. נשאל כמה שפחות."
              : `אם אין לנו ביטחון, נשאל על דברים שכבר ידועים לנו עליך: לכל היותר ${check.dataPoints}.`,
            "הבדיקה לא עולה כסף ואין צורך בחשבון.",
          ].join(" "),
    rest_complied_with: () => "את כל השאר שביקשת עשינו.",
    complaint_authority: ({ authorities }) =>
      `אם לדעתך טעינו, אפשר להתלונן אצל הרשות. היא שומרת על הזכויות האלה, וזה בחינם: ${authorities}`,
    court: () => "אפשר גם לפנות לבית משפט.",
    complaint_to_company: ({ email, reference }) =>
      `אפשר להתלונן קודם אצלנו. נא לכתוב אל ${email} ולציין את ${reference}. נבדוק שוב ונאמר לך מה העלינו.`,
    recourse: ({ authorities }) =>
      authorities === ""
        ? "אם התשובה לא מקובלת עליך, אפשר לבקש מבית משפט לבדוק אותה."
        : `אם התשובה לא מקובלת עליך, אפשר לבקש שיבדקו אותה כאן: ${authorities}`,
    appeal_route: ({ page, email }) =>
      `אם התשובה לא מקובלת עליך, אפשר לערער. זה בחינם. נא לפתוח את העמוד שלך (${page}) או לכתוב אל ${email}. יבדוק זאת אדם שלא החליט קודם.`,
    appeal_deadline: ({ appealWithin }) =>
      appealWithin
        ? `התשובה לערעור תגיע תוך ${periodIn(appealWithin, units, "he")}.`
        : "התשובה לערעור תגיע בקרוב.",
    attorney_general: ({ attorneysGeneral }) =>
      `אם לדעתך טעינו, אפשר לומר זאת לתובע הכללי (Attorney General) של המדינה שלך: ${attorneysGeneral}`,
    may_withdraw: () => "אין חובה לשלם. אפשר לבטל את הבקשה עכשיו, ואז זה לא יעלה לך כלום.",
    fallback_if_unverified: () =>
      "לא הצלחנו לוודא שזה באמת מי שכתוב בבקשה. לכן אנחנו אומרים אילו סוגי נתונים יש לנו, ולא את הנתונים עצמם.",
    treated_as_opt_out: () =>
      "לא הצלחנו לוודא שזה באמת מי שכתוב בבקשה. לכן הפסקנו למכור ולשתף את הנתונים, כאילו ביקשת זאת.",
    offer_opt_out: ({ ask }) =>
      `לבקש שנפסיק למכור ולשתף את הנתונים שלך? אפשר לבקש כאן, בלי להראות מי מבקש: ${ask}`,
    statement_may_be_attached: ({ email }) =>
      `אפשר לשלוח לנו טקסט קצר שאומר מה לדעתך לא נכון. נשמור אותו עם הנתונים. נא לשלוח אל ${email}.`,
    record_kept: ({ recordKept }) =>
      `אנחנו שומרים רשומה על כך שביקשת ועל מה שעשינו${recordKept ? `, למשך ${periodIn(recordKept, units, "he")}` : ""}. אנחנו חייבים להיות מסוגלים להראות זאת.`,
    right_to_correct: () => "אם יש נתונים לא נכונים, אפשר לבקש מאיתנו לתקן אותם.",
    who_is_responsible: ({ legalName, contact }) => `האחראי לנתונים האלה: ${legalName}, ${contact}`,
  },
};
