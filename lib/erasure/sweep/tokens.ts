import { createHmac, createSecretKey } from "node:crypto";
import type { Form, Identify } from "#connectors/language/identify.ts";
import { foldAscii } from "#connectors/lineage.ts";
import { canonicalPhone } from "#lib/identity/canonical.ts";
import { currentMap } from "#lib/map/current.ts";
import { derivedKey } from "#lib/vault/seal.ts";

/** A keyed hash of what somebody or something of theirs was called. Without the key it tells nothing. */
export type Token = Buffer;

/** Makes tokens; the key is derived once for many of them. */
export function tokenMaker() {
  const key = createSecretKey(derivedKey("erased"));
  const tokenOf = (...parts: readonly string[]): Token =>
    createHmac("sha256", key).update(JSON.stringify(parts)).digest();
  /** An identifier as one form of writing it has it; null where it cannot be written so. */
  const identifier = (kind: string, form: Form, value: string, country?: string): Token | null => {
    const text = normal(form, value, country);
    return text === null || text === "" ? null : tokenOf("identifier", kind, form, text);
  };
  // The map is looked through once for each kind, and not for each of many people.
  const forms = new Map<string, Set<Form>>();
  return {
    identifier,
    /** An identifier in every form in which any system could hold it. */
    everyForm(kind: string, value: string): Token[] {
      const known = forms.get(kind) ?? formsOf(kind);
      forms.set(kind, known);
      return [...known].flatMap((form) => identifier(kind, form, value) ?? []);
    },
    key: (system: string, collection: string, key: string): Token => tokenOf("key", system, collection, key),
    row: (system: string, collection: string, row: readonly string[]): Token =>
      tokenOf("row", system, collection, ...row),
    /** What a record was known by, all in one. */
    all: (tokens: readonly Token[]): Token =>
      tokenOf("all", ...new Set(tokens.map((one) => one.toString("hex")).sort())),
  };
}

/** What is equal in two ways of writing one identifier. */
function normal(form: Form, value: string, country: string | undefined): string | null {
  switch (form) {
    case "exact":
      return value;
    case "email":
      return foldAscii(value);
    case "digits":
      return value.replace(/[^0-9]/g, "");
    case "phone":
      return canonicalPhone(value, country) ?? value.replace(/[^0-9+]/g, "");
  }
}

/** Every form in which the map lets any system hold an identifier of a kind. */
function formsOf(kind: string): Set<Form> {
  const matches: readonly Identify[] = currentMap().systems.flatMap((system) =>
    system.collections.flatMap((one) => one.match),
  );
  const usual: Form[] = kind === "email" || kind === "phone" ? [kind, "exact"] : ["exact"];
  return new Set([...usual, ...matches.filter((one) => one.kind === kind).map((one) => one.form)]);
}
