import { germanDealings } from "./de-dealings.ts";
import type { MailTranslation } from "./words.ts";

/** German. The same mails to the person as in English. */
export const german: MailTranslation = {
  notices: {
    code: {
      subject: "Ihr Code für die Anfrage {reference}",
      body: [
        "Jemand hat uns nach personenbezogenen Daten gefragt und diese Adresse angegeben. Wenn Sie das waren, geben Sie diesen Code auf der Seite ein:",
        "{code}",
        "Oder öffnen Sie den Link auf dem Gerät, auf dem Sie gefragt haben. Beide gelten {minutes} Minuten, einmal.",
        "Wenn Sie es nicht waren, müssen Sie nichts tun. Ohne diesen Code wird niemandem etwas geschickt.",
      ],
      link: "Ohne Eingabe des Codes weiter",
    },
    sign_in: {
      subject: "Ihr Code, um Ihre Anfragen zu sehen",
      body: [
        "Jemand möchte sehen, was mit dieser Adresse beantragt wurde. Wenn Sie das sind, geben Sie diesen Code auf der Seite ein:",
        "{code}",
        "Oder öffnen Sie den Link auf dem Gerät, auf dem Sie danach gefragt haben. Beides gilt {minutes} Minuten, einmal.",
        "Wenn Sie es nicht waren, müssen Sie nichts tun. Ohne diesen Code sieht niemand etwas.",
      ],
      link: "Ohne den Code weitermachen",
    },
    find_nothing: {
      subject: "Keine Anfrage mit dieser Adresse",
      body: [
        "Jemand wollte die Nummern aller Anfragen mit dieser Adresse. Es gibt keine.",
        "Haben Sie eine andere Adresse genommen? Dann versuchen Sie es mit der. Wenn Sie es nicht waren, müssen Sie nichts tun.",
      ],
      link: "Eine Anfrage suchen",
    },
    second_asked: {
      subject: "Noch eine Prüfung für die Anfrage {reference}",
      body: [
        "Ihre Anfrage betrifft Heikles. Damit die Antwort nur Sie erreicht, bitten wir um einen zweiten Code.",
        "Wir schicken ihn an eine andere Adresse, die wir schon von Ihnen haben. Sie wählen, an welche.",
        "Bis dahin bewahren wir Ihre Antwort sicher auf.",
      ],
      link: "Zweite Prüfung machen",
    },
    second_code: {
      subject: "Ein zweiter Code für die Anfrage {reference}",
      body: [
        "Jemand hat uns nach Daten gefragt, die wir unter dieser Adresse haben. Damit wir sicher sind, dass Sie es sind, brauchen wir auch einen Code aus diesem Postfach:",
        "{code}",
        "Er gilt {minutes} Minuten, auf dem Gerät, auf dem Sie ihn verlangt haben.",
        "Wenn Sie es nicht waren, antworten Sie bitte auf diese Mail. Ohne diesen Code bekommt niemand etwas.",
      ],
      link: "Die Seite für den Code öffnen",
    },
    ready: {
      subject: "Ihre Daten sind da, Anfrage {reference}",
      body: [
        "Die Kopie Ihrer Daten liegt bis {until} zum Herunterladen bereit. Danach können Sie einen neuen Link verlangen.",
        "Zum Schutz Ihrer Daten schicken wir Ihnen vor dem Herunterladen einen neuen Code.",
      ],
      link: "Ihre Daten herunterladen",
    },
    renewed: {
      subject: "Ein neuer Link für die Anfrage {reference}",
      body: ["Sie können Ihre Daten wieder bis {until} herunterladen."],
      link: "Ihre Daten herunterladen",
    },
    cancelled: {
      subject: "Die Anfrage {reference} ist zurückgezogen",
      body: [
        "Ihre Anfrage wurde zurückgezogen. Wir sammeln und schicken dazu nichts mehr.",
        "Wenn Sie das nicht waren, sagen Sie es uns bitte.",
      ],
      link: "Ihre Anfrage ansehen",
    },
    corrected: {
      subject: "Wir haben etwas zur Anfrage {reference} berichtigt",
      body: [
        "Wir hatten etwas zu Ihrer Anfrage falsch festgehalten. Jetzt stimmt es.",
        "Wir haben Ihre Anfrage am {received} bekommen. Wir antworten bis {due}.",
        "Sie müssen nichts tun. Die Seite sagt, wie wir auf diesen Tag kommen.",
      ],
      link: "Ihre Anfrage ansehen",
    },
    corrected_waiting: {
      subject: "Wir haben etwas zur Anfrage {reference} berichtigt",
      body: [
        "Wir hatten etwas zu Ihrer Anfrage falsch festgehalten. Jetzt stimmt es.",
        "Wir haben Ihre Anfrage am {received} bekommen. Wann wir antworten, hängt von Ihrer Antwort auf unsere Frage ab.",
      ],
      link: "Ihre Anfrage ansehen",
    },
    kept_erased: {
      subject: "Auch der Rest ist jetzt gelöscht, Anfrage {reference}",
      body: [
        "Als wir Ihre Daten gelöscht haben, haben wir Ihnen gesagt, dass wir einen Teil nach dem Gesetz noch eine Zeit behalten müssen.",
        "Diese Zeit ist vorbei. Wir haben diesen Teil jetzt gelöscht und nachgesehen, dass er weg ist.",
        "Sie müssen nichts tun.",
      ],
      link: "Ihre Anfrage ansehen",
    },
    transmitted: {
      subject: "Ihre Daten wurden weitergegeben, Anfrage {reference}",
      body: [
        "Sie haben uns gebeten, Ihre Daten direkt an ein anderes Unternehmen zu schicken. Wir haben sie geschickt, und es hat sie angenommen.",
        "Die Seite zeigt die Prüfzahl der Datei. Das andere Unternehmen kann sie mit dem vergleichen, was es bekommen hat.",
      ],
      link: "Ansehen, was geschickt wurde",
    },
    not_transmitted: {
      subject: "Ihre Daten wurden nicht weitergegeben, Anfrage {reference}",
      body: [
        "Sie haben uns gebeten, Ihre Daten direkt an ein anderes Unternehmen zu schicken. Das hat nicht geklappt, und die Seite sagt warum.",
        "Sie können Ihre Daten trotzdem selbst holen und weitergeben. Sie können uns auch eine andere Adresse nennen.",
      ],
      link: "Ansehen, warum",
    },
    restriction_ends: {
      subject: "Wir dürfen Ihre Daten bald nutzen, Anfrage {reference}",
      body: [
        "Sie haben uns gebeten, Ihre Daten nur aufzubewahren und nicht zu nutzen. Das haben wir getan.",
        "Ab {until} dürfen wir sie wieder nutzen. Wir sagen es Ihnen, bevor es so weit ist.",
        "Wenn Sie meinen, dass das falsch ist, antworten Sie bitte vor diesem Tag auf diese Mail.",
      ],
      link: "Ihre Anfrage ansehen",
    },
    draft: {
      subject: "Machen Sie mit Ihren Antworten weiter",
      body: [
        "Sie haben uns gebeten, Ihre Antworten zu behalten. Es wurde noch nichts gesendet.",
        "Der Link gilt {days} Tage, auf jedem Gerät. Drücken Sie auf der Seite den Knopf, um weiterzumachen.",
        "Wenn Sie das nicht waren, müssen Sie nichts tun. Die Antworten werden dann gelöscht.",
      ],
      link: "Mit meinen Antworten weitermachen",
    },
    find: {
      subject: "Ihre Anfragen",
      body: ["Sie haben nach den Nummern Ihrer Anfragen gefragt. Sie lauten:", "{references}"],
      link: "Eine Anfrage öffnen",
    },
    ...germanDealings,
  },
  foot: ["{company}, {contact}", "Sie können auf diese Mail antworten. Ein Mensch liest Ihre Antwort."],
};
