import type { ShippedWords } from "../shipped.ts";

export const italian: ShippedWords = {
  hello: "Buongiorno {name},",
  acknowledge: {
    subject: "Abbiamo la sua richiesta {reference}",
    body: [
      "Abbiamo la sua richiesta. È arrivata il giorno {received_day}.",
      "Risponderemo entro il giorno {due_day}. Sulla sua pagina può vedere in ogni momento a che punto siamo.",
    ],
  },
  detail: {
    subject: "Può dirci qualcosa di più? Richiesta {reference}",
    body: [
      "Stiamo cercando i suoi dati. Per trovarli tutti ci serve ancora un dettaglio.",
      "Ha usato con noi un altro indirizzo email, un altro numero di telefono o un altro nome? Risponda a questo messaggio.",
      "Non è obbligato a dircelo. In quel caso andiamo avanti con quello che abbiamo.",
    ],
  },
  identity: {
    subject: "Ci mostri che è lei, richiesta {reference}",
    body: [
      "Prima di dare dei dati dobbiamo essere sicuri che sia lei.",
      "Apra la sua pagina e scelga uno dei modi indicati. Non ci mandi per email una copia del passaporto o della carta d’identità.",
    ],
  },
  more_time: {
    subject: "Stiamo ancora lavorando a {reference}",
    body: [
      "Stiamo ancora lavorando alla sua richiesta. Ci vuole più tempo del previsto.",
      "La nostra risposta arriva entro il giorno {due_day}. Non deve fare nulla.",
    ],
  },
  not_found: {
    subject: "Non l’abbiamo ancora trovata, {reference}",
    body: [
      "Abbiamo cercato nei nostri sistemi con quello che ci ha detto. Finora non abbiamo trovato nulla su di lei.",
      "Ha mai usato con noi un altro indirizzo email, telefono o nome? Ce lo dica e cercheremo di nuovo.",
      "Non è la nostra ultima parola. La nostra risposta arriva entro il giorno {due_day}.",
    ],
  },
  thanks: {
    subject: "Grazie, richiesta {reference}",
    body: [
      "Grazie. Abbiamo ricevuto quello che ci ha mandato.",
      "Ora andiamo avanti con la sua richiesta. La nostra risposta arriva entro il giorno {due_day}.",
    ],
  },
  closing: {
    subject: "È tutto chiaro? Richiesta {reference}",
    body: [
      "Abbiamo risposto alla sua richiesta. Pensiamo che ora sia tutto fatto.",
      "Manca qualcosa, o qualcosa non è chiaro? Risponda a questo messaggio. Può trovarci anche qui: {contact}",
    ],
  },
};
