import type { ShippedWords } from "../shipped.ts";

export const german: ShippedWords = {
  hello: "Guten Tag {name},",
  acknowledge: {
    subject: "Ihre Anfrage {reference} ist da",
    body: [
      "Ihre Anfrage ist da. Wir haben sie am {received_day} bekommen.",
      "Wir antworten bis {due_day}. Auf Ihrer Seite sehen Sie jederzeit, wie es steht.",
    ],
  },
  detail: {
    subject: "Können Sie uns mehr sagen? Anfrage {reference}",
    body: [
      "Wir suchen Ihre Daten. Um alle zu finden, brauchen wir noch eine Angabe.",
      "Hatten Sie bei uns eine andere E-Mail-Adresse, eine andere Telefonnummer oder einen anderen Namen? Bitte antworten Sie auf diese Nachricht.",
      "Sie müssen uns das nicht sagen. Dann arbeiten wir mit dem weiter, was wir haben.",
    ],
  },
  identity: {
    subject: "Bitte zeigen Sie, dass Sie es sind, {reference}",
    body: [
      "Bevor wir Daten herausgeben, müssen wir sicher sein, dass Sie es sind.",
      "Bitte öffnen Sie Ihre Seite und nehmen Sie einen der Wege, die dort stehen. Bitte schicken Sie uns keine Kopie von Pass oder Ausweis per Mail.",
    ],
  },
  more_time: {
    subject: "Wir arbeiten noch an Anfrage {reference}",
    body: [
      "Wir arbeiten noch an Ihrer Anfrage. Es dauert länger, als wir dachten.",
      "Unsere Antwort kommt bis {due_day}. Sie müssen nichts tun.",
    ],
  },
  not_found: {
    subject: "Wir haben Sie noch nicht gefunden, {reference}",
    body: [
      "Wir haben mit Ihren Angaben in unseren Systemen gesucht. Bisher haben wir nichts über Sie gefunden.",
      "Hatten Sie bei uns einmal eine andere E-Mail-Adresse, Telefonnummer oder einen anderen Namen? Dann sagen Sie es uns, und wir suchen noch einmal.",
      "Das ist nicht unser letztes Wort. Unsere Antwort kommt bis {due_day}.",
    ],
  },
  thanks: {
    subject: "Danke, Anfrage {reference}",
    body: [
      "Danke. Was Sie uns geschickt haben, ist da.",
      "Wir arbeiten jetzt weiter an Ihrer Anfrage. Unsere Antwort kommt bis {due_day}.",
    ],
  },
  closing: {
    subject: "Ist alles klar? Anfrage {reference}",
    body: [
      "Wir haben Ihre Anfrage beantwortet. Wir denken, dass jetzt alles getan ist.",
      "Fehlt etwas, oder ist etwas nicht klar? Dann antworten Sie auf diese Nachricht. Sie erreichen uns auch hier: {contact}",
    ],
  },
};
