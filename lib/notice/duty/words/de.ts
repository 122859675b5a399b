import { type DutyWords, periodIn } from "./catalogue.ts";

const units = {
  month: { one: "Monat", other: "Monaten" },
  day: { one: "Tag", other: "Tagen" },
  business_day: { one: "Arbeitstag", other: "Arbeitstagen" },
} as const;

/** German. */
export const de: DutyWords = {
  locale: "de",
  subject: {
    acknowledgement: "Wir haben Ihre Anfrage",
    extension: "Wir brauchen mehr Zeit für Ihre Anfrage",
    refusal: "Unsere Antwort auf Ihre Anfrage",
    partial_refusal: "Unsere Antwort auf Ihre Anfrage",
    not_held: "Unsere Antwort auf Ihre Anfrage",
    granted: "Unsere Antwort auf Ihre Anfrage",
    fee: "Zu den Kosten Ihrer Anfrage",
    question: "Eine Frage zu Ihrer Anfrage",
    appeal_granted: "Unsere Antwort auf Ihren Widerspruch",
    appeal_denied: "Unsere Antwort auf Ihren Widerspruch",
    complaint_acknowledgement: "Wir haben Ihre Beschwerde",
    complaint_outcome: "Unsere Antwort auf Ihre Beschwerde",
    opt_out_done: "Erledigt: Ihre Anfrage",
  },
  title: {
    acknowledgement: "Wir haben Ihre Anfrage",
    extension: "Wir brauchen mehr Zeit",
    refusal: "Wir können Ihre Bitte nicht erfüllen",
    partial_refusal: "Wir können einen Teil Ihrer Bitte erfüllen",
    not_held: "Wir haben keine Daten über Sie gefunden",
    granted: "Wir haben getan, worum Sie gebeten haben",
    fee: "Das würde etwas kosten",
    question: "Wir brauchen etwas von Ihnen",
    appeal_granted: "Sie hatten recht",
    appeal_denied: "Unsere Antwort bleibt, wie sie war",
    complaint_acknowledgement: "Wir haben Ihre Beschwerde",
    complaint_outcome: "Was Ihre Beschwerde ergeben hat",
    opt_out_done: "Wir haben damit aufgehört",
  },
  lead: {
    acknowledgement: (right) => `Vielen Dank. Sie haben uns um ${right} gebeten.`,
    extension: (right) =>
      `Sie haben uns um ${right} gebeten. Wir arbeiten daran. Es dauert aber länger, als wir gesagt haben.`,
    refusal: (right) => `Sie haben uns um ${right} gebeten. Wir haben entschieden, dass das nicht geht.`,
    partial_refusal: (right) =>
      `Sie haben uns um ${right} gebeten. Einen Teil davon können wir tun, aber nicht alles.`,
    not_held: (right) =>
      `Sie haben uns um ${right} gebeten. Wir haben in allen unseren Systemen gesucht und keine Daten über Sie gefunden.`,
    granted: (right) => `Sie haben uns um ${right} gebeten. Wir haben das getan.`,
    fee: (right) => `Sie haben uns um ${right} gebeten. Dafür müssten wir Geld von Ihnen verlangen.`,
    question: (right) =>
      `Sie haben uns um ${right} gebeten. Damit wir weitermachen können, brauchen wir etwas von Ihnen.`,
    appeal_granted: () =>
      "Sie haben uns gebeten, unsere Antwort noch einmal zu prüfen. Jemand anderes hat das getan und gibt Ihnen recht.",
    appeal_denied: () =>
      "Sie haben uns gebeten, unsere Antwort noch einmal zu prüfen. Jemand anderes hat das getan und ist zum gleichen Ergebnis gekommen.",
    complaint_acknowledgement: () => "Danke, dass Sie uns das gesagt haben. Wir prüfen Ihre Beschwerde.",
    complaint_outcome: () => "Sie haben sich bei uns beschwert. Wir haben das geprüft.",
    opt_out_done: (right) => `Sie haben uns um ${right} gebeten. Wir haben das getan. Es gilt ab jetzt.`,
  },
  right: {
    access: "eine Kopie Ihrer Daten",
    portability: "Ihre Daten zum Mitnehmen",
    rectification: "eine Berichtigung",
    erasure: "die Löschung Ihrer Daten",
    restriction: "eine Grenze dafür, wie wir Ihre Daten nutzen",
    objection: "ein Ende davon, wie wir Ihre Daten nutzen",
    opt_out: "ein Ende von Verkauf, Weitergabe und Werbung",
    limit_sensitive: "eine Grenze für besonders heikle Daten",
    automated_decision_review: "einen Menschen, der eine Entscheidung ansieht",
    appeal: "eine neue Prüfung",
    complaint: "eine Antwort auf eine Beschwerde",
  },
  heading: {
    need: "Was wir von Ihnen brauchen",
    cost: "Was es kosten würde",
    why: "Warum",
    done: "Was wir getan haben",
    check: "Wie wir prüfen, wer fragt",
    next: "Was Sie tun können",
  },
  contact: {
    heading: "Wen Sie fragen können",
    write: (legalName, contact) => `${legalName}: ${contact}`,
    quote: (reference) => `Bitte nennen Sie das Zeichen ${reference}.`,
  },
  reference: (reference) => `Zeichen ${reference}`,
  page: "Ihre Anfrage ansehen",
  pageNumber: (n, all) => `Seite ${n} von ${all}`,
  cannotDraw:
    "Wo in diesem PDF […] steht, kann es die Schrift eines Namens oder Wortes nicht zeigen. Auf Ihrer Seite steht es ganz.",
  days: {
    receipt_day: (day) => `Wir haben das am ${day} bekommen.`,
    first_day: (day) => `Wir hatten gesagt, dass wir bis ${day} antworten.`,
    new_day: (day) => `Nun antworten wir bis ${day}.`,
    expected_date: (day) => `Wir antworten bis ${day}.`,
    decided_on: (day) => `Entschieden haben wir das am ${day}.`,
    reply_by: (day) => `Bitte antworten Sie bis ${day}.`,
    recourse_deadline: (day) => `Das können Sie bis ${day} tun.`,
  },
  around: {
    legal_basis: (text) => `Das stützt sich auf: ${text}`,
    fee_amount: (text) => `Es würde kosten: ${text}`,
  },
  ours: {
    law: ({ laws }) => `Es gilt dieses Recht: ${laws}.`,
    reasons: () =>
      "Wir haben in jedem unserer Systeme mit Ihren Angaben gesucht. In keinem sind Daten über Sie.",
    verification_process: ({ check }) =>
      check.most === "nothing"
        ? "Dafür müssen Sie nicht zeigen, wer Sie sind. Wir fragen nur, was wir brauchen, um Sie zu finden."
        : [
            check.codeGiven
              ? "Sie haben den Code eingegeben, den wir Ihnen geschickt haben. So wissen wir, dass die E-Mail-Adresse Ihnen gehört."
              : "Wir schicken einen Code an Ihre E-Mail-Adresse. Wenn Sie ihn auf unserer Seite eingeben, wissen wir, dass die Adresse Ihnen gehört.",
            "Mit dieser Adresse suchen wir Ihre Daten.",
            check.dataPoints === null
              ? "Wenn wir nicht sicher sind, fragen wir Sie nach Dingen, die wir schon von Ihnen wissen. Wir fragen so wenig wie möglich."
              : `Wenn wir nicht sicher sind, fragen wir Sie nach Dingen, die wir schon von Ihnen wissen: höchstens ${check.dataPoints}.`,
            "Die Prüfung kostet nichts, und Sie brauchen kein Konto.",
          ].join(" "),
    rest_complied_with: () => "Alles andere, worum Sie gebeten haben, haben wir getan.",
    complaint_authority: ({ authorities }) =>
      `Wenn Sie meinen, dass wir falsch liegen, können Sie sich bei der Behörde beschweren. Sie wacht über solche Rechte, und es kostet nichts: ${authorities}`,
    court: () => "Sie können auch vor Gericht gehen.",
    complaint_to_company: ({ email, reference }) =>
      `Sie können sich zuerst bei uns beschweren. Schreiben Sie an ${email}, und nennen Sie ${reference}. Wir prüfen es noch einmal und sagen Ihnen, was dabei herauskommt.`,
    recourse: ({ authorities }) =>
      authorities === ""
        ? "Wenn Sie nicht einverstanden sind, können Sie ein Gericht bitten, unsere Antwort zu prüfen."
        : `Wenn Sie nicht einverstanden sind, können Sie unsere Antwort hier prüfen lassen: ${authorities}`,
    appeal_route: ({ page, email }) =>
      `Wenn Sie nicht einverstanden sind, können Sie widersprechen. Das kostet nichts. Öffnen Sie Ihre Seite (${page}) oder schreiben Sie an ${email}. Jemand, der vorher nicht entschieden hat, prüft es.`,
    appeal_deadline: ({ appealWithin }) =>
      appealWithin
        ? `Die Antwort auf einen Widerspruch bekommen Sie innerhalb von ${periodIn(appealWithin, units, "de")}.`
        : "Die Antwort auf einen Widerspruch bekommen Sie bald.",
    attorney_general: ({ attorneysGeneral }) =>
      `Wenn Sie meinen, dass wir falsch liegen, können Sie es dem Generalstaatsanwalt (Attorney General) Ihres Bundesstaates sagen: ${attorneysGeneral}`,
    may_withdraw: () =>
      "Sie müssen nicht zahlen. Sie können Ihre Anfrage jetzt zurücknehmen, dann kostet es Sie nichts.",
    fallback_if_unverified: () =>
      "Wir konnten nicht sicher sein, dass Sie es sind. Darum nennen wir Ihnen die Arten der Daten und nicht die Daten selbst.",
    treated_as_opt_out: () =>
      "Wir konnten nicht sicher sein, dass Sie es sind. Darum verkaufen und teilen wir die Daten nicht mehr, als hätten Sie darum gebeten.",
    offer_opt_out: ({ ask }) =>
      `Sollen wir Ihre Daten nicht mehr verkaufen und teilen? Darum können Sie hier bitten, ohne zu zeigen, wer Sie sind: ${ask}`,
    statement_may_be_attached: ({ email }) =>
      `Sie können uns einen kurzen Text schicken, der sagt, was Sie für falsch halten. Wir heben ihn bei den Daten auf. Schicken Sie ihn an ${email}.`,
    record_kept: ({ recordKept }) =>
      `Wir heben eine Notiz auf, dass Sie gefragt haben und was wir getan haben${recordKept ? `. Wir löschen sie nach ${periodIn(recordKept, units, "de")}` : ""}. Wir müssen das zeigen können.`,
    right_to_correct: () => "Wenn Daten falsch sind, können Sie uns bitten, sie zu berichtigen.",
    who_is_responsible: ({ legalName, contact }) =>
      `Für diese Daten ist ${legalName} verantwortlich: ${contact}`,
  },
};
