import { type DutyWords, periodIn } from "./catalogue.ts";

const units = {
  month: { one: "mese", other: "mesi" },
  day: { one: "giorno", other: "giorni" },
  business_day: { one: "giorno lavorativo", other: "giorni lavorativi" },
} as const;

/** Italian. */
export const it: DutyWords = {
  locale: "it",
  subject: {
    acknowledgement: "Abbiamo ricevuto la Sua richiesta",
    extension: "Ci serve più tempo per la Sua richiesta",
    refusal: "La nostra risposta alla Sua richiesta",
    partial_refusal: "La nostra risposta alla Sua richiesta",
    not_held: "La nostra risposta alla Sua richiesta",
    granted: "La nostra risposta alla Sua richiesta",
    fee: "I costi della Sua richiesta",
    question: "Una domanda sulla Sua richiesta",
    appeal_granted: "La nostra risposta al Suo ricorso",
    appeal_denied: "La nostra risposta al Suo ricorso",
    complaint_acknowledgement: "Abbiamo ricevuto il Suo reclamo",
    complaint_outcome: "La nostra risposta al Suo reclamo",
    opt_out_done: "Fatto: la Sua richiesta",
  },
  title: {
    acknowledgement: "Abbiamo ricevuto la Sua richiesta",
    extension: "Ci serve più tempo",
    refusal: "Non possiamo fare ciò che ha chiesto",
    partial_refusal: "Possiamo fare una parte di ciò che ha chiesto",
    not_held: "Non abbiamo trovato dati su di Lei",
    granted: "Abbiamo fatto ciò che ha chiesto",
    fee: "Questo avrebbe un costo",
    question: "Ci serve qualcosa da Lei",
    appeal_granted: "Aveva ragione",
    appeal_denied: "La nostra risposta resta la stessa",
    complaint_acknowledgement: "Abbiamo ricevuto il Suo reclamo",
    complaint_outcome: "Che cosa è emerso dal Suo reclamo",
    opt_out_done: "Abbiamo smesso",
  },
  lead: {
    acknowledgement: (right) => `Grazie. Ci ha chiesto ${right}.`,
    extension: (right) => `Ci ha chiesto ${right}. Ci stiamo lavorando, ma ci vuole più tempo del previsto.`,
    refusal: (right) => `Ci ha chiesto ${right}. Abbiamo deciso che non possiamo farlo.`,
    partial_refusal: (right) => `Ci ha chiesto ${right}. Possiamo farne una parte, ma non tutto.`,
    not_held: (right) =>
      `Ci ha chiesto ${right}. Abbiamo cercato in tutti i nostri sistemi e non abbiamo trovato dati su di Lei.`,
    granted: (right) => `Ci ha chiesto ${right}. L’abbiamo fatto.`,
    fee: (right) => `Ci ha chiesto ${right}. Per questo dovremmo chiederLe dei soldi.`,
    question: (right) => `Ci ha chiesto ${right}. Per andare avanti ci serve qualcosa da Lei.`,
    appeal_granted: () =>
      "Ci ha chiesto di riesaminare la nostra risposta. L’ha fatto un’altra persona, e Le dà ragione.",
    appeal_denied: () =>
      "Ci ha chiesto di riesaminare la nostra risposta. L’ha fatto un’altra persona, ed è arrivata alla stessa conclusione.",
    complaint_acknowledgement: () => "Grazie per avercelo detto. Stiamo esaminando il Suo reclamo.",
    complaint_outcome: () => "Ci ha inviato un reclamo. Lo abbiamo esaminato.",
    opt_out_done: (right) => `Ci ha chiesto ${right}. L’abbiamo fatto. Vale da adesso.`,
  },
  right: {
    access: "una copia dei Suoi dati",
    portability: "i Suoi dati da portare altrove",
    rectification: "una correzione",
    erasure: "la cancellazione dei Suoi dati",
    restriction: "un limite all’uso dei Suoi dati",
    objection: "di smettere di usare i Suoi dati",
    opt_out: "di non vendere né condividere i Suoi dati e di non mandarLe pubblicità",
    limit_sensitive: "un limite all’uso dei dati delicati",
    automated_decision_review: "che una persona guardi una decisione",
    appeal: "un riesame",
    complaint: "una risposta a un reclamo",
  },
  heading: {
    need: "Che cosa ci serve da Lei",
    cost: "Quanto costerebbe",
    why: "Perché",
    done: "Che cosa abbiamo fatto",
    check: "Come controlliamo chi chiede",
    next: "Che cosa può fare",
  },
  contact: {
    heading: "A chi rivolgersi",
    write: (legalName, contact) => `${legalName}: ${contact}`,
    quote: (reference) => `Indichi il riferimento ${reference}.`,
  },
  reference: (reference) => `Riferimento ${reference}`,
  page: "Vedere la Sua richiesta",
  pageNumber: (n, all) => `Pagina ${n} di ${all}`,
  cannotDraw:
    "Dove questo PDF mostra […], non può disegnare le lettere di un nome o di una parola. Sulla Sua pagina sono complete.",
  days: {
    receipt_day: (day) => `L’abbiamo ricevuta ${day}.`,
    first_day: (day) => `Avevamo detto che avremmo risposto entro ${day}.`,
    new_day: (day) => `Ora risponderemo entro ${day}.`,
    expected_date: (day) => `Risponderemo entro ${day}.`,
    decided_on: (day) => `L’abbiamo deciso ${day}.`,
    reply_by: (day) => `Risponda per favore entro ${day}.`,
    recourse_deadline: (day) => `Può farlo fino a ${day}.`,
  },
  around: {
    legal_basis: (text) => `Si basa su: ${text}`,
    fee_amount: (text) => `Costerebbe: ${text}`,
  },
  ours: {
    law: ({ laws }) => `La legge che vale è: ${laws}.`,
    reasons: () =>
      "Abbiamo cercato in ognuno dei nostri sistemi con ciò che ci ha dato. Nessuno contiene dati su di Lei.",
    verification_process: ({ check }) =>
      check.most === "nothing"
        ? "Per questo non deve dimostrare chi è. Chiediamo solo ciò che ci serve per trovarLa."
        : [
            check.codeGiven
              ? "Ha inserito il codice che Le abbiamo mandato. Così sappiamo che l’indirizzo e-mail è Suo."
              : "Mandiamo un codice al Suo indirizzo e-mail. Se lo inserisce sulla nostra pagina, sappiamo che l’indirizzo è Suo.",
            "Cerchiamo i Suoi dati con quell’indirizzo.",
            check.dataPoints === null
              ? "Se non siamo sicuri, Le chiediamo cose che già sappiamo di Lei. Chiediamo il meno possibile."
              : `Se non siamo sicuri, Le chiediamo cose che già sappiamo di Lei: al massimo ${check.dataPoints}.`,
            "Il controllo non costa nulla e non Le serve un account.",
          ].join(" "),
    rest_complied_with: () => "Abbiamo fatto tutto il resto di ciò che ha chiesto.",
    complaint_authority: ({ authorities }) =>
      `Se pensa che sbagliamo, può fare reclamo all’autorità. Vigila su questi diritti, ed è gratis: ${authorities}`,
    court: () => "Può anche rivolgersi a un giudice.",
    complaint_to_company: ({ email, reference }) =>
      `Può prima fare reclamo a noi. Scriva a ${email} e indichi ${reference}. Guarderemo di nuovo e Le diremo che cosa ne risulta.`,
    recourse: ({ authorities }) =>
      authorities === ""
        ? "Se non è d’accordo, può chiedere a un giudice di esaminare la nostra risposta."
        : `Se non è d’accordo, può far esaminare la nostra risposta qui: ${authorities}`,
    appeal_route: ({ page, email }) =>
      `Se non è d’accordo, può chiedere un riesame. È gratis. Apra la Sua pagina (${page}) o scriva a ${email}. Se ne occuperà una persona che prima non ha deciso.`,
    appeal_deadline: ({ appealWithin }) =>
      appealWithin
        ? `Avrà la risposta al riesame entro ${periodIn(appealWithin, units, "it")}.`
        : "Avrà presto la risposta al riesame.",
    attorney_general: ({ attorneysGeneral }) =>
      `Se pensa che sbagliamo, può dirlo al procuratore generale (Attorney General) del Suo Stato: ${attorneysGeneral}`,
    may_withdraw: () =>
      "Non è obbligato a pagare. Può ritirare adesso la Sua richiesta, e allora non Le costa nulla.",
    fallback_if_unverified: () =>
      "Non siamo riusciti a essere sicuri che sia Lei. Perciò Le diciamo quali tipi di dati abbiamo, non i dati stessi.",
    treated_as_opt_out: () =>
      "Non siamo riusciti a essere sicuri che sia Lei. Perciò abbiamo smesso di vendere e condividere i dati, come se lo avesse chiesto.",
    offer_opt_out: ({ ask }) =>
      `Vuole che smettiamo di vendere e condividere i Suoi dati? Può chiederlo qui, senza dimostrare chi è: ${ask}`,
    statement_may_be_attached: ({ email }) =>
      `Può mandarci un breve testo che dice che cosa secondo Lei è sbagliato. Lo conserviamo con i dati. Lo mandi a ${email}.`,
    record_kept: ({ recordKept }) =>
      `Conserviamo una nota che ha chiesto e di ciò che abbiamo fatto${recordKept ? `, per ${periodIn(recordKept, units, "it")}` : ""}. Dobbiamo poterlo dimostrare.`,
    right_to_correct: () => "Se alcuni dati sono sbagliati, può chiederci di correggerli.",
    who_is_responsible: ({ legalName, contact }) => `${legalName} risponde di questi dati: ${contact}`,
  },
};
