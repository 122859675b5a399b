import { type ClockWords, counted } from "./catalogue.ts";

const numbers = ["zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez"];
const units = {
  month: ["mês", "meses"],
  day: ["dia", "dias"],
  business_day: ["dia útil", "dias úteis"],
} as const;
const causes = {
  identity: "quando mostrou quem é",
  fee: "quando o custo foi pago",
  authority: "quando chegou a autorização para agir pela pessoa",
  fee_reflection: "quando acabou o tempo para pensar no custo",
} as const;
const beginnings = {
  followed: (day: string) => `A escolha vale desde ${day}.`,
  last_entry: (day: string) => `O último registo é de ${day}.`,
  withdrawn: (day: string) => `Data em que o consentimento foi retirado: ${day}.`,
} as const;
const known = { claimed: ", como nos disse", evidenced: ", como nos foi mostrado" } as const;

export const pt: ClockWords = {
  received: (day) => `Data em que recebemos isto: ${day}.`,
  longerTime: (day) => `Fim do tempo mais longo: ${day}.`,
  begins: (day, because) => beginnings[because](day),
  dated: (day) => `Traz a data ${day}, e este tempo conta a partir desse dia.`,
  startsLater: (day, because) => `Início do tempo: ${day}, ${causes[because]}.`,
  add: (n, unit, to, from, clamped) => {
    const later = `${counted(numbers, n, units[unit])} depois é ${to}`;
    return `${from ? `Contando de ${from}: ` : ""}${later}${clamped ? ", o último dia desse mês" : ""}.`;
  },
  pause: (days, to) =>
    `${counted(numbers, days, units.day)} à espera de uma resposta não ${days === 1 ? "conta" : "contam"}: ${to}.`,
  roll: (from, weekend, to) =>
    `${from} ${weekend ? "calha no fim de semana" : "é feriado"}, por isso vale o dia útil seguinte, ${to}.`,
  twoWorkingDays: (to) => `No tempo tem de haver dois dias úteis, por isso o fim é ${to}.`,
  firstDayCounted: (to) => `Pode ler-se a lei contando também o primeiro dia, por isso a nossa meta é ${to}.`,
  saturdayCounted: (to) => `Pode ler-se a lei contando também os sábados, por isso a nossa meta é ${to}.`,
  personDay: (to) => `Onde vive ainda era o dia anterior, por isso a nossa meta é ${to}.`,
  warnings: {
    holiday_data_missing:
      "Os feriados desse ano não estão carregados para este lugar, por isso o dia não mudou: é o mais cedo.",
    undue_delay: "Uma pergunta foi feita tarde. A pausa só vale se houver uma razão para o atraso.",
    extension_invalid: "O aviso de mais tempo não conta, por isso mantém-se o primeiro dia.",
    pause_refused: "Uma pergunta não parou o relógio, porque a lei não o permite.",
  },
  bindsEveryone: (law) => `A lei que vale é: ${law}. Obriga-nos, seja quem for que pede.`,
  protectsWhere: (law, place, how) =>
    `A lei que vale é: ${law}. Protege quem vive onde vive (${place})${how ? known[how] : ""}.`,
  chosenByStaff: (law) => `A lei que vale é: ${law}. Foi o que a nossa equipa viu ao analisar o pedido.`,
  also: (law, day) =>
    day
      ? `Também vale esta lei: ${law}. O último dia dela é ${day}. Seguimos o dia mais cedo.`
      : `Também vale esta lei: ${law}. O relógio dela espera uma resposta.`,
  aim: (law, day) =>
    `Esta lei pede uma resposta sem demora e não indica um dia: ${law}. A nossa meta é, o mais tardar, ${day}.`,
  ownPromise: (day) =>
    `Não conhecemos uma lei que marque um dia para isto. Mesmo assim, respondemos até ${day}.`,
};
