import { type DutyWords, periodIn } from "./catalogue.ts";

/** After "w ciągu": the genitive. */
const units = {
  month: { one: "miesiąca", other: "miesięcy" },
  day: { one: "dnia", other: "dni" },
  business_day: { one: "dnia roboczego", other: "dni roboczych" },
} as const;

/** Polish. Speaks to nobody as a man or a woman. */
export const pl: DutyWords = {
  locale: "pl",
  subject: {
    acknowledgement: "Mamy Państwa wniosek",
    extension: "Potrzebujemy więcej czasu na Państwa wniosek",
    refusal: "Nasza odpowiedź na Państwa wniosek",
    partial_refusal: "Nasza odpowiedź na Państwa wniosek",
    not_held: "Nasza odpowiedź na Państwa wniosek",
    granted: "Nasza odpowiedź na Państwa wniosek",
    fee: "O kosztach Państwa wniosku",
    question: "Pytanie do Państwa wniosku",
    appeal_granted: "Nasza odpowiedź na Państwa odwołanie",
    appeal_denied: "Nasza odpowiedź na Państwa odwołanie",
    complaint_acknowledgement: "Mamy Państwa skargę",
    complaint_outcome: "Nasza odpowiedź na Państwa skargę",
    opt_out_done: "Zrobione: Państwa wniosek",
  },
  title: {
    acknowledgement: "Mamy Państwa wniosek",
    extension: "Potrzebujemy więcej czasu",
    refusal: "Nie możemy zrobić tego, o co Państwo prosili",
    partial_refusal: "Możemy zrobić część tego, o co Państwo prosili",
    not_held: "Nie znaleźliśmy danych o Państwu",
    granted: "Zrobiliśmy to, o co Państwo prosili",
    fee: "To by kosztowało",
    question: "Potrzebujemy czegoś od Państwa",
    appeal_granted: "Mieli Państwo rację",
    appeal_denied: "Nasza odpowiedź się nie zmienia",
    complaint_acknowledgement: "Mamy Państwa skargę",
    complaint_outcome: "Co wyszło z Państwa skargi",
    opt_out_done: "Przestaliśmy",
  },
  lead: {
    acknowledgement: (right) => `Dziękujemy. Poprosili nas Państwo o ${right}.`,
    extension: (right) =>
      `Poprosili nas Państwo o ${right}. Pracujemy nad tym, ale trwa to dłużej, niż mówiliśmy.`,
    refusal: (right) => `Poprosili nas Państwo o ${right}. Zdecydowaliśmy, że nie możemy tego zrobić.`,
    partial_refusal: (right) =>
      `Poprosili nas Państwo o ${right}. Część tego możemy zrobić, ale nie wszystko.`,
    not_held: (right) =>
      `Poprosili nas Państwo o ${right}. Szukaliśmy we wszystkich naszych systemach i nie znaleźliśmy danych o Państwu.`,
    granted: (right) => `Poprosili nas Państwo o ${right}. Zrobiliśmy to.`,
    fee: (right) => `Poprosili nas Państwo o ${right}. Za to musielibyśmy prosić o pieniądze.`,
    question: (right) => `Poprosili nas Państwo o ${right}. Żeby iść dalej, potrzebujemy czegoś od Państwa.`,
    appeal_granted: () =>
      "Poprosili nas Państwo, żebyśmy jeszcze raz sprawdzili naszą odpowiedź. Zrobił to ktoś inny i przyznaje Państwu rację.",
    appeal_denied: () =>
      "Poprosili nas Państwo, żebyśmy jeszcze raz sprawdzili naszą odpowiedź. Zrobił to ktoś inny i doszedł do tego samego.",
    complaint_acknowledgement: () => "Dziękujemy za wiadomość. Sprawdzamy Państwa skargę.",
    complaint_outcome: () => "Złożyli Państwo u nas skargę. Sprawdziliśmy ją.",
    opt_out_done: (right) => `Poprosili nas Państwo o ${right}. Zrobiliśmy to. Działa od teraz.`,
  },
  right: {
    access: "kopię Państwa danych",
    portability: "dane do zabrania gdzie indziej",
    rectification: "poprawkę",
    erasure: "usunięcie Państwa danych",
    restriction: "ograniczenie tego, jak używamy Państwa danych",
    objection: "koniec tego, jak używamy Państwa danych",
    opt_out: "koniec sprzedaży, udostępniania i reklam",
    limit_sensitive: "ograniczenie użycia danych wrażliwych",
    automated_decision_review: "to, żeby człowiek spojrzał na decyzję",
    appeal: "ponowne sprawdzenie",
    complaint: "odpowiedź na skargę",
  },
  heading: {
    need: "Czego od Państwa potrzebujemy",
    cost: "Ile by to kosztowało",
    why: "Dlaczego",
    done: "Co zrobiliśmy",
    check: "Jak sprawdzamy, kto pyta",
    next: "Co mogą Państwo zrobić",
  },
  contact: {
    heading: "Kogo pytać",
    write: (legalName, contact) => `${legalName}: ${contact}`,
    quote: (reference) => `Prosimy podać numer ${reference}.`,
  },
  reference: (reference) => `Numer ${reference}`,
  page: "Zobacz wniosek",
  pageNumber: (n, all) => `Strona ${n} z ${all}`,
  cannotDraw:
    "Tam, gdzie w tym pliku PDF jest […], nie da się narysować liter nazwiska lub słowa. Na Państwa stronie są w całości.",
  days: {
    receipt_day: (day) => `Dostaliśmy to: ${day}.`,
    first_day: (day) => `Mówiliśmy, że odpowiemy najpóźniej: ${day}.`,
    new_day: (day) => `Teraz odpowiemy najpóźniej: ${day}.`,
    expected_date: (day) => `Odpowiemy najpóźniej: ${day}.`,
    decided_on: (day) => `Zdecydowaliśmy o tym: ${day}.`,
    reply_by: (day) => `Prosimy o odpowiedź najpóźniej: ${day}.`,
    recourse_deadline: (day) => `Mogą to Państwo zrobić najpóźniej: ${day}.`,
  },
  around: {
    legal_basis: (text) => `Podstawa: ${text}`,
    fee_amount: (text) => `Kosztowałoby to: ${text}`,
  },
  ours: {
    law: ({ laws }) => `Obowiązuje prawo: ${laws}.`,
    reasons: () =>
      "Szukaliśmy w każdym z naszych systemów według tego, co Państwo podali. W żadnym nie ma danych o Państwu.",
    verification_process: ({ check }) =>
      check.most === "nothing"
        ? "Do tego nie trzeba pokazywać, kim się jest. Pytamy tylko o to, czego potrzebujemy, żeby Państwa znaleźć."
        : [
            check.codeGiven
              ? "Wpisali Państwo kod, który wysłaliśmy. Wiemy więc, że adres e-mail jest Państwa."
              : "Wysyłamy kod na Państwa adres e-mail. Po wpisaniu go na naszej stronie wiemy, że adres jest Państwa.",
            "Według tego adresu szukamy Państwa danych.",
            check.dataPoints === null
              ? "Jeśli nie mamy pewności, pytamy o rzeczy, które już o Państwu wiemy. Pytamy o jak najmniej."
              : `Jeśli nie mamy pewności, pytamy o rzeczy, które już o Państwu wiemy: najwyżej ${check.dataPoints}.`,
            "Sprawdzenie nic nie kosztuje i nie trzeba mieć konta.",
          ].join(" "),
    rest_complied_with: () => "Resztę tego, o co Państwo prosili, zrobiliśmy.",
    complaint_authority: ({ authorities }) =>
      `Jeśli uważają Państwo, że się mylimy, można złożyć skargę do urzędu. Pilnuje on takich praw i nic to nie kosztuje: ${authorities}`,
    court: () => "Można też pójść do sądu.",
    complaint_to_company: ({ email, reference }) =>
      `Można najpierw złożyć skargę u nas. Prosimy napisać na ${email} i podać ${reference}. Sprawdzimy jeszcze raz i powiemy, co z tego wyszło.`,
    recourse: ({ authorities }) =>
      authorities === ""
        ? "Jeśli się Państwo nie zgadzają, można poprosić sąd o sprawdzenie naszej odpowiedzi."
        : `Jeśli się Państwo nie zgadzają, naszą odpowiedź można dać do sprawdzenia tutaj: ${authorities}`,
    appeal_route: ({ page, email }) =>
      `Jeśli się Państwo nie zgadzają, można się odwołać. To nic nie kosztuje. Prosimy otworzyć swoją stronę (${page}) albo napisać na ${email}. Sprawdzi to ktoś, kto wcześniej nie decydował.`,
    appeal_deadline: ({ appealWithin }) =>
      appealWithin
        ? `Odpowiedź na odwołanie przyjdzie w ciągu ${periodIn(appealWithin, units, "pl")}.`
        : "Odpowiedź na odwołanie przyjdzie wkrótce.",
    attorney_general: ({ attorneysGeneral }) =>
      `Jeśli uważają Państwo, że się mylimy, można to zgłosić prokuratorowi generalnemu (Attorney General) swojego stanu: ${attorneysGeneral}`,
    may_withdraw: () => "Nie trzeba płacić. Można teraz wycofać wniosek, a wtedy nic to nie kosztuje.",
    fallback_if_unverified: () =>
      "Nie mogliśmy się upewnić, że to Państwo. Dlatego podajemy rodzaje danych, które mamy, a nie same dane.",
    treated_as_opt_out: () =>
      "Nie mogliśmy się upewnić, że to Państwo. Dlatego przestaliśmy sprzedawać i udostępniać dane, tak jakby Państwo o to prosili.",
    offer_opt_out: ({ ask }) =>
      `Czy mamy przestać sprzedawać i udostępniać Państwa dane? Można o to poprosić tutaj, bez pokazywania, kim się jest: ${ask}`,
    statement_may_be_attached: ({ email }) =>
      `Można nam przysłać krótki tekst o tym, co jest według Państwa błędne. Zachowamy go razem z danymi. Prosimy wysłać go na ${email}.`,
    record_kept: ({ recordKept }) =>
      `Zachowujemy notatkę o wniosku i o tym, co zrobiliśmy${recordKept ? `, przez okres ${periodIn(recordKept, units, "pl")}` : ""}. Musimy móc to pokazać.`,
    right_to_correct: () => "Jeśli jakieś dane są błędne, można nas poprosić o ich poprawienie.",
    who_is_responsible: ({ legalName, contact }) => `Za te dane odpowiada ${legalName}: ${contact}`,
  },
};
