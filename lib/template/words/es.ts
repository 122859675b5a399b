import type { ShippedWords } from "../shipped.ts";

export const spanish: ShippedWords = {
  hello: "Hola, {name}:",
  acknowledge: {
    subject: "Tenemos su solicitud {reference}",
    body: [
      "Tenemos su solicitud. Llegó el {received_day}.",
      "Responderemos como muy tarde el {due_day}. En su página puede ver en todo momento cómo va.",
    ],
  },
  detail: {
    subject: "¿Puede decirnos algo más? Solicitud {reference}",
    body: [
      "Estamos buscando sus datos. Para encontrarlos todos, nos falta un detalle.",
      "¿Usó con nosotros otra dirección de correo, otro número de teléfono u otro nombre? Responda a este mensaje.",
      "No tiene que decírnoslo. Entonces seguimos con lo que tenemos.",
    ],
  },
  identity: {
    subject: "Muestre que es usted, solicitud {reference}",
    body: [
      "Antes de entregar datos, tenemos que estar seguros de que es usted.",
      "Abra su página y elija uno de los caminos que muestra. No nos envíe por correo una copia del pasaporte ni del documento de identidad.",
    ],
  },
  more_time: {
    subject: "Seguimos con su solicitud {reference}",
    body: [
      "Seguimos trabajando en su solicitud. Tardamos más de lo que pensábamos.",
      "Nuestra respuesta llegará como muy tarde el {due_day}. No tiene que hacer nada.",
    ],
  },
  not_found: {
    subject: "Todavía no le hemos encontrado, {reference}",
    body: [
      "Hemos buscado en nuestros sistemas con lo que nos dijo. Hasta ahora no hemos encontrado nada sobre usted.",
      "¿Usó alguna vez con nosotros otra dirección de correo, otro teléfono u otro nombre? Díganoslo y buscamos otra vez.",
      "Esta no es nuestra última palabra. Nuestra respuesta llegará como muy tarde el {due_day}.",
    ],
  },
  thanks: {
    subject: "Gracias, solicitud {reference}",
    body: [
      "Gracias. Tenemos lo que nos envió.",
      "Ahora seguimos con su solicitud. Nuestra respuesta llegará como muy tarde el {due_day}.",
    ],
  },
  closing: {
    subject: "¿Está todo claro? Solicitud {reference}",
    body: [
      "Hemos respondido a su solicitud. Creemos que ya está todo hecho.",
      "¿Falta algo o hay algo que no está claro? Responda a este mensaje. También puede encontrarnos aquí: {contact}",
    ],
  },
};
