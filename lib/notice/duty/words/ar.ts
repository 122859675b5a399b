import { type DutyWords, periodIn } from "./catalogue.ts";

const units = {
  month: { one: "شهر واحد", two: "شهرين", few: "أشهر", many: "شهرًا", other: "شهر" },
  day: { one: "يوم واحد", two: "يومين", few: "أيام", many: "يومًا", other: "يوم" },
  business_day: {
    one: "يوم عمل واحد",
    two: "يومَي عمل",
    few: "أيام عمل",
    many: "يوم عمل",
    other: "يوم عمل",
  },
} as const;

/** Arabic. */
export const ar: DutyWords = {
  locale: "ar-u-nu-latn",
  subject: {
    acknowledgement: "وصلنا طلبك",
    extension: "نحتاج إلى وقت أطول لطلبك",
    refusal: "ردّنا على طلبك",
    partial_refusal: "ردّنا على طلبك",
    not_held: "ردّنا على طلبك",
    granted: "ردّنا على طلبك",
    fee: "حول تكلفة طلبك",
    question: "سؤال عن طلبك",
    appeal_granted: "ردّنا على اعتراضك",
    appeal_denied: "ردّنا على اعتراضك",
    complaint_acknowledgement: "وصلتنا شكواك",
    complaint_outcome: "ردّنا على شكواك",
    opt_out_done: "فعلنا ما طلبته، الطلب",
  },
  title: {
    acknowledgement: "وصلنا طلبك",
    extension: "نحتاج إلى وقت أطول",
    refusal: "لا نستطيع أن نفعل ما طلبته",
    partial_refusal: "نستطيع أن نفعل جزءًا مما طلبته",
    not_held: "لم نجد بيانات عنك",
    granted: "فعلنا ما طلبته",
    fee: "هذا سيكلّفك شيئًا",
    question: "نحتاج إلى شيء منك",
    appeal_granted: "كنت على حق",
    appeal_denied: "يبقى ردّنا كما هو",
    complaint_acknowledgement: "وصلتنا شكواك",
    complaint_outcome: "نتيجة شكواك",
    opt_out_done: "لقد توقفنا",
  },
  lead: {
    acknowledgement: (right) => `شكرًا لك. طلبت منا ${right}.`,
    extension: (right) => `طلبت منا ${right}. نحن نعمل على ذلك، لكنه يستغرق وقتًا أطول مما قلنا.`,
    refusal: (right) => `طلبت منا ${right}. قرّرنا أننا لا نستطيع فعل ذلك.`,
    partial_refusal: (right) => `طلبت منا ${right}. نستطيع أن نفعل جزءًا منه، لا كلّه.`,
    not_held: (right) => `طلبت منا ${right}. بحثنا في كل أنظمتنا ولم نجد بيانات عنك.`,
    granted: (right) => `طلبت منا ${right}. فعلنا ذلك.`,
    fee: (right) => `طلبت منا ${right}. لهذا سيكون علينا أن نطلب منك مالًا.`,
    question: (right) => `طلبت منا ${right}. لكي نتابع نحتاج إلى شيء منك.`,
    appeal_granted: () => "طلبت منا أن ننظر في ردّنا مرة أخرى. نظر فيه شخص آخر وهو يوافقك.",
    appeal_denied: () => "طلبت منا أن ننظر في ردّنا مرة أخرى. نظر فيه شخص آخر ووصل إلى الرد نفسه.",
    complaint_acknowledgement: () => "شكرًا لأنك أخبرتنا. نحن ننظر في شكواك.",
    complaint_outcome: () => "قدّمت لنا شكوى. لقد نظرنا فيها.",
    opt_out_done: (right) => `طلبت منا ${right}. فعلنا ذلك. وهو سارٍ من الآن.`,
  },
  right: {
    access: "نسخة من بياناتك",
    portability: "بياناتك لتأخذها إلى مكان آخر",
    rectification: "تصحيحًا",
    erasure: "حذف بياناتك",
    restriction: "حدًّا لاستخدامنا بياناتك",
    objection: "أن نتوقف عن استخدام بياناتك",
    opt_out: "ألا نبيع بياناتك ولا نشاركها ولا نرسل إليك إعلانات",
    limit_sensitive: "حدًّا لاستخدام البيانات الحساسة",
    automated_decision_review: "أن ينظر إنسان في قرار",
    appeal: "النظر مرة أخرى",
    complaint: "ردًّا على شكوى",
  },
  heading: {
    need: "ما نحتاج إليه منك",
    cost: "كم ستكون التكلفة",
    why: "لماذا",
    done: "ما فعلناه",
    check: "كيف نتحقق ممن يسأل",
    next: "ما يمكنك فعله",
  },
  contact: {
    heading: "من تسأل",
    write: (legalName, contact) => `${legalName}: ${contact}`,
    quote: (reference) => `من فضلك اذكر الرقم ${reference}.`,
  },
  reference: (reference) => `الرقم ${reference}`,
  page: "انظر إلى طلبك",
  pageNumber: (n, all) => `صفحة ${n} من ${all}`,
  cannotDraw: "حيث يظهر […] في هذا الملف، لا يمكن رسم حروف اسم أو كلمة. وهي كاملة في صفحتك.",
  days: {
    receipt_day: (day) => `وصلنا في ${day}.`,
    first_day: (day) => `كنا قد قلنا إننا سنرد قبل نهاية ${day}.`,
    new_day: (day) => `والآن سنرد قبل نهاية ${day}.`,
    expected_date: (day) => `سنرد قبل نهاية ${day}.`,
    decided_on: (day) => `قرّرنا ذلك في ${day}.`,
    reply_by: (day) => `من فضلك ردّ قبل نهاية ${day}.`,
    recourse_deadline: (day) => `يمكنك فعل ذلك حتى ${day}.`,
  },
  around: {
    legal_basis: (text) => `يستند هذا إلى: ${text}`,
    fee_amount: (text) => `ستكون التكلفة: ${text}`,
  },
  ours: {
    law: ({ laws }) => `القانون الذي يسري هو: ${laws}.`,
    reasons: () => "بحثنا في كل نظام من أنظمتنا بما أعطيتنا إياه. ليس في أي منها بيانات عنك.",
    verification_process: ({ check }) =>
      check.most === "nothing"
        ? "لهذا لا يلزم أن تثبت من أنت. نسأل فقط عما نحتاج إليه لنجدك."
        : [
            check.codeGiven
              ? "كتبت الرمز الذي أرسلناه إليك. لذلك نعرف أن عنوان البريد الإلكتروني لك."
              : "نرسل رمزًا إلى عنوان بريدك الإلكتروني. إذا كتبته في صفحتنا نعرف أن العنوان لك.",
            "نبحث عن بياناتك بهذا العنوان.",
            check.dataPoints === null
              ? "إذا لم نكن متأكدين نسألك عن أشياء نعرفها عنك من قبل. ونسأل عن أقل ما يمكن."
              : `إذا لم نكن متأكدين نسألك عن أشياء نعرفها عنك من قبل: ${check.dataPoints} على الأكثر.`,
            "التحقق لا يكلّف شيئًا ولا تحتاج إلى حساب.",
          ].join(" "),
    rest_complied_with: () => "لقد فعلنا كل ما تبقّى مما طلبته.",
    complaint_authority: ({ authorities }) =>
      `إذا كنت ترى أننا مخطئون يمكنك أن تشكو إلى الجهة المختصة. هي تسهر على هذه الحقوق، وذلك مجاني: ${authorities}`,
    court: () => "يمكنك أيضًا أن تلجأ إلى المحكمة.",
    complaint_to_company: ({ email, reference }) =>
      `يمكنك أن تشكو إلينا أولًا. اكتب إلى ${email} واذكر ${reference}. سننظر في الأمر مرة أخرى ونخبرك بالنتيجة.`,
    recourse: ({ authorities }) =>
      authorities === ""
        ? "إذا لم توافق يمكنك أن تطلب من محكمة أن تنظر في ردّنا."
        : `إذا لم توافق يمكنك أن تطلب النظر في ردّنا هنا: ${authorities}`,
    appeal_route: ({ page, email }) =>
      `إذا لم توافق يمكنك أن تعترض. ذلك مجاني. افتح صفحتك (${page}) أو اكتب إلى ${email}. سينظر فيه شخص لم يقرّر من قبل.`,
    appeal_deadline: ({ appealWithin }) =>
      appealWithin
        ? `ستصلك نتيجة الاعتراض خلال ${periodIn(appealWithin, units, "ar")}.`
        : "ستصلك نتيجة الاعتراض قريبًا.",
    attorney_general: ({ attorneysGeneral }) =>
      `إذا كنت ترى أننا مخطئون يمكنك أن تخبر المدعي العام (Attorney General) في ولايتك: ${attorneysGeneral}`,
    may_withdraw: () => "لست مضطرًا إلى الدفع. يمكنك أن تسحب طلبك الآن، وعندها لا يكلّفك شيئًا.",
    fallback_if_unverified: () =>
      "لم نستطع أن نتأكد من أنك صاحب الطلب. لذلك نخبرك بأنواع البيانات التي لدينا، لا بالبيانات نفسها.",
    treated_as_opt_out: () =>
      "لم نستطع أن نتأكد من أنك صاحب الطلب. لذلك توقفنا عن بيع البيانات ومشاركتها كأنك طلبت ذلك.",
    offer_opt_out: ({ ask }) =>
      `هل تريد أن نتوقف عن بيع بياناتك ومشاركتها؟ يمكنك أن تطلب ذلك هنا من دون أن تثبت من أنت: ${ask}`,
    statement_may_be_attached: ({ email }) =>
      `يمكنك أن ترسل إلينا نصًّا قصيرًا يقول ما تراه خطأ. نحفظه مع البيانات. أرسله إلى ${email}.`,
    record_kept: ({ recordKept }) =>
      `نحتفظ بملاحظة أنك طلبت وبما فعلناه${recordKept ? `، لمدة ${periodIn(recordKept, units, "ar")}` : ""}. يجب أن نستطيع إثبات ذلك.`,
    right_to_correct: () => "إذا كان في البيانات خطأ يمكنك أن تطلب منا تصحيحه.",
    who_is_responsible: ({ legalName, contact }) => `المسؤول عن هذه البيانات هو ${legalName}: ${contact}`,
  },
};
