import { portugueseDealings } from "./pt-dealings.ts";
import type { MailTranslation } from "./words.ts";

/** Portuguese (Portugal). The same mails to the person as in English. */
export const portuguese: MailTranslation = {
  notices: {
    code: {
      subject: "O seu código para o pedido {reference}",
      body: [
        "Alguém nos pediu dados pessoais e deu este endereço. Se o pedido é seu, escreva este código na página:",
        "{code}",
        "Ou abra a ligação no aparelho onde pediu. Ambos valem {minutes} minutos, uma vez.",
        "Se não é seu, não precisa de fazer nada. Sem este código, nada é enviado a ninguém.",
      ],
      link: "Continuar sem escrever o código",
    },
    sign_in: {
      subject: "O seu código para ver os seus pedidos",
      body: [
        "Alguém quer ver o que foi pedido com este endereço. Se é a própria pessoa, escreva este código na página:",
        "{code}",
        "Ou abra a ligação no aparelho onde pediu. Ambos valem {minutes} minutos, uma vez.",
        "Se não pediu isto, não precisa de fazer nada. Sem este código, ninguém vê nada.",
      ],
      link: "Continuar sem escrever o código",
    },
    second_asked: {
      subject: "Mais uma verificação para o pedido {reference}",
      body: [
        "O que pediu é sensível. Para que chegue só a si, pedimos mais um código.",
        "Enviamo-lo para outro endereço seu que já temos. Pode escolher qual.",
        "Até lá, guardamos a resposta em segurança.",
      ],
      link: "Fazer a segunda verificação",
    },
    second_code: {
      subject: "Um segundo código para o pedido {reference}",
      body: [
        "Alguém nos pediu dados que temos com este endereço. Para saber que é a própria pessoa, pedimos também um código desta caixa de correio:",
        "{code}",
        "Vale {minutes} minutos, no aparelho onde o pediu.",
        "Se não pediu isto, responda a este e-mail. Sem este código, ninguém recebe nada.",
      ],
      link: "Abrir a página para o código",
    },
    find_nothing: {
      subject: "Nenhum pedido com este endereço",
      body: [
        "Alguém queria os números de todos os pedidos feitos com este endereço. Não há nenhum.",
        "Usou outro endereço? Tente então com esse. Se não pediu isto, não precisa de fazer nada.",
      ],
      link: "Procurar um pedido",
    },
    ready: {
      subject: "Os seus dados estão prontos, pedido {reference}",
      body: [
        "Pode descarregar a cópia dos seus dados até {until}. Depois pode pedir uma nova ligação.",
        "Para proteger os seus dados, enviamos-lhe um novo código antes de os descarregar.",
      ],
      link: "Descarregar os seus dados",
    },
    renewed: {
      subject: "Uma nova ligação para o pedido {reference}",
      body: ["Pode voltar a descarregar os seus dados até {until}."],
      link: "Descarregar os seus dados",
    },
    cancelled: {
      subject: "O pedido {reference} está cancelado",
      body: [
        "O seu pedido foi cancelado. Não reunimos nem enviamos mais nada.",
        "Se não fez isto, diga-nos.",
      ],
      link: "Ver o seu pedido",
    },
    corrected: {
      subject: "Corrigimos algo no pedido {reference}",
      body: [
        "Tínhamos anotado algo errado sobre o seu pedido. Agora está certo.",
        "Recebemos o seu pedido a {received}. Respondemos até {due}.",
        "Não precisa de fazer nada. A página diz como chegámos a este dia.",
      ],
      link: "Ver o seu pedido",
    },
    corrected_waiting: {
      subject: "Corrigimos algo no pedido {reference}",
      body: [
        "Tínhamos anotado algo errado sobre o seu pedido. Agora está certo.",
        "Recebemos o seu pedido a {received}. O dia da nossa resposta depende da sua resposta à nossa pergunta.",
      ],
      link: "Ver o seu pedido",
    },
    kept_erased: {
      subject: "O resto também foi apagado, pedido {reference}",
      body: [
        "Quando apagámos os seus dados, dissemos-lhe que a lei nos obriga a guardar uma parte durante algum tempo.",
        "Esse tempo acabou. Apagámos agora essa parte e vimos que já não está lá.",
        "Não precisa de fazer nada.",
      ],
      link: "Ver o seu pedido",
    },
    transmitted: {
      subject: "Os seus dados foram entregues, pedido {reference}",
      body: [
        "Pediu-nos que enviássemos os seus dados diretamente a outra empresa. Enviámo-los, e ela recebeu-os.",
        "A página mostra o número de controlo do ficheiro. A outra empresa pode compará-lo com o que recebeu.",
      ],
      link: "Ver o que foi enviado",
    },
    not_transmitted: {
      subject: "Os seus dados não foram entregues, pedido {reference}",
      body: [
        "Pediu-nos que enviássemos os seus dados diretamente a outra empresa. Não resultou, e a página diz porquê.",
        "Ainda pode ir buscar os seus dados e entregá-los. Também nos pode dar outro endereço.",
      ],
      link: "Ver porquê",
    },
    restriction_ends: {
      subject: "Em breve podemos usar os seus dados, {reference}",
      body: [
        "Pediu-nos que só guardássemos os seus dados, sem os usar. Foi o que fizemos.",
        "A partir de {until} podemos voltar a usá-los. Dizemos-lhe isto antes.",
        "Se acha que está errado, responda a este e-mail antes desse dia.",
      ],
      link: "Ver o seu pedido",
    },
    draft: {
      subject: "Continue com as suas respostas",
      body: [
        "Pediu-nos que guardássemos as suas respostas. Ainda nada foi enviado.",
        "A ligação vale {days} dias, em qualquer aparelho. Carregue no botão da página para continuar.",
        "Se não pediu isto, não precisa de fazer nada. As respostas são então apagadas.",
      ],
      link: "Continuar com as minhas respostas",
    },
    find: {
      subject: "Os seus pedidos",
      body: ["Pediu-nos os números dos seus pedidos. São estes:", "{references}"],
      link: "Abrir um pedido",
    },
    ...portugueseDealings,
  },
  foot: ["{company}, {contact}", "Pode responder a este e-mail. Uma pessoa lê a sua resposta."],
};
