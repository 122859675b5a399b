export type Values = Record<string, string | number>;

/**
 * One ICU message with its values put in: plain arguments, `{n, number}` and `{n, plural, =0 {} one {} other {#}}`. What
 * is put in is text and is not read again. Small on purpose: the viewer carries it.
 */
export function inWords(message: string, values: Values, locale: string): string {
  return part(message, values, locale, null);
}

function part(message: string, values: Values, locale: string, counted: number | null): string {
  let said = "";
  for (let at = 0; at < message.length; at += 1) {
    const letter = message[at];
    if (letter === "#" && counted !== null) said += numberText(counted, locale);
    else if (letter === "'" && (message[at + 1] === "'" || message[at + 1] === "{")) {
      const close = message[at + 1] === "'" ? at + 1 : message.indexOf("'", at + 2);
      said += message[at + 1] === "'" ? "'" : message.slice(at + 1, close < 0 ? message.length : close);
      at = close < 0 ? message.length : close;
    } else if (letter === "{") {
      const close = closing(message, at);
      said += argument(message.slice(at + 1, close), values, locale);
      at = close;
    } else said += letter;
  }
  return said;
}

function argument(text: string, values: Values, locale: string): string {
  const [name = "", kind = ""] = text.split(",", 2).map((word) => word.trim());
  const value = values[name] ?? "";
  if (kind === "number") return numberText(Number(value), locale);
  if (kind !== "plural" && kind !== "select") return String(value);
  const choices = text.slice(text.indexOf(",", text.indexOf(",") + 1) + 1);
  const wanted = kind === "select" ? [String(value)] : pluralNames(Number(value), locale);
  const chosen = choiceOf(choices, [...wanted, "other"]);
  return part(chosen, values, locale, kind === "plural" ? Number(value) : null);
}

function pluralNames(n: number, locale: string): string[] {
  return [`=${n}`, new Intl.PluralRules(locale).select(n)];
}

/** The text of the first of these choices that there is. */
function choiceOf(choices: string, names: readonly string[]): string {
  const found = new Map<string, string>();
  for (let at = choices.indexOf("{"), from = 0; at >= 0; at = choices.indexOf("{", from)) {
    const close = closing(choices, at);
    found.set(choices.slice(from, at).trim(), choices.slice(at + 1, close));
    from = close + 1;
  }
  const name = names.find((one) => found.has(one));
  return name === undefined ? "" : (found.get(name) ?? "");
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

export function numberText(n: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(n);
}
