import type { MailTranslation } from "./words.ts";

/** Italian: mails about asking for somebody else, and those that come while a request is worked on. */
export const italianDealings = {
  behalf_received: {
    subject: "Ricevuta: la richiesta {reference} per un’altra persona",
    body: [
      "Ci ha chiesto qualcosa per un’altra persona. Prima di guardare i suoi dati, dobbiamo sapere che Lei può chiedere.",
      "La pagina dice che cosa serve e a che punto siamo.",
    ],
    link: "Vedere che cosa serve",
  },
  behalf_accepted: {
    subject: "Può chiedere: la richiesta {reference} continua",
    body: [
      "Ora sappiamo che può chiedere per questa persona. Il foglio che ha mandato è cancellato.",
      "Abbiamo cominciato il lavoro.",
    ],
    link: "Vedere a che punto siamo",
  },
  behalf_refused: {
    subject: "Ci serve qualcos’altro per la richiesta {reference}",
    body: [
      "Ciò che ha mandato non mostra ancora che può chiedere per questa persona. Non abbiamo cercato nulla di suo per Lei.",
      "La pagina dice che cos’altro va bene. Ogni foglio che ha mandato è cancellato.",
    ],
    link: "Vedere che cos’altro va bene",
  },
  behalf_revoked: {
    subject: "La persona ha detto di no, richiesta {reference}",
    body: [
      "La persona non vuole che Lei chieda per lei. Ci siamo fermati e non Le mandiamo nulla.",
      "Se pensa che sia un errore, ne parli con lei.",
    ],
    link: "Vedere a che punto siamo",
  },
  behalf_asked: {
    subject: "Qualcuno può chiedere per Lei? Dica sì o no",
    body: [
      "Qualcuno ci chiede dati personali e dice che Lei lo ha permesso. Ci è stato dato questo indirizzo.",
      "La pagina dice chi è e che cosa chiede. Lì può dire sì o no.",
      "Se non fa nulla, non succede nulla, e nessuno riceve i Suoi dati.",
    ],
    link: "Guardare, e dire sì o no",
  },
  behalf_to_agent: {
    subject: "Una risposta su di Lei andrà a un’altra persona",
    body: [
      "Qualcuno ci ha mostrato un foglio firmato da Lei. Per questo la nostra risposta sui Suoi dati va a quella persona.",
      "Aspettiamo tre giorni prima di mandarla. Se non lo vuole, dica no nella pagina.",
      "Se è giusto, non deve fare nulla.",
    ],
    link: "Guardare, o dire no",
  },
  merged: {
    subject: "Chiesto due volte: rispondiamo in {other}",
    body: [
      "Ci ha chiesto due volte la stessa cosa: con {reference} e con {other}. Le rispondiamo una volta, in {other}. Quella richiesta è arrivata prima, quindi vale la sua data.",
      "La sua richiesta {reference} è chiusa. Non si perde nulla.",
      "Se voleva altro, ce lo dica. Allora la riprendiamo.",
    ],
    link: "Vedere la richiesta",
  },
  closed_spam: {
    subject: "Abbiamo chiuso la richiesta {reference}",
    body: [
      "Qualcuno ci ha mandato una richiesta con questo indirizzo. Sembrava spam. Due di noi l’hanno guardata e l’hanno chiusa. Non è stato mandato nulla a nessuno.",
      "L’ha chiesto Lei? Allora ci dispiace. Chieda di nuovo sulla pagina o ci scriva. Allora la riprendiamo.",
    ],
    link: "Vedere la richiesta",
  },
  message: {
    subject: "Un nuovo messaggio sulla richiesta {reference}",
    body: [
      "Le abbiamo scritto sulla Sua richiesta.",
      "Per proteggerLa, il messaggio è sulla Sua pagina e non in questa e-mail. Lì può rispondere.",
    ],
    link: "Leggere il messaggio",
  },
  unproven_day: {
    subject: "Aspettiamo il Suo codice, richiesta {reference}",
    body: [
      "Qualcuno ci ha mandato una richiesta e ha dato questo indirizzo. Non abbiamo cominciato, perché nessuno ha ancora inserito il codice.",
      "Se è stato Lei, apra la pagina e chieda un nuovo codice. Può farlo entro {until}.",
      "Se non è stato Lei, non deve fare nulla. Senza il codice non si manda nulla a nessuno.",
    ],
    link: "Avere un nuovo codice",
  },
  unproven_three_days: {
    subject: "Ultimo avviso: un codice per la richiesta {reference}",
    body: [
      "Aspettiamo ancora il codice della richiesta {reference}. Senza non possiamo cominciare.",
      "Se la richiesta è Sua, apra la pagina e chieda un nuovo codice. La richiesta finisce dopo questo giorno: {until}. Poi può mandarne una nuova.",
      "Se non è stato Lei, non deve fare nulla. Non scriveremo più per il codice.",
    ],
    link: "Avere un nuovo codice",
  },
  question_again: {
    subject: "Risponda alla nostra domanda, richiesta {reference}",
    body: [
      "Le abbiamo fatto una domanda sulla Sua richiesta e non abbiamo ancora una risposta.",
      "La domanda è sulla Sua pagina. Può rispondere lì in pochi minuti.",
    ],
    link: "Rispondere alla domanda",
  },
  identity_unclear: {
    subject: "Non sappiamo ancora se è Lei, richiesta {reference}",
    body: [
      "Grazie per ciò che ci ha mandato. Non ci mostra ancora che la persona è Lei.",
      "Ci sono altri modi, e la pagina li elenca. Può anche chiamarci o rispondere a questa e-mail.",
      "Lo chiediamo perché nessun altro riceva i Suoi dati.",
    ],
    link: "Vedere che cos’altro va bene",
  },
  half_time: {
    subject: "Stiamo lavorando alla richiesta {reference}",
    body: [
      "Metà del nostro tempo è passata. Stiamo ancora lavorando alla Sua richiesta.",
      "Risponderemo entro {due}. Non deve fare nulla.",
    ],
    link: "Vedere a che punto siamo",
  },
  late: {
    subject: "Siamo in ritardo con la richiesta {reference}",
    body: [
      "Non abbiamo risposto in tempo alla Sua richiesta. Ci dispiace.",
      "Ora pensiamo di rispondere entro {until}, e fino ad allora continuiamo a lavorarci.",
      "Può fare un reclamo a noi o all’autorità. La pagina dice come.",
    ],
    link: "Vedere la Sua richiesta",
  },
  late_open: {
    subject: "Siamo in ritardo con la richiesta {reference}",
    body: [
      "Non abbiamo risposto in tempo alla Sua richiesta. Ci dispiace.",
      "Continuiamo a lavorarci. Non possiamo ancora dire un giorno. Le scriveremo appena avremo risposto.",
      "Può fare un reclamo a noi o all’autorità. La pagina dice come.",
    ],
    link: "Vedere la Sua richiesta",
  },
  deletion_preview: {
    subject: "Veda che cosa cancelleremo, richiesta {reference}",
    body: [
      "Abbiamo guardato che cosa possiamo cancellare. La pagina mostra che cosa va via, che cosa resta e perché.",
      "Non è ancora cancellato nulla. Se ha cambiato idea, lì può ancora annullare.",
      "Se va tutto bene, non deve fare nulla.",
    ],
    link: "Vedere che cosa sarà cancellato",
  },
  link_ends: {
    subject: "Il Suo download finisce presto, richiesta {reference}",
    body: [
      "Può ancora scaricare i Suoi dati entro {until}. Dopo può chiedere un nuovo link.",
      "Per proteggere i Suoi dati, Le mandiamo un nuovo codice prima del download.",
    ],
    link: "Scaricare i Suoi dati",
  },
  how_did_we_do: {
    subject: "Come è andata con la richiesta {reference}?",
    body: [
      "La Sua richiesta è conclusa. Abbiamo una domanda per Lei, e la facciamo solo questa volta.",
      "Contiamo solo le risposte. Non teniamo chi ha dato quale.",
    ],
    link: "Rispondere a una domanda",
  },
} satisfies Partial<MailTranslation["notices"]>;
