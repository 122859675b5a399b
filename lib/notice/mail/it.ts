import { italianDealings } from "./it-dealings.ts";
import type { MailTranslation } from "./words.ts";

/** Italian. The same mails to the person as in English. */
export const italian: MailTranslation = {
  notices: {
    code: {
      subject: "Il Suo codice per la richiesta {reference}",
      body: [
        "Qualcuno ci ha chiesto dati personali e ha dato questo indirizzo. Se è stato Lei, scriva questo codice nella pagina:",
        "{code}",
        "Oppure apra il link sul dispositivo da cui ha chiesto. Valgono tutti e due {minutes} minuti, una volta.",
        "Se non è stato Lei, non deve fare nulla. Senza questo codice non si manda nulla a nessuno.",
      ],
      link: "Continuare senza scrivere il codice",
    },
    sign_in: {
      subject: "Il Suo codice per vedere le Sue richieste",
      body: [
        "Qualcuno vuole vedere che cosa è stato chiesto con questo indirizzo. Se è stato Lei, scriva questo codice nella pagina:",
        "{code}",
        "Oppure apra il link sul dispositivo da cui ha chiesto. Valgono tutti e due {minutes} minuti, una volta.",
        "Se non è stato Lei, non deve fare nulla. Senza questo codice nessuno vede nulla.",
      ],
      link: "Continuare senza scrivere il codice",
    },
    second_asked: {
      subject: "Un altro controllo per la richiesta {reference}",
      body: [
        "Ciò che ha chiesto è delicato. Perché arrivi solo a Lei, chiediamo un altro codice.",
        "Lo mandiamo a un altro Suo indirizzo che abbiamo già. Sceglie Lei quale.",
        "Fino ad allora teniamo la risposta al sicuro.",
      ],
      link: "Fare il secondo controllo",
    },
    second_code: {
      subject: "Un secondo codice per la richiesta {reference}",
      body: [
        "Qualcuno ci ha chiesto i dati che abbiamo con questo indirizzo. Per sapere che è Lei, ci serve anche un codice da questa casella:",
        "{code}",
        "Vale {minutes} minuti, sul dispositivo da cui l’ha chiesto.",
        "Se non è stato Lei, risponda a questa e-mail. Senza questo codice nessuno riceve nulla.",
      ],
      link: "Aprire la pagina per il codice",
    },
    find_nothing: {
      subject: "Nessuna richiesta con questo indirizzo",
      body: [
        "Qualcuno voleva i numeri di tutte le richieste fatte con questo indirizzo. Non ce ne sono.",
        "Ha usato un altro indirizzo? Allora provi con quello. Se non è stato Lei, non deve fare nulla.",
      ],
      link: "Cercare una richiesta",
    },
    ready: {
      subject: "I Suoi dati sono pronti, richiesta {reference}",
      body: [
        "Può scaricare la copia dei Suoi dati entro {until}. Dopo può chiedere un nuovo link.",
        "Per proteggere i Suoi dati, Le mandiamo un nuovo codice prima del download.",
      ],
      link: "Scaricare i Suoi dati",
    },
    renewed: {
      subject: "Un nuovo link per la richiesta {reference}",
      body: ["Può scaricare di nuovo i Suoi dati entro {until}."],
      link: "Scaricare i Suoi dati",
    },
    cancelled: {
      subject: "La richiesta {reference} è annullata",
      body: [
        "La Sua richiesta è stata annullata. Non raccogliamo e non mandiamo più nulla.",
        "Se non è stato Lei, ce lo dica.",
      ],
      link: "Vedere la Sua richiesta",
    },
    corrected: {
      subject: "Abbiamo corretto qualcosa, richiesta {reference}",
      body: [
        "Avevamo annotato qualcosa di sbagliato sulla Sua richiesta. Ora è giusto.",
        "Abbiamo ricevuto la Sua richiesta in questo giorno: {received}. Risponderemo entro {due}.",
        "Non deve fare nulla. La pagina dice come abbiamo trovato questo giorno.",
      ],
      link: "Vedere la Sua richiesta",
    },
    corrected_waiting: {
      subject: "Abbiamo corretto qualcosa, richiesta {reference}",
      body: [
        "Avevamo annotato qualcosa di sbagliato sulla Sua richiesta. Ora è giusto.",
        "Abbiamo ricevuto la Sua richiesta in questo giorno: {received}. Il giorno della nostra risposta dipende da quando risponde alla nostra domanda.",
      ],
      link: "Vedere la Sua richiesta",
    },
    kept_erased: {
      subject: "Anche il resto è cancellato, richiesta {reference}",
      body: [
        "Quando abbiamo cancellato i Suoi dati, Le abbiamo detto che per legge dobbiamo tenerne una parte per un po’.",
        "Quel tempo è finito. Ora abbiamo cancellato quella parte e controllato che non ci sia più.",
        "Non deve fare nulla.",
      ],
      link: "Vedere la Sua richiesta",
    },
    transmitted: {
      subject: "I Suoi dati sono stati passati, richiesta {reference}",
      body: [
        "Ci ha chiesto di mandare i Suoi dati direttamente a un’altra azienda. Li abbiamo mandati e li ha presi.",
        "La pagina mostra il numero di controllo del file. L’altra azienda può confrontarlo con ciò che ha ricevuto.",
      ],
      link: "Vedere che cosa è stato mandato",
    },
    not_transmitted: {
      subject: "I Suoi dati non sono stati passati, richiesta {reference}",
      body: [
        "Ci ha chiesto di mandare i Suoi dati direttamente a un’altra azienda. Non ha funzionato, e la pagina dice perché.",
        "Può sempre prendere i Suoi dati e darli Lei. Può anche indicarci un altro indirizzo.",
      ],
      link: "Vedere perché",
    },
    restriction_ends: {
      subject: "Presto potremo usare i Suoi dati, richiesta {reference}",
      body: [
        "Ci ha chiesto di tenere i Suoi dati senza usarli. Lo abbiamo fatto.",
        "Da questo giorno potremo usarli di nuovo: {until}. Glielo diciamo prima.",
        "Se pensa che sia sbagliato, risponda a questa e-mail prima di quel giorno.",
      ],
      link: "Vedere la Sua richiesta",
    },
    draft: {
      subject: "Continui con le Sue risposte",
      body: [
        "Ci ha chiesto di tenere le Sue risposte. Non è ancora stato inviato nulla.",
        "Il link vale {days} giorni, su ogni dispositivo. Prema il pulsante nella pagina per continuare.",
        "Se non è stato Lei, non deve fare nulla. Le risposte vengono allora cancellate.",
      ],
      link: "Continuare con le mie risposte",
    },
    find: {
      subject: "Le Sue richieste",
      body: ["Ci ha chiesto i numeri delle Sue richieste. Sono:", "{references}"],
      link: "Aprire una richiesta",
    },
    ...italianDealings,
  },
  foot: ["{company}, {contact}", "Può rispondere a questa e-mail. La legge una persona."],
};
