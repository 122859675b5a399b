import type { ShippedWords } from "../shipped.ts";

export const portuguese: ShippedWords = {
  hello: "Olá, {name}:",
  acknowledge: {
    subject: "Temos o seu pedido {reference}",
    body: [
      "Temos o seu pedido. Chegou em {received_day}.",
      "Respondemos até {due_day}. Na sua página pode ver a qualquer momento como está.",
    ],
  },
  detail: {
    subject: "Pode dizer-nos mais? Pedido {reference}",
    body: [
      "Estamos à procura dos seus dados. Para encontrar tudo, falta-nos um detalhe.",
      "Usou connosco outro endereço de email, outro número de telefone ou outro nome? Responda a esta mensagem.",
      "Não é obrigatório dizer-nos. Nesse caso continuamos com o que temos.",
    ],
  },
  identity: {
    subject: "Mostre-nos que é mesmo você, pedido {reference}",
    body: [
      "Antes de entregar dados, temos de ter a certeza de que é mesmo você.",
      "Abra a sua página e escolha uma das formas que ela mostra. Não nos envie por email uma cópia do passaporte ou do documento de identidade.",
    ],
  },
  more_time: {
    subject: "Ainda estamos a tratar do pedido {reference}",
    body: [
      "Ainda estamos a tratar do seu pedido. Demora mais do que pensávamos.",
      "A nossa resposta chega até {due_day}. Não precisa de fazer nada.",
    ],
  },
  not_found: {
    subject: "Ainda não o encontrámos, pedido {reference}",
    body: [
      "Procurámos nos nossos sistemas com o que nos disse. Até agora não encontrámos nada sobre si.",
      "Alguma vez usou connosco outro endereço de email, telefone ou nome? Diga-nos, e procuramos outra vez.",
      "Esta não é a nossa última palavra. A nossa resposta chega até {due_day}.",
    ],
  },
  thanks: {
    subject: "Obrigado, pedido {reference}",
    body: [
      "Obrigado. Temos o que nos enviou.",
      "Agora continuamos com o seu pedido. A nossa resposta chega até {due_day}.",
    ],
  },
  closing: {
    subject: "Está tudo claro? Pedido {reference}",
    body: [
      "Respondemos ao seu pedido. Pensamos que agora está tudo feito.",
      "Falta alguma coisa, ou algo não está claro? Responda a esta mensagem. Também nos encontra aqui: {contact}",
    ],
  },
};
