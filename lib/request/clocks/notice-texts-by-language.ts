import type { FeeReason } from "#lib/law/duties/fees.ts";
import type { ExtensionReason } from "#lib/law/regime.ts";

/** What the person is told of questions, more time and fees: plain words for a reading age of 9 to 12, by language. */
export type NoticeTexts = {
  waits: string;
  runsOn: (by: string) => string;
  extension: Record<ExtensionReason, string>;
  fee: Record<FeeReason, string>;
};

export const de: NoticeTexts = {
  waits: "Unsere Zeit für die Antwort steht still, bis Sie antworten. Dann läuft sie weiter.",
  runsOn: (by) =>
    `Unsere Zeit für die Antwort läuft weiter, während wir warten. Wir wollen trotzdem bis ${by} antworten.`,
  extension: {
    complexity: "Ihre Anfrage ist schwierig zu beantworten.",
    number_of_requests: "Es sind viele Anfragen zu beantworten.",
    third_party_consultation: "Wir müssen andere fragen, bevor wir antworten können.",
    reasonably_necessary: "Wir brauchen mehr Zeit, um gut zu antworten.",
  },
  fee: {
    unfounded: "Wir meinen, dass es für diese Anfrage klar keinen Grund gibt.",
    excessive: "Diese Anfrage geht viel weiter als nötig.",
    repetitive: "Sie haben schon mehrmals um dasselbe gebeten.",
    further_copy: "Sie haben schon eine Kopie bekommen. Dies ist eine weitere Kopie.",
    disproportionate_effort: "Diese Anfrage macht ungewöhnlich viel Arbeit.",
    actual_cost: "So viel kostet uns die Kopie.",
  },
};

export const fr: NoticeTexts = {
  waits: "Notre temps pour répondre s’arrête jusqu’à votre réponse. Ensuite, il reprend.",
  runsOn: (by) =>
    `Notre temps pour répondre continue pendant que nous attendons. Nous voulons toujours répondre au plus tard le ${by}.`,
  extension: {
    complexity: "Il est difficile de répondre à votre demande.",
    number_of_requests: "Il y a beaucoup de demandes auxquelles répondre.",
    third_party_consultation: "Nous devons demander à d’autres avant de pouvoir répondre.",
    reasonably_necessary: "Il nous faut plus de temps pour bien répondre.",
  },
  fee: {
    unfounded: "Nous pensons que cette demande n’a clairement pas de raison.",
    excessive: "Cette demande va bien plus loin que nécessaire.",
    repetitive: "Vous avez déjà demandé la même chose plusieurs fois.",
    further_copy: "Vous avez déjà eu une copie. Celle-ci est une copie de plus.",
    disproportionate_effort: "Cette demande donne bien plus de travail que d’habitude.",
    actual_cost: "C’est ce que la copie nous coûte.",
  },
};

export const es: NoticeTexts = {
  waits: "Nuestro plazo para responder se para hasta que usted conteste. Después sigue.",
  runsOn: (by) =>
    `Nuestro plazo para responder sigue mientras esperamos. Aun así queremos responder, como muy tarde, el ${by}.`,
  extension: {
    complexity: "Su solicitud es difícil de responder.",
    number_of_requests: "Hay muchas solicitudes que responder.",
    third_party_consultation: "Tenemos que preguntar a otros antes de poder responder.",
    reasonably_necessary: "Necesitamos más tiempo para responder bien.",
  },
  fee: {
    unfounded: "Creemos que está claro que esta solicitud no tiene motivo.",
    excessive: "Esta solicitud va mucho más lejos de lo necesario.",
    repetitive: "Ya ha pedido lo mismo varias veces.",
    further_copy: "Ya recibió una copia. Esta es una copia más.",
    disproportionate_effort: "Esta solicitud da mucho más trabajo de lo normal.",
    actual_cost: "Esto es lo que nos cuesta la copia.",
  },
};
