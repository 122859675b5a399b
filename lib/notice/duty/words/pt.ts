import { type DutyWords, periodIn } from "./catalogue.ts";

const units = {
  month: { one: "mês", other: "meses" },
  day: { one: "dia", other: "dias" },
  business_day: { one: "dia útil", other: "dias úteis" },
} as const;

/** Portuguese. */
export const pt: DutyWords = {
  locale: "pt-PT",
  subject: {
    acknowledgement: "Recebemos o seu pedido",
    extension: "Precisamos de mais tempo para o seu pedido",
    refusal: "A nossa resposta ao seu pedido",
    partial_refusal: "A nossa resposta ao seu pedido",
    not_held: "A nossa resposta ao seu pedido",
    granted: "A nossa resposta ao seu pedido",
    fee: "Sobre os custos do seu pedido",
    question: "Uma pergunta sobre o seu pedido",
    appeal_granted: "A nossa resposta ao seu recurso",
    appeal_denied: "A nossa resposta ao seu recurso",
    complaint_acknowledgement: "Recebemos a sua queixa",
    complaint_outcome: "A nossa resposta à sua queixa",
    opt_out_done: "Fizemos o que pediu, pedido",
  },
  title: {
    acknowledgement: "Recebemos o seu pedido",
    extension: "Precisamos de mais tempo",
    refusal: "Não podemos fazer o que pediu",
    partial_refusal: "Podemos fazer uma parte do que pediu",
    not_held: "Não encontrámos dados sobre si",
    granted: "Fizemos o que pediu",
    fee: "Isto teria um custo",
    question: "Precisamos de algo da sua parte",
    appeal_granted: "Tinha razão",
    appeal_denied: "A nossa resposta mantém-se",
    complaint_acknowledgement: "Recebemos a sua queixa",
    complaint_outcome: "O que resultou da sua queixa",
    opt_out_done: "Parámos",
  },
  lead: {
    acknowledgement: (right) => `Obrigado. Pediu-nos ${right}.`,
    extension: (right) => `Pediu-nos ${right}. Estamos a tratar disso, mas demora mais do que dissemos.`,
    refusal: (right) => `Pediu-nos ${right}. Decidimos que não o podemos fazer.`,
    partial_refusal: (right) => `Pediu-nos ${right}. Podemos fazer uma parte, mas não tudo.`,
    not_held: (right) =>
      `Pediu-nos ${right}. Procurámos em todos os nossos sistemas e não encontrámos dados sobre si.`,
    granted: (right) => `Pediu-nos ${right}. Já o fizemos.`,
    fee: (right) => `Pediu-nos ${right}. Para isso teríamos de lhe pedir dinheiro.`,
    question: (right) => `Pediu-nos ${right}. Para continuar, precisamos de algo da sua parte.`,
    appeal_granted: () =>
      "Pediu-nos que víssemos de novo a nossa resposta. Outra pessoa viu-a e dá-lhe razão.",
    appeal_denied: () =>
      "Pediu-nos que víssemos de novo a nossa resposta. Outra pessoa viu-a e chegou à mesma conclusão.",
    complaint_acknowledgement: () => "Obrigado por nos ter dito. Estamos a ver a sua queixa.",
    complaint_outcome: () => "Fez-nos uma queixa. Já a vimos.",
    opt_out_done: (right) => `Pediu-nos ${right}. Já o fizemos. Vale a partir de agora.`,
  },
  right: {
    access: "uma cópia dos seus dados",
    portability: "os seus dados para os levar consigo",
    rectification: "uma correção",
    erasure: "que apagássemos os seus dados",
    restriction: "um limite ao uso dos seus dados",
    objection: "que deixássemos de usar os seus dados",
    opt_out: "que não vendêssemos nem partilhássemos os seus dados, e nenhuma publicidade",
    limit_sensitive: "um limite ao uso de dados sensíveis",
    automated_decision_review: "que uma pessoa visse uma decisão",
    appeal: "uma nova análise",
    complaint: "uma resposta a uma queixa",
  },
  heading: {
    need: "Do que precisamos da sua parte",
    cost: "Quanto custaria",
    why: "Porquê",
    done: "O que fizemos",
    check: "Como verificamos quem pede",
    next: "O que pode fazer",
  },
  contact: {
    heading: "A quem perguntar",
    write: (legalName, contact) => `${legalName}: ${contact}`,
    quote: (reference) => `Indique a referência ${reference}.`,
  },
  reference: (reference) => `Referência ${reference}`,
  page: "Ver o seu pedido",
  pageNumber: (n, all) => `Página ${n} de ${all}`,
  cannotDraw:
    "Onde este PDF mostra […], não consegue desenhar as letras de um nome ou palavra. Na sua página estão completas.",
  days: {
    receipt_day: (day) => `Data em que o recebemos: ${day}.`,
    first_day: (day) => `Tínhamos dito que responderíamos até ${day}.`,
    new_day: (day) => `Agora respondemos até ${day}.`,
    expected_date: (day) => `Respondemos até ${day}.`,
    decided_on: (day) => `Data em que o decidimos: ${day}.`,
    reply_by: (day) => `Responda, por favor, até ${day}.`,
    recourse_deadline: (day) => `Pode fazê-lo até ${day}.`,
  },
  around: {
    legal_basis: (text) => `Isto baseia-se em: ${text}`,
    fee_amount: (text) => `Custaria: ${text}`,
  },
  ours: {
    law: ({ laws }) => `A lei que se aplica é: ${laws}.`,
    reasons: () =>
      "Procurámos em cada um dos nossos sistemas com o que nos deu. Nenhum deles tem dados sobre si.",
    verification_process: ({ check }) =>
      check.most === "nothing"
        ? "Para isto não tem de mostrar quem é. Só pedimos o que é preciso para o encontrar nos nossos sistemas."
        : [
            check.codeGiven
              ? "Escreveu o código que lhe enviámos. Assim sabemos que o endereço de e-mail é seu."
              : "Enviamos um código para o seu endereço de e-mail. Se o escrever na nossa página, sabemos que o endereço é seu.",
            "Procuramos os seus dados com esse endereço.",
            check.dataPoints === null
              ? "Se não tivermos a certeza, perguntamos-lhe coisas que já sabemos de si. Pedimos o mínimo possível."
              : `Se não tivermos a certeza, perguntamos-lhe coisas que já sabemos de si: no máximo ${check.dataPoints}.`,
            "A verificação não custa nada e não precisa de conta.",
          ].join(" "),
    rest_complied_with: () => "Fizemos tudo o resto que pediu.",
    complaint_authority: ({ authorities }) =>
      `Se acha que estamos errados, pode queixar-se à autoridade. Ela protege estes direitos, e é grátis: ${authorities}`,
    court: () => "Também pode ir a tribunal.",
    complaint_to_company: ({ email, reference }) =>
      `Pode queixar-se primeiro a nós. Escreva para ${email} e indique ${reference}. Vemos de novo e dizemos-lhe o que resulta.`,
    recourse: ({ authorities }) =>
      authorities === ""
        ? "Se não concorda, pode pedir a um tribunal que veja a nossa resposta."
        : `Se não concorda, pode pedir que vejam a nossa resposta aqui: ${authorities}`,
    appeal_route: ({ page, email }) =>
      `Se não concorda, pode recorrer. É grátis. Abra a sua página (${page}) ou escreva para ${email}. Quem vai ver é alguém que não decidiu antes.`,
    appeal_deadline: ({ appealWithin }) =>
      appealWithin
        ? `Terá a resposta ao recurso dentro de ${periodIn(appealWithin, units, "pt")}.`
        : "Terá em breve a resposta ao recurso.",
    attorney_general: ({ attorneysGeneral }) =>
      `Se acha que estamos errados, pode dizê-lo ao procurador-geral (Attorney General) do seu estado: ${attorneysGeneral}`,
    may_withdraw: () => "Não tem de pagar. Pode retirar o seu pedido agora, e então não lhe custa nada.",
    fallback_if_unverified: () =>
      "Não conseguimos ter a certeza de que é a própria pessoa. Por isso dizemos-lhe que tipos de dados temos, e não os dados.",
    treated_as_opt_out: () =>
      "Não conseguimos ter a certeza de que é a própria pessoa. Por isso deixámos de vender e partilhar os dados, como se o tivesse pedido.",
    offer_opt_out: ({ ask }) =>
      `Quer que deixemos de vender e partilhar os seus dados? Pode pedi-lo aqui, sem mostrar quem é: ${ask}`,
    statement_may_be_attached: ({ email }) =>
      `Pode enviar-nos um texto curto que diga o que acha errado. Guardamo-lo com os dados. Envie-o para ${email}.`,
    record_kept: ({ recordKept }) =>
      `Guardamos uma nota de que pediu e do que fizemos${recordKept ? `, durante ${periodIn(recordKept, units, "pt")}` : ""}. Temos de o poder mostrar.`,
    right_to_correct: () => "Se alguns dados estiverem errados, pode pedir-nos que os corrijamos.",
    who_is_responsible: ({ legalName, contact }) => `${legalName} responde por estes dados: ${contact}`,
  },
};
