import { spanishDealings } from "./es-dealings.ts";
import type { MailTranslation } from "./words.ts";

/** Spanish. The same mails to the person as in English. */
export const spanish: MailTranslation = {
  notices: {
    code: {
      subject: "Su código para la solicitud {reference}",
      body: [
        "Alguien nos preguntó por datos personales y dio esta dirección. Si fue usted, escriba este código en la página:",
        "{code}",
        "O abra el enlace en el dispositivo donde lo pidió. Los dos sirven {minutes} minutos, una vez.",
        "Si no fue usted, no tiene que hacer nada. Sin este código no se envía nada a nadie.",
      ],
      link: "Seguir sin escribir el código",
    },
    sign_in: {
      subject: "Su código para ver sus solicitudes",
      body: [
        "Alguien quiere ver lo que se pidió con esta dirección. Si es usted, escriba este código en la página:",
        "{code}",
        "O abra el enlace en el dispositivo donde lo pidió. Los dos sirven {minutes} minutos, una vez.",
        "Si no fue usted, no tiene que hacer nada. Sin este código nadie ve nada.",
      ],
      link: "Seguir sin escribir el código",
    },
    find_nothing: {
      subject: "Ninguna solicitud con esta dirección",
      body: [
        "Alguien quería los números de todas las solicitudes con esta dirección. No hay ninguna.",
        "¿Usó otra dirección? Pruebe entonces con esa. Si no fue usted, no tiene que hacer nada.",
      ],
      link: "Buscar una solicitud",
    },
    second_asked: {
      subject: "Una comprobación más para la solicitud {reference}",
      body: [
        "Lo que pidió es delicado. Para que solo le llegue a usted, pedimos un código más.",
        "Lo enviamos a otra dirección suya que ya tenemos. Usted elige cuál.",
        "Hasta entonces guardamos su respuesta a salvo.",
      ],
      link: "Hacer la segunda comprobación",
    },
    second_code: {
      subject: "Un segundo código para la solicitud {reference}",
      body: [
        "Alguien nos pidió datos que tenemos con esta dirección. Para saber que es usted, necesitamos también un código de este buzón:",
        "{code}",
        "Sirve {minutes} minutos, en el dispositivo donde lo pidió.",
        "Si no fue usted, responda a este correo. Sin este código nadie recibe nada.",
      ],
      link: "Abrir la página del código",
    },
    ready: {
      subject: "Sus datos están listos, solicitud {reference}",
      body: [
        "Puede descargar la copia de sus datos hasta el {until}. Después puede pedir un enlace nuevo.",
        "Para proteger sus datos, le enviamos un código nuevo antes de la descarga.",
      ],
      link: "Descargar sus datos",
    },
    renewed: {
      subject: "Un enlace nuevo para la solicitud {reference}",
      body: ["Puede descargar sus datos de nuevo hasta el {until}."],
      link: "Descargar sus datos",
    },
    cancelled: {
      subject: "La solicitud {reference} está cancelada",
      body: [
        "Su solicitud se ha cancelado. No recogemos ni enviamos nada más para ella.",
        "Si no fue usted, díganoslo.",
      ],
      link: "Ver su solicitud",
    },
    corrected: {
      subject: "Hemos corregido algo de la solicitud {reference}",
      body: [
        "Habíamos anotado algo mal sobre su solicitud. Ahora está bien.",
        "Recibimos su solicitud el {received}. Responderemos a más tardar el {due}.",
        "No tiene que hacer nada. La página dice cómo llegamos a ese día.",
      ],
      link: "Ver su solicitud",
    },
    corrected_waiting: {
      subject: "Hemos corregido algo de la solicitud {reference}",
      body: [
        "Habíamos anotado algo mal sobre su solicitud. Ahora está bien.",
        "Recibimos su solicitud el {received}. El día de nuestra respuesta depende de lo que conteste a nuestra pregunta.",
      ],
      link: "Ver su solicitud",
    },
    kept_erased: {
      subject: "El resto también está borrado, solicitud {reference}",
      body: [
        "Cuando borramos sus datos, le dijimos que la ley nos obliga a guardar una parte durante un tiempo.",
        "Ese tiempo ha terminado. Hemos borrado esa parte y comprobado que ya no está.",
        "No tiene que hacer nada.",
      ],
      link: "Ver su solicitud",
    },
    transmitted: {
      subject: "Sus datos se han entregado, solicitud {reference}",
      body: [
        "Nos pidió que enviáramos sus datos directamente a otra empresa. Los hemos enviado y los ha recibido.",
        "La página muestra el número de comprobación del archivo. La otra empresa puede compararlo con lo que recibió.",
      ],
      link: "Ver lo que se envió",
    },
    not_transmitted: {
      subject: "Sus datos no se han entregado, solicitud {reference}",
      body: [
        "Nos pidió que enviáramos sus datos directamente a otra empresa. No funcionó, y la página dice por qué.",
        "Todavía puede descargar sus datos y dárselos usted. También puede indicarnos otra dirección.",
      ],
      link: "Ver por qué",
    },
    restriction_ends: {
      subject: "Pronto podremos usar sus datos, solicitud {reference}",
      body: [
        "Nos pidió que solo guardáramos sus datos, sin usarlos. Así lo hicimos.",
        "Desde el {until} podremos usarlos de nuevo. Se lo decimos antes de que ocurra.",
        "Si cree que es un error, responda a este correo antes de ese día.",
      ],
      link: "Ver su solicitud",
    },
    draft: {
      subject: "Siga con sus respuestas",
      body: [
        "Nos pidió guardar sus respuestas. Todavía no se ha enviado nada.",
        "El enlace sirve {days} días, en cualquier aparato. Pulse el botón de la página para seguir.",
        "Si no ha sido usted, no tiene que hacer nada. Entonces las respuestas se borran.",
      ],
      link: "Seguir con mis respuestas",
    },
    find: {
      subject: "Sus solicitudes",
      body: ["Nos pidió los números de sus solicitudes. Son estos:", "{references}"],
      link: "Abrir una solicitud",
    },
    ...spanishDealings,
  },
  foot: ["{company}, {contact}", "Puede responder a este correo. Lo leerá una persona."],
};
