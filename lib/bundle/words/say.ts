import { createTranslator, type MessageKeys, type NestedKeyOf } from "use-intl/core";
import type { Messages } from "./catalogues.ts";

/** A message's place: area and key, such as `viewer.search`. */
export type MessageKey = MessageKeys<Messages, NestedKeyOf<Messages>>;

/** The message under a key, with its values put in. Throws where a value that the message needs is missing. */
export type Say = (key: MessageKey, values?: Record<string, string | number>) => string;

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const directional = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** A value that may run the other way than the sentence stands in an isolate, or it would turn its neighbours round. */
export function isolated(text: string, direction: "ltr" | "rtl"): string {
  if (text === "" || (direction === "ltr" && !rightToLeft.test(text))) return text;
  return `\u2068${text.replace(directional, "")}\u2069`;
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
