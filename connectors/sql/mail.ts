import type { Collection } from "#connectors/collection.ts";
import type { Tie } from "#connectors/language/edge.ts";
import type { FieldPath } from "#connectors/language/field-path.ts";
import type { Dialect, Value } from "./dialect.ts";

/** Whether a field is matched as an e-mail address: then it differs in nothing by A–Z and a–z, wherever it stands. */
function isMail(collection: Collection, path: Pick<FieldPath, "text">): boolean {
  return collection.match.some(
    ({ form, prefix, fields: [field, ...more] }) =>
      form === "email" && prefix === "" && more.length === 0 && field.text === path.text,
  );
}

/** Whether a tie compares e-mail addresses: one of its fields is matched as one. */
export function isMailTie(own: Collection, theirs: Collection, tie: Tie): boolean {
  const whole = tie.prefix === "" && tie.theirPrefix === "";
  return whole && (isMail(own, tie.own) || isMail(theirs, tie.theirs));
}

/** Whether a root's key is an e-mail address: spellings that differ by A–Z and a–z are one person's. */
function hasMailKey(root: Collection): boolean {
  const [only, ...more] = root.subject_key;
  return only !== undefined && more.length === 0 && isMail(root, { text: only });
}

/** The text of a part of a root's key, as keys are told apart and handed on. */
export function keyPart<T>(dialect: Dialect<T>, root: Collection, part: Value<T>): string {
  return dialect.keyText(hasMailKey(root) ? dialect.folded(part) : part);
}

/** True where a root's one key is one of a list of texts; null where they cannot be looked up all at once. */
export function holdsAnyKey<T>(
  dialect: Dialect<T>,
  root: Collection,
  key: Value<T>,
  list: () => string,
): string | null {
  return hasMailKey(root) ? null : (dialect.holdsAny?.(key, list) ?? null);
}

/** True where a part of a root's key is `text`, which `keyPart` made. */
export function holdsKeyPart<T>(dialect: Dialect<T>, root: Collection, part: Value<T>, text: string): string {
  return hasMailKey(root) ? dialect.holdsFolded(part, text) : dialect.holds(part, text);
}
