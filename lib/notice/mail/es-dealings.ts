import type { MailTranslation } from "./words.ts";

/** Spanish: mails about asking for somebody else, and those that come while a request is worked on. */
export const spanishDealings = {
  behalf_received: {
    subject: "La tenemos: su solicitud {reference} por otra persona",
    body: [
      "Usted nos pidió algo por otra persona. Antes de mirar sus datos, debemos saber que usted puede pedirlo.",
      "La página dice qué hace falta y cómo va.",
    ],
    link: "Ver qué hace falta",
  },
  behalf_accepted: {
    subject: "Usted puede pedirlo: la solicitud {reference} sigue",
    body: [
      "Ya sabemos que usted puede pedir por esta persona. El papel que envió está borrado.",
      "Hemos empezado el trabajo.",
    ],
    link: "Ver cómo va",
  },
  behalf_refused: {
    subject: "Necesitamos otra cosa para la solicitud {reference}",
    body: [
      "Lo que envió todavía no muestra que usted puede pedir por esta persona. No hemos buscado nada suyo para usted.",
      "La página dice qué más sirve. Todo papel que envió está borrado.",
    ],
    link: "Ver qué más sirve",
  },
  behalf_revoked: {
    subject: "La persona dijo que no, solicitud {reference}",
    body: [
      "La persona no quiere que usted pida por ella. Hemos parado y no le enviamos nada.",
      "Hable con ella si cree que es un error.",
    ],
    link: "Ver cómo va",
  },
  behalf_asked: {
    subject: "¿Puede alguien pedir por usted? Diga sí o no",
    body: [
      "Alguien nos pide datos personales y dice que usted lo ha permitido. Nos dieron esta dirección.",
      "La página dice quién es y qué pide. Allí puede decir sí o no.",
      "Si no hace nada, no pasa nada, y nadie recibe sus datos.",
    ],
    link: "Mirarlo, y decir sí o no",
  },
  behalf_to_agent: {
    subject: "Una respuesta sobre usted irá a otra persona",
    body: [
      "Alguien nos mostró un papel que usted firmó. Según ese papel, nuestra respuesta sobre sus datos irá a esa persona.",
      "Esperamos tres días antes de enviarla. Si no lo quiere, diga no en la página.",
      "Si está bien, no tiene que hacer nada.",
    ],
    link: "Mirarlo, o decir no",
  },
  merged: {
    subject: "Pedido dos veces: respondemos en {other}",
    body: [
      "Nos pidió dos veces lo mismo: con {reference} y con {other}. Le respondemos una vez, en {other}. Esa solicitud llegó primero, así que cuenta su fecha.",
      "Su solicitud {reference} está cerrada. No se pierde nada.",
      "Si quería otra cosa, díganoslo. Entonces la retomamos.",
    ],
    link: "Ver su solicitud",
  },
  closed_spam: {
    subject: "Hemos cerrado la solicitud {reference}",
    body: [
      "Alguien nos envió una solicitud con esta dirección. Parecía correo basura. Dos personas de aquí la miraron y la cerraron. No se envió nada a nadie.",
      "¿La pidió usted? Entonces lo sentimos. Pídala otra vez en la página o escríbanos. Entonces la retomamos.",
    ],
    link: "Ver su solicitud",
  },
  message: {
    subject: "Un mensaje nuevo sobre la solicitud {reference}",
    body: [
      "Le hemos escrito sobre su solicitud.",
      "Para protegerle, el mensaje está en su página y no en este correo. Allí puede contestar.",
    ],
    link: "Leer el mensaje",
  },
  unproven_day: {
    subject: "Esperamos su código, solicitud {reference}",
    body: [
      "Alguien nos envió una solicitud y dio esta dirección. No hemos empezado, porque nadie ha escrito todavía el código.",
      "Si fue usted, abra la página y pida un código nuevo. Puede hacerlo hasta el {until}.",
      "Si no fue usted, no tiene que hacer nada. Sin el código no se envía nada a nadie.",
    ],
    link: "Recibir un código nuevo",
  },
  unproven_three_days: {
    subject: "Último aviso: un código para la solicitud {reference}",
    body: [
      "Todavía esperamos el código de la solicitud {reference}. Sin él no podemos empezar.",
      "Si la solicitud es suya, abra la página y pida un código nuevo. Después del {until} la solicitud se cierra, y puede enviar otra.",
      "Si no fue usted, no tiene que hacer nada. No volveremos a escribir sobre el código.",
    ],
    link: "Recibir un código nuevo",
  },
  question_again: {
    subject: "Conteste nuestra pregunta, solicitud {reference}",
    body: [
      "Le hicimos una pregunta sobre su solicitud y aún no tenemos respuesta.",
      "La pregunta está en su página. Puede contestarla allí en unos minutos.",
    ],
    link: "Contestar la pregunta",
  },
  identity_unclear: {
    subject: "Aún no sabemos si es usted, solicitud {reference}",
    body: [
      "Gracias por lo que nos envió. Todavía no nos muestra que usted es la persona.",
      "Hay otras formas, y la página las muestra. También puede llamarnos o responder a este correo.",
      "Lo pedimos para que nadie más reciba sus datos.",
    ],
    link: "Ver qué más sirve",
  },
  half_time: {
    subject: "Estamos trabajando en la solicitud {reference}",
    body: [
      "Ha pasado la mitad de nuestro plazo. Seguimos trabajando en su solicitud.",
      "Responderemos a más tardar el {due}. No tiene que hacer nada.",
    ],
    link: "Ver por dónde vamos",
  },
  late: {
    subject: "Vamos con retraso en la solicitud {reference}",
    body: [
      "No hemos respondido a tiempo a su solicitud. Lo sentimos.",
      "Ahora esperamos responder a más tardar el {until}, y seguimos trabajando hasta entonces.",
      "Puede quejarse ante nosotros o ante la autoridad. La página dice cómo.",
    ],
    link: "Ver su solicitud",
  },
  late_open: {
    subject: "Vamos con retraso en la solicitud {reference}",
    body: [
      "No hemos respondido a tiempo a su solicitud. Lo sentimos.",
      "Seguimos trabajando en ella. Aún no podemos decir un día. Le escribiremos en cuanto hayamos respondido.",
      "Puede quejarse ante nosotros o ante la autoridad. La página dice cómo.",
    ],
    link: "Ver su solicitud",
  },
  deletion_preview: {
    subject: "Vea lo que vamos a borrar, solicitud {reference}",
    body: [
      "Hemos mirado qué podemos borrar. La página muestra qué se va, qué se queda y por qué.",
      "Todavía no se ha borrado nada. Si ha cambiado de idea, aún puede cancelar allí.",
      "Si todo está bien, no tiene que hacer nada.",
    ],
    link: "Ver lo que se borrará",
  },
  link_ends: {
    subject: "Su descarga termina pronto, solicitud {reference}",
    body: [
      "Todavía puede descargar sus datos hasta el {until}. Después puede pedir un enlace nuevo.",
      "Para proteger sus datos, le enviamos un código nuevo antes de la descarga.",
    ],
    link: "Descargar sus datos",
  },
  how_did_we_do: {
    subject: "¿Qué tal lo hicimos con la solicitud {reference}?",
    body: [
      "Su solicitud ha terminado. Tenemos una pregunta para usted, y solo la hacemos esta vez.",
      "Solo contamos las respuestas. No guardamos quién dio cuál.",
    ],
    link: "Contestar una pregunta",
  },
} satisfies Partial<MailTranslation["notices"]>;
