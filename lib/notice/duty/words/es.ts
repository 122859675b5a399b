import { type DutyWords, periodIn } from "./catalogue.ts";

const units = {
  month: { one: "mes", other: "meses" },
  day: { one: "día", other: "días" },
  business_day: { one: "día hábil", other: "días hábiles" },
} as const;

/** Spanish. */
export const es: DutyWords = {
  locale: "es",
  subject: {
    acknowledgement: "Tenemos su solicitud",
    extension: "Necesitamos más tiempo para su solicitud",
    refusal: "Nuestra respuesta a su solicitud",
    partial_refusal: "Nuestra respuesta a su solicitud",
    not_held: "Nuestra respuesta a su solicitud",
    granted: "Nuestra respuesta a su solicitud",
    fee: "El coste de su solicitud",
    question: "Una pregunta sobre su solicitud",
    appeal_granted: "Nuestra respuesta a su recurso",
    appeal_denied: "Nuestra respuesta a su recurso",
    complaint_acknowledgement: "Tenemos su queja",
    complaint_outcome: "Nuestra respuesta a su queja",
    opt_out_done: "Ya está hecho: su solicitud",
  },
  title: {
    acknowledgement: "Tenemos su solicitud",
    extension: "Necesitamos más tiempo",
    refusal: "No podemos hacer lo que pide",
    partial_refusal: "Podemos hacer una parte de lo que pide",
    not_held: "No hemos encontrado datos sobre usted",
    granted: "Hemos hecho lo que pide",
    fee: "Esto tendría un coste",
    question: "Necesitamos algo de usted",
    appeal_granted: "Usted tenía razón",
    appeal_denied: "Nuestra respuesta no cambia",
    complaint_acknowledgement: "Tenemos su queja",
    complaint_outcome: "El resultado de su queja",
    opt_out_done: "Hemos dejado de hacerlo",
  },
  lead: {
    acknowledgement: (right) => `Gracias. Nos pidió ${right}.`,
    extension: (right) => `Nos pidió ${right}. Estamos en ello, pero tarda más de lo que dijimos.`,
    refusal: (right) => `Nos pidió ${right}. Hemos decidido que no podemos hacerlo.`,
    partial_refusal: (right) => `Nos pidió ${right}. Podemos hacer una parte, pero no todo.`,
    not_held: (right) =>
      `Nos pidió ${right}. Hemos buscado en todos nuestros sistemas y no hemos encontrado datos sobre usted.`,
    granted: (right) => `Nos pidió ${right}. Ya lo hemos hecho.`,
    fee: (right) => `Nos pidió ${right}. Para esto tendríamos que pedirle dinero.`,
    question: (right) => `Nos pidió ${right}. Para seguir, necesitamos algo de usted.`,
    appeal_granted: () =>
      "Nos pidió que mirásemos otra vez nuestra respuesta. Otra persona lo ha hecho y le da la razón.",
    appeal_denied: () =>
      "Nos pidió que mirásemos otra vez nuestra respuesta. Otra persona lo ha hecho y llega a la misma respuesta.",
    complaint_acknowledgement: () => "Gracias por decírnoslo. Estamos mirando su queja.",
    complaint_outcome: () => "Nos envió una queja. La hemos mirado.",
    opt_out_done: (right) => `Nos pidió ${right}. Ya lo hemos hecho, y vale desde ahora.`,
  },
  right: {
    access: "una copia de sus datos",
    portability: "sus datos para llevárselos",
    rectification: "una corrección",
    erasure: "que borremos sus datos",
    restriction: "un límite al uso de sus datos",
    objection: "que dejemos de usar sus datos de un modo",
    opt_out: "que no haya venta, cesión ni publicidad",
    limit_sensitive: "un límite para sus datos delicados",
    automated_decision_review: "que una persona mire una decisión",
    appeal: "que miremos otra vez nuestra respuesta",
    complaint: "una respuesta a una queja",
  },
  heading: {
    need: "Lo que necesitamos de usted",
    cost: "Lo que costaría",
    why: "Por qué",
    done: "Lo que hemos hecho",
    check: "Cómo comprobamos quién pide",
    next: "Lo que usted puede hacer",
  },
  contact: {
    heading: "A quién preguntar",
    write: (legalName, contact) => `${legalName}: ${contact}`,
    quote: (reference) => `Indique la referencia ${reference}.`,
  },
  reference: (reference) => `Referencia ${reference}`,
  page: "Ver su solicitud",
  pageNumber: (n, all) => `Página ${n} de ${all}`,
  cannotDraw:
    "Donde este PDF muestra […], no puede dibujar las letras de un nombre o de una palabra. En su página están enteras.",
  days: {
    receipt_day: (day) => `La recibimos el ${day}.`,
    first_day: (day) => `Habíamos dicho que responderíamos, como muy tarde, el ${day}.`,
    new_day: (day) => `Ahora responderemos, como muy tarde, el ${day}.`,
    expected_date: (day) => `Responderemos, como muy tarde, el ${day}.`,
    decided_on: (day) => `Lo decidimos el ${day}.`,
    reply_by: (day) => `Responda, como muy tarde, el ${day}.`,
    recourse_deadline: (day) => `Puede hacerlo hasta el ${day}.`,
  },
  around: {
    legal_basis: (text) => `Esto se apoya en: ${text}`,
    fee_amount: (text) => `Costaría: ${text}`,
  },
  ours: {
    law: ({ laws }) => `La ley que cuenta es: ${laws}.`,
    reasons: () =>
      "Hemos buscado en cada uno de nuestros sistemas con lo que nos dio. Ninguno tiene datos sobre usted.",
    verification_process: ({ check }) =>
      check.most === "nothing"
        ? "Para esto no tiene que mostrar quién es. Solo pedimos lo que hace falta para encontrarle."
        : [
            check.codeGiven
              ? "Usted escribió el código que le enviamos. Así sabemos que el correo electrónico es suyo."
              : "Enviamos un código a su correo electrónico. Si lo escribe en nuestra página, sabemos que el correo es suyo.",
            "Buscamos sus datos con ese correo.",
            check.dataPoints === null
              ? "Si no estamos seguros, le preguntamos por cosas que ya sabemos de usted. Preguntamos lo menos posible."
              : `Si no estamos seguros, le preguntamos por cosas que ya sabemos de usted: ${check.dataPoints} como mucho.`,
            "La comprobación no cuesta nada, y no necesita una cuenta.",
          ].join(" "),
    rest_complied_with: () => "Hemos hecho todo lo demás que pidió.",
    complaint_authority: ({ authorities }) =>
      `Si cree que no tenemos razón, puede quejarse ante la autoridad. Vela por estos derechos, y es gratis: ${authorities}`,
    court: () => "También puede ir a un tribunal.",
    complaint_to_company: ({ email, reference }) =>
      `Puede quejarse primero ante nosotros. Escriba a ${email}, e indique ${reference}. Lo miramos otra vez y le decimos el resultado.`,
    recourse: ({ authorities }) =>
      authorities === ""
        ? "Si no está de acuerdo, puede pedir a un tribunal que mire nuestra respuesta."
        : `Si no está de acuerdo, puede pedir que miren nuestra respuesta aquí: ${authorities}`,
    appeal_route: ({ page, email }) =>
      `Si no está de acuerdo, puede recurrir. Es gratis. Abra su página (${page}) o escriba a ${email}. Lo mirará alguien que no decidió antes.`,
    appeal_deadline: ({ appealWithin }) =>
      appealWithin
        ? `Tendrá la respuesta a un recurso en un plazo de ${periodIn(appealWithin, units, "es")}.`
        : "Tendrá pronto la respuesta a un recurso.",
    attorney_general: ({ attorneysGeneral }) =>
      `Si cree que no tenemos razón, puede decírselo al fiscal general (attorney general) de su estado: ${attorneysGeneral}`,
    may_withdraw: () => "No tiene que pagar. Puede retirar su solicitud ahora, y entonces no le cuesta nada.",
    fallback_if_unverified: () =>
      "No pudimos estar seguros de que es usted. Por eso le decimos qué clases de datos tenemos, y no los datos mismos.",
    treated_as_opt_out: () =>
      "No pudimos estar seguros de que es usted. Por eso hemos dejado de vender y ceder los datos, como si lo hubiera pedido.",
    offer_opt_out: ({ ask }) =>
      `¿Quiere que dejemos de vender y ceder sus datos? Puede pedirlo aquí, sin mostrar quién es: ${ask}`,
    statement_may_be_attached: ({ email }) =>
      `Puede enviarnos un texto corto que diga lo que cree que está mal. Lo guardamos con los datos. Envíelo a ${email}.`,
    record_kept: ({ recordKept }) =>
      `Guardamos una nota de que lo pidió y de lo que hicimos${recordKept ? `, durante ${periodIn(recordKept, units, "es")}` : ""}. Tenemos que poder mostrarlo.`,
    right_to_correct: () => "Si algún dato está mal, puede pedirnos que lo corrijamos.",
    who_is_responsible: ({ legalName, contact }) => `${legalName} responde de estos datos: ${contact}`,
  },
};
