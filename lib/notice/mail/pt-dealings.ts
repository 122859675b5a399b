import type { MailTranslation } from "./words.ts";

/** Portuguese (Portugal): mails about asking for somebody else, and those that come while a request is worked on. */
export const portugueseDealings = {
  behalf_received: {
    subject: "Recebemos o pedido {reference} por outra pessoa",
    body: [
      "Pediu-nos algo por outra pessoa. Antes de ver os dados dela, temos de saber que pode pedir.",
      "A página diz o que é preciso e em que ponto está.",
    ],
    link: "Ver o que é preciso",
  },
  behalf_accepted: {
    subject: "Pode pedir: o pedido {reference} continua",
    body: [
      "Já sabemos que pode pedir por esta pessoa. O papel que enviou foi apagado.",
      "Começámos o trabalho.",
    ],
    link: "Ver em que ponto está",
  },
  behalf_refused: {
    subject: "Precisamos de outra coisa para o pedido {reference}",
    body: [
      "O que enviou ainda não mostra que pode pedir por esta pessoa. Não procurámos nada dela para si.",
      "A página diz o que mais serve. Qualquer papel que enviou foi apagado.",
    ],
    link: "Ver o que mais serve",
  },
  behalf_revoked: {
    subject: "A pessoa disse que não, pedido {reference}",
    body: [
      "A pessoa não quer que peça por ela. Parámos e não lhe enviamos nada.",
      "Fale com ela, se acha que é um engano.",
    ],
    link: "Ver em que ponto está",
  },
  behalf_asked: {
    subject: "Alguém pode pedir por si? Diga sim ou não",
    body: [
      "Alguém nos pede dados pessoais e diz que tem a sua autorização. Deram-nos este endereço.",
      "A página diz quem é e o que pede. Lá pode dizer sim ou não.",
      "Se não fizer nada, nada acontece, e ninguém recebe os seus dados.",
    ],
    link: "Ver, e dizer sim ou não",
  },
  behalf_to_agent: {
    subject: "Uma resposta sobre si vai para outra pessoa",
    body: [
      "Alguém nos mostrou um papel com a sua assinatura. Por isso, a nossa resposta sobre os seus dados vai para essa pessoa.",
      "Esperamos três dias antes de a enviar. Se não quer isto, diga não na página.",
      "Se está certo, não precisa de fazer nada.",
    ],
    link: "Ver, ou dizer não",
  },
  merged: {
    subject: "Pedido duas vezes: respondemos em {other}",
    body: [
      "Pediu-nos duas vezes o mesmo: com {reference} e com {other}. Respondemos uma vez, em {other}. Esse pedido chegou primeiro, por isso conta o seu dia.",
      "O seu pedido {reference} está fechado. Nada se perde.",
      "Se queria outra coisa, diga-nos. Então retomamo-lo.",
    ],
    link: "Ver o seu pedido",
  },
  closed_spam: {
    subject: "Fechámos o pedido {reference}",
    body: [
      "Alguém nos enviou um pedido com este endereço. Parecia spam. Duas pessoas nossas viram-no e fecharam-no. Nada foi enviado a ninguém.",
      "Foi o seu pedido? Então pedimos desculpa. Peça outra vez na página ou escreva-nos. Então retomamo-lo.",
    ],
    link: "Ver o seu pedido",
  },
  message: {
    subject: "Uma nova mensagem sobre o pedido {reference}",
    body: [
      "Escrevemos-lhe sobre o seu pedido.",
      "Para sua proteção, a mensagem está na sua página e não neste e-mail. Pode responder lá.",
    ],
    link: "Ler a mensagem",
  },
  unproven_day: {
    subject: "Esperamos o seu código, pedido {reference}",
    body: [
      "Alguém nos enviou um pedido e deu este endereço. Não começámos, porque ainda ninguém escreveu o código.",
      "Se o pedido é seu, abra a página e peça um novo código. Pode fazê-lo até {until}.",
      "Se não é seu, não precisa de fazer nada. Sem o código, nada é enviado a ninguém.",
    ],
    link: "Receber um novo código",
  },
  unproven_three_days: {
    subject: "Último aviso: um código para o pedido {reference}",
    body: [
      "Ainda esperamos o código do pedido {reference}. Sem ele não podemos começar.",
      "Se o pedido é seu, abra a página e peça um novo código. O pedido termina depois deste dia: {until}. Depois pode enviar um novo.",
      "Se não é seu, não precisa de fazer nada. Não voltamos a escrever sobre o código.",
    ],
    link: "Receber um novo código",
  },
  question_again: {
    subject: "Responda à nossa pergunta, pedido {reference}",
    body: [
      "Fizemos-lhe uma pergunta sobre o seu pedido e ainda não temos resposta.",
      "A pergunta está na sua página. Pode responder lá em poucos minutos.",
    ],
    link: "Responder à pergunta",
  },
  identity_unclear: {
    subject: "Ainda não sabemos quem pede, pedido {reference}",
    body: [
      "Agradecemos o que nos enviou. Ainda não nos mostra que é a própria pessoa.",
      "Há outras formas, e a página mostra-as. Também nos pode ligar ou responder a este e-mail.",
      "Pedimos isto para que mais ninguém receba os seus dados.",
    ],
    link: "Ver o que mais serve",
  },
  half_time: {
    subject: "Estamos a trabalhar no pedido {reference}",
    body: [
      "Passou metade do nosso tempo. Ainda estamos a trabalhar no seu pedido.",
      "Respondemos até {due}. Não precisa de fazer nada.",
    ],
    link: "Ver em que ponto estamos",
  },
  late: {
    subject: "Estamos atrasados com o pedido {reference}",
    body: [
      "Não respondemos a tempo ao seu pedido. Pedimos desculpa.",
      "Contamos agora responder até {until}, e até lá continuamos a trabalhar.",
      "Pode reclamar a nós ou à autoridade. A página diz como.",
    ],
    link: "Ver o seu pedido",
  },
  late_open: {
    subject: "Estamos atrasados com o pedido {reference}",
    body: [
      "Não respondemos a tempo ao seu pedido. Pedimos desculpa.",
      "Continuamos a trabalhar nele. Ainda não podemos dizer um dia. Escrevemos-lhe assim que tivermos respondido.",
      "Pode reclamar a nós ou à autoridade. A página diz como.",
    ],
    link: "Ver o seu pedido",
  },
  deletion_preview: {
    subject: "Veja o que vamos apagar, pedido {reference}",
    body: [
      "Vimos o que podemos apagar. A página mostra o que sai, o que fica e porquê.",
      "Ainda nada foi apagado. Se mudou de ideias, ainda pode cancelar lá.",
      "Se está tudo bem, não precisa de fazer nada.",
    ],
    link: "Ver o que vai ser apagado",
  },
  link_ends: {
    subject: "O seu download termina em breve, pedido {reference}",
    body: [
      "Ainda pode descarregar os seus dados até {until}. Depois pode pedir uma nova ligação.",
      "Para proteger os seus dados, enviamos-lhe um novo código antes de os descarregar.",
    ],
    link: "Descarregar os seus dados",
  },
  how_did_we_do: {
    subject: "Como correu o pedido {reference}?",
    body: [
      "O seu pedido está concluído. Temos uma pergunta para si, e só a fazemos esta vez.",
      "Só contamos as respostas. Não guardamos quem deu qual.",
    ],
    link: "Responder a uma pergunta",
  },
} satisfies Partial<MailTranslation["notices"]>;
