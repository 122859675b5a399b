import { isDeepStrictEqual } from "node:util";
import { isDay } from "#lib/core/day.ts";
import type { HeldType } from "./correct.ts";

/**
 * True where two texts are one value of a kind: `12.3` and `12.30`, `t` and `true`, a day and the same day at midnight.
 * Texts are told apart letter by letter.
 */
export function sameValue(kind: HeldType["kind"], one: string | null, other: string | null): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  const form = forms[kind];
  if (form === undefined) return false;
  const [left, right] = [form(one), form(other)];
  return left !== null && right !== null && isDeepStrictEqual(left, right);
}

const truths: Record<string, boolean> = {
  "1": true,
  t: true,
  true: true,
  yes: true,
  "0": false,
  f: false,
  false: false,
  no: false,
};

const forms: Partial<Record<HeldType["kind"], (text: string) => unknown>> = {
  number: decimalOf,
  boolean: (text) => truths[text.toLowerCase()] ?? null,
  date: dayOf,
  time: momentOf,
  json: (text) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return null;
    }
  },
};

/** The day itself, or that day at midnight. */
function dayOf(text: string): string | null {
  const [, day = ""] = /^(\d{4}-\d\d-\d\d)([T ]00:00(:00(\.0+)?)?(Z|[+-]00(:?00)?)?)?$/.exec(text) ?? [];
  return isDay(day) ? day : null;
}

/** Digits and the place of the point, without zeros that say nothing; exact however long. */
function decimalOf(text: string): string | null {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text.trim());
  const [, sign = "", whole = "", fraction = "", power = "0"] = parts ?? [];
  if (parts === null || !/\d/.test(text)) return null;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  if (digits === "") return "0";
  let tail = 0;
  while (digits[digits.length - 1 - tail] === "0") tail += 1;
  return `${sign === "-" ? "-" : ""}${digits.slice(0, digits.length - tail)}e${Number(power) - fraction.length + tail}`;
}

/** An instant, or a time without a zone, with every digit of its fraction. */
function momentOf(text: string): string | null {
  const parts =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d*?)0*)?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/.exec(
      text,
    );
  if (parts === null) return null;
  const [, day, minute = "00:00", second = "00", fraction = "", zone = "Z"] = parts;
  const offset =
    zone === "Z" ? "Z" : zone.length === 3 ? `${zone}:00` : zone.replace(/^(...):?(..)$/, "$1:$2");
  const at = Date.parse(`${day}T${minute}:${second}${offset}`);
  return Number.isNaN(at) ? null : `${at}.${fraction}`;
}

/** Why a field cannot take a value, in plain words without it; null where nothing is known against it. */
export function misfitOf({ kind, nullable, most, choices }: HeldType, value: string | null): string | null {
  if (value === null) return nullable ? null : "The system wants something to stand there.";
  if (value.includes("\0") || !value.isWellFormed()) return "The system cannot hold one of its characters.";
  if (choices !== null && !choices.includes(value))
    return "The system takes only some values there, and this is none of them.";
  if (most !== null && [...value].length > most) return `The system has room for ${most} characters there.`;
  const wanted = wants[kind];
  return wanted === undefined || forms[kind]?.(value) != null ? null : `The system wants ${wanted} there.`;
}

const wants: Partial<Record<HeldType["kind"], string>> = {
  number: "a number",
  boolean: "yes or no",
  date: "a day",
  time: "a day with a time",
};
