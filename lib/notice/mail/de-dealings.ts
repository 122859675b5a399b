import type { MailTranslation } from "./words.ts";

/** German: mails about asking for somebody else, and those that come while a request is worked on. */
export const germanDealings = {
  behalf_received: {
    subject: "Wir haben sie: Ihre Anfrage {reference} für jemand anderen",
    body: [
      "Sie haben uns für einen anderen Menschen etwas gefragt. Bevor wir in dessen Daten sehen, müssen wir wissen, dass Sie fragen dürfen.",
      "Die Seite sagt, was nötig ist und wie es steht.",
    ],
    link: "Ansehen, was nötig ist",
  },
  behalf_accepted: {
    subject: "Sie dürfen fragen: Die Anfrage {reference} geht weiter",
    body: [
      "Wir wissen jetzt, dass Sie für diesen Menschen fragen dürfen. Das Papier, das Sie geschickt haben, ist gelöscht.",
      "Wir haben mit der Arbeit angefangen.",
    ],
    link: "Ansehen, wie es steht",
  },
  behalf_refused: {
    subject: "Wir brauchen etwas anderes für die Anfrage {reference}",
    body: [
      "Was Sie geschickt haben, zeigt noch nicht, dass Sie für diesen Menschen fragen dürfen. Wir haben für Sie nicht in dessen Daten gesehen.",
      "Die Seite sagt, was sonst geht. Papiere, die Sie geschickt haben, sind gelöscht.",
    ],
    link: "Ansehen, was sonst geht",
  },
  behalf_revoked: {
    subject: "Die andere Person hat Nein gesagt, Anfrage {reference}",
    body: [
      "Die andere Person möchte nicht, dass Sie für sie fragen. Wir haben aufgehört und schicken Ihnen nichts.",
      "Bitte sprechen Sie mit ihr, wenn Sie das für einen Irrtum halten.",
    ],
    link: "Ansehen, wie es steht",
  },
  behalf_asked: {
    subject: "Darf jemand für Sie fragen? Bitte sagen Sie Ja oder Nein",
    body: [
      "Jemand fragt uns nach personenbezogenen Daten und sagt, dass Sie es erlaubt haben. Uns wurde diese Adresse genannt.",
      "Die Seite sagt, wer es ist und worum es geht. Dort können Sie Ja oder Nein sagen.",
      "Wenn Sie nichts tun, geschieht nichts, und niemand bekommt Ihre Daten.",
    ],
    link: "Ansehen und Ja oder Nein sagen",
  },
  behalf_to_agent: {
    subject: "Eine Antwort über Sie geht an jemand anderen",
    body: [
      "Jemand hat uns ein Papier gezeigt, das Sie unterschrieben haben. Danach geht unsere Antwort über Ihre Daten an diese Person.",
      "Wir warten drei Tage, bevor wir sie schicken. Wenn Sie das nicht wollen, sagen Sie auf der Seite Nein.",
      "Wenn es richtig ist, müssen Sie nichts tun.",
    ],
    link: "Ansehen oder Nein sagen",
  },
  merged: {
    subject: "Zweimal gefragt: Wir antworten unter {other}",
    body: [
      "Sie haben uns zweimal nach demselben gefragt: mit {reference} und mit {other}. Wir antworten Ihnen einmal, unter {other}. Diese Anfrage kam zuerst, darum gilt ihr Tag.",
      "Ihre Anfrage {reference} ist geschlossen. Es geht nichts verloren.",
      "Wenn Sie etwas anderes gemeint haben, sagen Sie es uns. Dann nehmen wir sie wieder auf.",
    ],
    link: "Ihre Anfrage ansehen",
  },
  closed_spam: {
    subject: "Wir haben die Anfrage {reference} geschlossen",
    body: [
      "Jemand hat uns mit dieser Adresse eine Anfrage geschickt. Sie sah nach Spam aus. Zwei von uns haben sie angesehen und geschlossen. Niemand hat etwas bekommen.",
      "Haben Sie uns gefragt? Dann tut es uns leid. Fragen Sie auf der Seite noch einmal oder schreiben Sie uns. Dann nehmen wir sie auf.",
    ],
    link: "Ihre Anfrage ansehen",
  },
  message: {
    subject: "Eine neue Nachricht zur Anfrage {reference}",
    body: [
      "Wir haben Ihnen zu Ihrer Anfrage geschrieben.",
      "Zu Ihrem Schutz steht die Nachricht auf Ihrer Seite und nicht in dieser Mail. Dort können Sie antworten.",
    ],
    link: "Die Nachricht lesen",
  },
  unproven_day: {
    subject: "Wir warten auf Ihren Code, Anfrage {reference}",
    body: [
      "Jemand hat uns eine Anfrage geschickt und diese Adresse angegeben. Wir haben nicht angefangen, weil noch niemand den Code eingegeben hat.",
      "Wenn Sie das waren, öffnen Sie die Seite und verlangen Sie einen neuen Code. Das geht bis {until}.",
      "Wenn Sie es nicht waren, müssen Sie nichts tun. Ohne den Code wird niemandem etwas geschickt.",
    ],
    link: "Einen neuen Code bekommen",
  },
  unproven_three_days: {
    subject: "Letzte Erinnerung: ein Code für die Anfrage {reference}",
    body: [
      "Wir warten noch auf den Code für die Anfrage {reference}. Ohne ihn können wir nicht anfangen.",
      "Wenn die Anfrage von Ihnen ist, öffnen Sie die Seite und verlangen Sie einen neuen Code. Nach diesem Tag endet die Anfrage: {until}. Dann können Sie eine neue schicken.",
      "Wenn Sie es nicht waren, müssen Sie nichts tun. Wir schreiben nicht noch einmal wegen des Codes.",
    ],
    link: "Einen neuen Code bekommen",
  },
  question_again: {
    subject: "Bitte beantworten Sie unsere Frage, Anfrage {reference}",
    body: [
      "Wir haben Ihnen eine Frage zu Ihrer Anfrage gestellt und noch keine Antwort.",
      "Die Frage steht auf Ihrer Seite. Sie können sie dort in ein paar Minuten beantworten.",
    ],
    link: "Die Frage beantworten",
  },
  identity_unclear: {
    subject: "Wir wissen noch nicht, ob Sie es sind, Anfrage {reference}",
    body: [
      "Danke für das, was Sie uns geschickt haben. Es zeigt uns noch nicht, dass Sie die Person sind.",
      "Es gibt andere Wege, und die Seite nennt sie. Sie können uns auch anrufen oder auf diese Mail antworten.",
      "Wir fragen, damit niemand sonst Ihre Daten bekommt.",
    ],
    link: "Ansehen, was sonst geht",
  },
  half_time: {
    subject: "Wir arbeiten an der Anfrage {reference}",
    body: [
      "Die Hälfte unserer Zeit ist um. Wir arbeiten noch an Ihrer Anfrage.",
      "Wir antworten bis {due}. Sie müssen nichts tun.",
    ],
    link: "Ansehen, wie weit wir sind",
  },
  late: {
    subject: "Wir sind zu spät mit der Anfrage {reference}",
    body: [
      "Wir haben Ihre Anfrage nicht rechtzeitig beantwortet. Das tut uns leid.",
      "Wir rechnen jetzt damit, bis {until} zu antworten, und arbeiten bis dahin weiter daran.",
      "Sie können sich bei uns oder bei der Behörde beschweren. Die Seite sagt, wie.",
    ],
    link: "Ihre Anfrage ansehen",
  },
  late_open: {
    subject: "Wir sind zu spät mit der Anfrage {reference}",
    body: [
      "Wir haben Ihre Anfrage nicht rechtzeitig beantwortet. Das tut uns leid.",
      "Wir arbeiten weiter daran. Einen Tag können wir noch nicht nennen. Wir schreiben Ihnen, sobald wir geantwortet haben.",
      "Sie können sich bei uns oder bei der Behörde beschweren. Die Seite sagt, wie.",
    ],
    link: "Ihre Anfrage ansehen",
  },
  deletion_preview: {
    subject: "Sehen Sie, was wir löschen werden, Anfrage {reference}",
    body: [
      "Wir haben nachgesehen, was wir löschen können. Die Seite zeigt, was wegkommt, was bleibt und warum.",
      "Noch ist nichts gelöscht. Wenn Sie es sich anders überlegt haben, können Sie dort noch abbrechen.",
      "Wenn alles gut ist, müssen Sie nichts tun.",
    ],
    link: "Ansehen, was gelöscht wird",
  },
  link_ends: {
    subject: "Ihr Download endet bald, Anfrage {reference}",
    body: [
      "Sie können Ihre Daten noch bis {until} herunterladen. Danach können Sie einen neuen Link verlangen.",
      "Zum Schutz Ihrer Daten schicken wir Ihnen vor dem Herunterladen einen neuen Code.",
    ],
    link: "Ihre Daten herunterladen",
  },
  how_did_we_do: {
    subject: "Wie waren wir bei der Anfrage {reference}?",
    body: [
      "Ihre Anfrage ist erledigt. Wir haben eine Frage an Sie und stellen sie nur dieses eine Mal.",
      "Wir zählen nur die Antworten. Wer welche gegeben hat, halten wir nicht fest.",
    ],
    link: "Eine Frage beantworten",
  },
} satisfies Partial<MailTranslation["notices"]>;
