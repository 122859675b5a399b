/** A text of SQL in quotes; a quote inside it stands twice. */
const text = "'((?:[^']|'')*)'";
/** What a database writes behind a text to say its type. */
const cast = "(?:::[a-z ]+(?:\\(\\d+\\))?)?";
const listed = `\\(?\\s*(?:_utf8mb[34])?${text}${cast}\\s*\\)?${cast}(?=[,)\\]\\s])`;

/**
 * The values that a check rule lets stand in a column, where it is nothing but a list of them: `status in ('a', 'b')`,
 * `status = any (array['a'::text, 'b'::text])`. Null for every other rule.
 */
function choicesIn(rule: string, column: string): string[] | null {
  const name = column.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const own = `[\`"]?${name}[\`"]?\\)?${cast}`;
  const list = `(?:${listed}\\s*,?\\s*)+`;
  const whole = new RegExp(
    `^[\\s(]*(?:check)?[\\s(]*${own}\\s+(?:in\\s*\\(|=\\s*any\\s*\\(+\\s*array\\s*\\[)\\s*(${list})[\\])\\s]*(?:::[a-z ]+\\[\\][)\\s]*)?$`,
    "i",
  );
  const [, values] = whole.exec(rule) ?? [];
  if (values === undefined) return null;
  return [...values.matchAll(new RegExp(text, "g"))].map(([, one = ""]) => one.replaceAll("''", "'"));
}

/** The check rules that stand in the statement of a table, each without its brackets. */
export function rulesIn(statement: string): string[] {
  return [...statement.matchAll(/\bcheck\s*\(/gi)].map((found) => {
    const from = found.index + found[0].length;
    let [depth, at, inText] = [1, from, false];
    for (; at < statement.length && depth > 0; at++) {
      const letter = statement[at];
      if (letter === "'") inText = !inText;
      else if (!inText) depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    }
    return statement.slice(from, at - 1);
  });
}

/** The choices that any of a table's rules names for a column. */
export function choicesAmong(rules: readonly string[], column: string): string[] | null {
  for (const rule of rules) {
    const found = choicesIn(rule, column);
    if (found !== null) return found;
  }
  return null;
}
