import { tokenOf } from "#lib/vault/seal.ts";

/** Keyed tokens of the words of a name, letters' case aside: equal words have equal tokens, and they tell nothing. */
export function nameTokens(name: string): string[] {
  const words = name
    .toLowerCase()
    .split(/[\s,.]+/)
    .filter((word) => word !== "");
  return [...new Set(words)].map((word) => tokenOf("name", word).toString("base64url"));
}
