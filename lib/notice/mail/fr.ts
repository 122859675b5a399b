import { frenchDealings } from "./fr-dealings.ts";
import type { MailTranslation } from "./words.ts";

/** French. The same mails to the person as in English. */
export const french: MailTranslation = {
  notices: {
    code: {
      subject: "Votre code pour la demande {reference}",
      body: [
        "Quelqu’un nous a demandé des données personnelles et a donné cette adresse. Si c’était vous, tapez ce code sur la page :",
        "{code}",
        "Ou ouvrez le lien sur l’appareil où vous avez demandé. Les deux valent {minutes} minutes, une fois.",
        "Si ce n’était pas vous, vous n’avez rien à faire. Sans ce code, rien n’est envoyé à personne.",
      ],
      link: "Continuer sans taper le code",
    },
    sign_in: {
      subject: "Votre code pour voir vos demandes",
      body: [
        "Quelqu’un veut voir ce qui a été demandé avec cette adresse. Si c’est vous, tapez ce code sur la page :",
        "{code}",
        "Ou ouvrez le lien sur l’appareil où vous l’avez demandé. Les deux marchent {minutes} minutes, une fois.",
        "Si ce n’était pas vous, vous n’avez rien à faire. Sans ce code, personne ne voit rien.",
      ],
      link: "Continuer sans taper le code",
    },
    find_nothing: {
      subject: "Aucune demande avec cette adresse",
      body: [
        "Quelqu’un voulait les numéros de toutes les demandes avec cette adresse. Il n’y en a pas.",
        "Avez-vous pris une autre adresse ? Essayez alors celle-là. Si ce n’était pas vous, vous n’avez rien à faire.",
      ],
      link: "Chercher une demande",
    },
    second_asked: {
      subject: "Encore une vérification pour la demande {reference}",
      body: [
        "Votre demande touche à des choses sensibles. Pour que la réponse n’arrive qu’à vous, nous demandons un deuxième code.",
        "Nous l’envoyons à une autre adresse que nous avons déjà de vous. Vous choisissez laquelle.",
        "D’ici là, nous gardons votre réponse en sécurité.",
      ],
      link: "Faire la deuxième vérification",
    },
    second_code: {
      subject: "Un deuxième code pour la demande {reference}",
      body: [
        "Quelqu’un nous a demandé des données que nous avons sous cette adresse. Pour être sûrs que c’est vous, il nous faut aussi un code de cette boîte :",
        "{code}",
        "Il marche {minutes} minutes, sur l’appareil où vous l’avez demandé.",
        "Si ce n’était pas vous, répondez à ce message. Sans ce code, personne ne reçoit rien.",
      ],
      link: "Ouvrir la page du code",
    },
    ready: {
      subject: "Vos données sont prêtes, demande {reference}",
      body: [
        "Vous pouvez télécharger la copie de vos données jusqu’à cette date : {until}. Ensuite, vous pouvez demander un nouveau lien.",
        "Pour protéger vos données, nous vous envoyons un nouveau code avant le téléchargement.",
      ],
      link: "Télécharger vos données",
    },
    renewed: {
      subject: "Un nouveau lien pour la demande {reference}",
      body: ["Vous pouvez de nouveau télécharger vos données, jusqu’à cette date : {until}."],
      link: "Télécharger vos données",
    },
    cancelled: {
      subject: "La demande {reference} est annulée",
      body: [
        "Votre demande a été annulée. Nous ne recueillons et n’envoyons plus rien pour elle.",
        "Si ce n’était pas vous, dites-le-nous.",
      ],
      link: "Voir votre demande",
    },
    corrected: {
      subject: "Nous avons corrigé une chose, demande {reference}",
      body: [
        "Nous avions noté quelque chose de faux sur votre demande. C’est juste maintenant.",
        "Nous avons reçu votre demande à cette date : {received}. Nous répondrons au plus tard à cette date : {due}.",
        "Vous n’avez rien à faire. La page dit comment nous avons trouvé ce jour.",
      ],
      link: "Voir votre demande",
    },
    corrected_waiting: {
      subject: "Nous avons corrigé une chose, demande {reference}",
      body: [
        "Nous avions noté quelque chose de faux sur votre demande. C’est juste maintenant.",
        "Nous avons reçu votre demande à cette date : {received}. Le jour de notre réponse dépend de votre réponse à notre question.",
      ],
      link: "Voir votre demande",
    },
    kept_erased: {
      subject: "Le reste est effacé aussi, demande {reference}",
      body: [
        "Quand nous avons effacé vos données, nous vous avons dit que la loi nous oblige à en garder une partie quelque temps.",
        "Ce temps est passé. Nous avons effacé cette partie et vérifié qu’elle n’est plus là.",
        "Vous n’avez rien à faire.",
      ],
      link: "Voir votre demande",
    },
    transmitted: {
      subject: "Vos données ont été transmises, demande {reference}",
      body: [
        "Vous nous avez demandé d’envoyer vos données directement à une autre entreprise. Nous les avons envoyées, et elle les a prises.",
        "La page montre le numéro de contrôle du fichier. L’autre entreprise peut le comparer avec ce qu’elle a reçu.",
      ],
      link: "Voir ce qui a été envoyé",
    },
    not_transmitted: {
      subject: "Vos données n’ont pas été transmises, demande {reference}",
      body: [
        "Vous nous avez demandé d’envoyer vos données directement à une autre entreprise. Cela n’a pas marché, et la page dit pourquoi.",
        "Vous pouvez toujours prendre vos données vous-même et les lui donner. Vous pouvez aussi nous indiquer une autre adresse.",
      ],
      link: "Voir pourquoi",
    },
    restriction_ends: {
      subject: "Vos données serviront bientôt à nouveau, {reference}",
      body: [
        "Vous nous avez demandé de garder vos données sans les utiliser. C’est ce que nous avons fait.",
        "À partir de cette date, nous pourrons de nouveau les utiliser : {until}. Nous vous le disons avant.",
        "Si vous pensez que c’est une erreur, répondez à ce message avant ce jour.",
      ],
      link: "Voir votre demande",
    },
    draft: {
      subject: "Continuez avec vos réponses",
      body: [
        "Vous nous avez demandé de garder vos réponses. Rien n’a encore été envoyé.",
        "Le lien marche {days} jours, sur tout appareil. Appuyez sur le bouton de la page pour continuer.",
        "Si ce n’était pas vous, vous n’avez rien à faire. Les réponses sont alors effacées.",
      ],
      link: "Continuer avec mes réponses",
    },
    find: {
      subject: "Vos demandes",
      body: ["Vous nous avez demandé les numéros de vos demandes. Les voici :", "{references}"],
      link: "Ouvrir une demande",
    },
    ...frenchDealings,
  },
  foot: ["{company}, {contact}", "Vous pouvez répondre à ce message. Une personne lira votre réponse."],
};
