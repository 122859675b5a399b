import type { MailTranslation } from "./words.ts";

/** French: mails about asking for somebody else, and those that come while a request is worked on. */
export const frenchDealings = {
  behalf_received: {
    subject: "Bien reçu : votre demande {reference} pour quelqu’un",
    body: [
      "Vous nous avez demandé quelque chose pour une autre personne. Avant de regarder ses données, nous devons savoir que vous en avez le droit.",
      "La page dit ce qu’il faut et où nous en sommes.",
    ],
    link: "Voir ce qu’il faut",
  },
  behalf_accepted: {
    subject: "Vous pouvez demander : la demande {reference} continue",
    body: [
      "Nous savons maintenant que vous pouvez demander pour cette personne. Le papier que vous avez envoyé est effacé.",
      "Nous avons commencé le travail.",
    ],
    link: "Voir où nous en sommes",
  },
  behalf_refused: {
    subject: "Il nous faut autre chose pour la demande {reference}",
    body: [
      "Ce que vous avez envoyé ne montre pas encore que vous pouvez demander pour cette personne. Nous n’avons rien cherché sur elle pour vous.",
      "La page dit ce qui marche aussi. Tout papier que vous avez envoyé est effacé.",
    ],
    link: "Voir ce qui marche aussi",
  },
  behalf_revoked: {
    subject: "La personne a dit non, demande {reference}",
    body: [
      "La personne ne veut pas que vous demandiez pour elle. Nous avons arrêté et ne vous envoyons rien.",
      "Parlez-lui si vous pensez que c’est une erreur.",
    ],
    link: "Voir où nous en sommes",
  },
  behalf_asked: {
    subject: "Quelqu’un peut-il demander pour vous ? Dites oui ou non",
    body: [
      "Quelqu’un nous demande des données personnelles et dit que vous l’avez permis. On nous a donné cette adresse.",
      "La page dit qui c’est et ce qui est demandé. Vous pouvez y dire oui ou non.",
      "Si vous ne faites rien, il ne se passe rien, et personne ne reçoit vos données.",
    ],
    link: "Regarder, et dire oui ou non",
  },
  behalf_to_agent: {
    subject: "Une réponse sur vous ira à quelqu’un d’autre",
    body: [
      "Quelqu’un nous a montré un papier que vous avez signé. D’après ce papier, notre réponse sur vos données ira à cette personne.",
      "Nous attendons trois jours avant de l’envoyer. Si vous ne le voulez pas, dites non sur la page.",
      "Si c’est juste, vous n’avez rien à faire.",
    ],
    link: "Regarder, ou dire non",
  },
  merged: {
    subject: "Demandé deux fois : notre réponse est sous {other}",
    body: [
      "Vous nous avez demandé deux fois la même chose : avec {reference} et avec {other}. Nous vous répondons une fois, sous {other}. Cette demande est arrivée en premier, donc sa date compte.",
      "Votre demande {reference} est close. Rien n’est perdu.",
      "Si vous vouliez autre chose, dites-le-nous. Nous la reprendrons.",
    ],
    link: "Voir votre demande",
  },
  closed_spam: {
    subject: "Nous avons clos la demande {reference}",
    body: [
      "Quelqu’un nous a envoyé une demande avec cette adresse. Elle ressemblait à du spam. Deux personnes de chez nous l’ont regardée et l’ont close. Rien n’a été envoyé à personne.",
      "Est-ce vous qui avez demandé ? Alors nous sommes désolés. Demandez de nouveau sur la page, ou écrivez-nous. Nous la reprendrons.",
    ],
    link: "Voir votre demande",
  },
  message: {
    subject: "Un nouveau message sur la demande {reference}",
    body: [
      "Nous vous avons écrit au sujet de votre demande.",
      "Pour vous protéger, le message est sur votre page et non dans cet e-mail. Vous pouvez y répondre là.",
    ],
    link: "Lire le message",
  },
  unproven_day: {
    subject: "Nous attendons votre code, demande {reference}",
    body: [
      "Quelqu’un nous a envoyé une demande et a donné cette adresse. Nous n’avons pas commencé, car personne n’a encore entré le code.",
      "Si c’était vous, ouvrez la page et demandez un nouveau code. C’est possible jusqu’à cette date : {until}.",
      "Si ce n’était pas vous, vous n’avez rien à faire. Sans le code, rien n’est envoyé à personne.",
    ],
    link: "Recevoir un nouveau code",
  },
  unproven_three_days: {
    subject: "Dernier rappel : un code pour la demande {reference}",
    body: [
      "Nous attendons encore le code de la demande {reference}. Sans lui, nous ne pouvons pas commencer.",
      "Si c’est votre demande, ouvrez la page et demandez un nouveau code. La demande prend fin après cette date : {until}. Vous pourrez alors en envoyer une nouvelle.",
      "Si ce n’était pas vous, vous n’avez rien à faire. Nous n’écrirons plus au sujet du code.",
    ],
    link: "Recevoir un nouveau code",
  },
  question_again: {
    subject: "Répondez à notre question, demande {reference}",
    body: [
      "Nous vous avons posé une question sur votre demande et n’avons pas encore de réponse.",
      "La question est sur votre page. Vous pouvez y répondre là en quelques minutes.",
    ],
    link: "Répondre à la question",
  },
  identity_unclear: {
    subject: "Nous ne savons pas encore si c’est vous, {reference}",
    body: [
      "Merci pour ce que vous nous avez envoyé. Cela ne nous montre pas encore que vous êtes la bonne personne.",
      "Il y a d’autres moyens, et la page les montre. Vous pouvez aussi nous appeler ou répondre à cet e-mail.",
      "Nous le demandons pour que personne d’autre ne reçoive vos données.",
    ],
    link: "Voir ce qui marche aussi",
  },
  half_time: {
    subject: "Nous travaillons sur la demande {reference}",
    body: [
      "La moitié de notre délai est passée. Nous travaillons encore sur votre demande.",
      "Nous répondrons au plus tard à cette date : {due}. Vous n’avez rien à faire.",
    ],
    link: "Voir où nous en sommes",
  },
  late: {
    subject: "Nous sommes en retard pour la demande {reference}",
    body: [
      "Nous n’avons pas répondu à temps à votre demande. Nous en sommes désolés.",
      "Nous pensons maintenant répondre au plus tard à cette date : {until}. Nous y travaillons jusque-là.",
      "Vous pouvez vous plaindre auprès de nous ou de l’autorité. La page dit comment.",
    ],
    link: "Voir votre demande",
  },
  late_open: {
    subject: "Nous sommes en retard pour la demande {reference}",
    body: [
      "Nous n’avons pas répondu à temps à votre demande. Nous en sommes désolés.",
      "Nous continuons d’y travailler. Nous ne pouvons pas encore donner de jour. Nous vous écrirons dès que nous aurons répondu.",
      "Vous pouvez vous plaindre auprès de nous ou de l’autorité. La page dit comment.",
    ],
    link: "Voir votre demande",
  },
  deletion_preview: {
    subject: "Voyez ce que nous allons effacer, demande {reference}",
    body: [
      "Nous avons regardé ce que nous pouvons effacer. La page montre ce qui part, ce qui reste et pourquoi.",
      "Rien n’est encore effacé. Si vous avez changé d’avis, vous pouvez encore annuler là.",
      "Si tout va bien, vous n’avez rien à faire.",
    ],
    link: "Voir ce qui sera effacé",
  },
  link_ends: {
    subject: "Votre téléchargement finit bientôt, demande {reference}",
    body: [
      "Vous pouvez encore télécharger vos données jusqu’à cette date : {until}. Ensuite, vous pouvez demander un nouveau lien.",
      "Pour protéger vos données, nous vous envoyons un nouveau code avant le téléchargement.",
    ],
    link: "Télécharger vos données",
  },
  how_did_we_do: {
    subject: "Comment s’est passée la demande {reference} ?",
    body: [
      "Votre demande est terminée. Nous avons une question pour vous, et nous ne la posons que cette fois.",
      "Nous comptons seulement les réponses. Nous ne gardons pas qui a donné laquelle.",
    ],
    link: "Répondre à une question",
  },
} satisfies Partial<MailTranslation["notices"]>;
