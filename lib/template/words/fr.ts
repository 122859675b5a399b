import type { ShippedWords } from "../shipped.ts";

export const french: ShippedWords = {
  hello: "Bonjour {name},",
  acknowledge: {
    subject: "Nous avons votre demande {reference}",
    body: [
      "Nous avons votre demande. Elle est arrivée le {received_day}.",
      "Nous répondrons au plus tard le {due_day}. Vous pouvez voir à tout moment sur votre page où elle en est.",
    ],
  },
  detail: {
    subject: "Pouvez-vous nous en dire plus ? {reference}",
    body: [
      "Nous cherchons vos données. Pour tout trouver, il nous faut encore un détail.",
      "Aviez-vous chez nous une autre adresse e-mail, un autre numéro de téléphone ou un autre nom ? Répondez à ce message.",
      "Vous n’êtes pas obligé de nous le dire. Nous continuerons alors avec ce que nous avons.",
    ],
  },
  identity: {
    subject: "Montrez-nous que c’est bien vous, {reference}",
    body: [
      "Avant de donner des données, nous devons être sûrs que c’est bien vous.",
      "Ouvrez votre page et choisissez l’un des moyens proposés. Ne nous envoyez pas de copie de passeport ou de carte d’identité par e-mail.",
    ],
  },
  more_time: {
    subject: "Nous travaillons encore sur {reference}",
    body: [
      "Nous travaillons encore sur votre demande. Cela prend plus de temps que prévu.",
      "Notre réponse arrivera au plus tard le {due_day}. Vous n’avez rien à faire.",
    ],
  },
  not_found: {
    subject: "Nous ne vous avons pas encore trouvé, {reference}",
    body: [
      "Nous avons cherché dans nos systèmes avec ce que vous nous avez dit. Jusqu’ici, nous n’avons rien trouvé sur vous.",
      "Aviez-vous chez nous une autre adresse e-mail, un autre numéro de téléphone ou un autre nom ? Dites-le-nous, et nous chercherons encore.",
      "Ce n’est pas notre dernier mot. Notre réponse arrivera au plus tard le {due_day}.",
    ],
  },
  thanks: {
    subject: "Merci, demande {reference}",
    body: [
      "Merci. Nous avons reçu ce que vous avez envoyé.",
      "Nous continuons maintenant. Notre réponse arrivera au plus tard le {due_day}.",
    ],
  },
  closing: {
    subject: "Tout est clair ? Demande {reference}",
    body: [
      "Nous avons répondu à votre demande. Nous pensons que tout est fait.",
      "Il manque quelque chose, ou quelque chose n’est pas clair ? Répondez à ce message. Vous pouvez aussi nous joindre ici : {contact}",
    ],
  },
};
