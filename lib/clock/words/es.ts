import { type ClockWords, counted } from "./catalogue.ts";

const numbers = ["cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"];
const units = {
  month: ["mes", "meses"],
  day: ["día", "días"],
  business_day: ["día hábil", "días hábiles"],
} as const;
const causes = {
  identity: "cuando usted mostró quién es",
  fee: "cuando se pagó la tasa",
  authority: "cuando llegó el permiso para actuar por la persona",
  fee_reflection: "cuando terminó el tiempo para pensar en la tasa",
} as const;
const beginnings = {
  followed: "La exclusión se aplica desde el",
  last_entry: "La última anotación es del",
  withdrawn: "El consentimiento se retiró el",
} as const;
const known = { claimed: ", como usted nos dijo", evidenced: ", como se nos mostró" } as const;

export const es: ClockWords = {
  received: (day) => `Recibimos esto el ${day}.`,
  longerTime: (day) => `El plazo más largo termina el ${day}.`,
  begins: (day, because) => `${beginnings[because]} ${day}.`,
  dated: (day) => `Lleva la fecha del ${day}, y este plazo corre desde ese día.`,
  startsLater: (day, because) => `El plazo empezó el ${day}, ${causes[because]}.`,
  add: (n, unit, to, from, clamped) => {
    const later = `${counted(numbers, n, units[unit])} después`;
    const start = from ? `Desde el ${from}: ${later.charAt(0).toLowerCase()}${later.slice(1)}` : later;
    return `${start} es el ${to}${clamped ? ", el último día de ese mes" : ""}.`;
  },
  pause: (days, to) =>
    `${counted(numbers, days, units.day)} de espera de una respuesta no ${days === 1 ? "cuenta" : "cuentan"}: el ${to}.`,
  roll: (from, weekend, to) =>
    `El ${from} es ${weekend ? "fin de semana" : "festivo"}, así que la ley permite el siguiente día hábil, el ${to}.`,
  twoWorkingDays: (to) => `El plazo debe tener dos días hábiles, así que termina el ${to}.`,
  firstDayCounted: (to) => `También se puede contar el primer día, así que nuestra meta es el ${to}.`,
  saturdayCounted: (to) => `También se pueden contar los sábados, así que nuestra meta es el ${to}.`,
  personDay: (to) => `Donde usted vive era todavía el día anterior, así que nuestra meta es el ${to}.`,
  warnings: {
    holiday_data_missing:
      "Los festivos de ese año no están cargados para este lugar, así que el día no se movió: es el más temprano.",
    undue_delay: "Se hizo una pregunta tarde. La pausa solo vale si hay una razón para el retraso.",
    extension_invalid: "El aviso de más tiempo no cuenta, así que vale el primer día.",
    pause_refused: "Una pregunta no detuvo el plazo, porque la ley no lo permite.",
  },
  bindsEveryone: (law) => `La ley que cuenta aquí: ${law}. Nos obliga, pregunte quien pregunte.`,
  protectsWhere: (law, place, how) =>
    `La ley que cuenta aquí: ${law}. Protege a las personas donde usted vive (${place})${how ? known[how] : ""}.`,
  chosenByStaff: (law) => `La ley que cuenta aquí: ${law}. Así lo vio nuestro equipo al mirar la solicitud.`,
  also: (law, day) =>
    day
      ? `Esta ley cuenta también: ${law}. Su último día es el ${day}. Nos guiamos por el día más temprano.`
      : `Esta ley cuenta también: ${law}. Su plazo espera una respuesta.`,
  aim: (law, day) =>
    `Esta ley pide una respuesta sin demora y no da un día: ${law}. Nuestra meta es el ${day} a más tardar.`,
  ownPromise: (day) =>
    `No conocemos ninguna ley que fije un día para esto. Respondemos igual antes del final del ${day}.`,
};
