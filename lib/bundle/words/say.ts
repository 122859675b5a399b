import { createTranslator, type MessageKeys, type NestedKeyOf } from "use-intl/core";
import type { Messages } from "./catalogues.ts";

/** A message's place: area and key, such as `viewer.search`. */
export type MessageKey = MessageKeys<Messages, NestedKeyOf<Messages>>;

/** The message under a key, with its values put in. Throws where a value that the message needs is missing. */
export type Say = (key: MessageKey, values?: Record<string, string | number>) => string;

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const turning = /[\u061C\u200E\u200F\u202A-\u202E]/gu;

/** A value that may run the other way than the sentence stands in an isolate, or it would turn its neighbours round. */
export function isolated(text: string, direction: "ltr" | "rtl"): string {
  if (text === "" || (direction === "ltr" && !rightToLeft.test(text))) return text;
  return `\u2068${balanced(text.replace(turning, ""))}\u2069`;
}

/** Isolates within a value end within it: no value gets out of its own, or leaves one open. */
function balanced(text: string): string {
  let open = 0;
  const inside = text.replace(/[\u2066-\u2069]/gu, (sign) => {
    if (sign !== "\u2069") open += 1;
    else if (open === 0) return "";
    else open -= 1;
    return sign;
  });
  return inside + "\u2069".repeat(open);
}

/** Says the messages of one language. */
export function sayer(locale: string, direction: "ltr" | "rtl", messages: Messages): Say {
  const translate = createTranslator({
    locale,
    messages,
    timeZone: "UTC",
    onError: (error) => {
      throw error;
    },
  });
  const choices = new Map<MessageKey, Set<string>>();
  const choicesOf = (key: MessageKey) => {
    const known = choices.get(key) ?? choiceNames(messages, key);
    choices.set(key, known);
    return known;
  };
  return (key, values = {}) =>
    translate(
      key,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === "string" && !choicesOf(key).has(name) ? isolated(value, direction) : value,
        ]),
      ),
    );
}

/** Values that choose between wordings are never shown, and must stay as they are. */
function choiceNames(messages: Messages, key: MessageKey): Set<string> {
  let place: unknown = messages;
  for (const step of key.split(".")) place = (place as Record<string, unknown>)[step];
  return new Set([...String(place).matchAll(/\{\s*(\w+)\s*,\s*select\b/gu)].map(([, name = ""]) => name));
}
