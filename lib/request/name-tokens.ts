import { tokenOf } from "#lib/vault/seal.ts";
import { type Answers, subjectNameOf } from "./answers.ts";

/** Keyed tokens of the words of a name, letters' case aside: equal words have equal tokens, and they tell nothing. */
export function nameTokens(name: string): string[] {
  const words = name
    .toLowerCase()
    .split(/[\s,.]+/)
    .filter((word) => word !== "");
  return [...new Set(words)].map((word) => tokenOf("name", word).toString("base64url"));
}

/** The same of everybody whom a request names: whose data it is, and who asks for them. */
export const namedIn = (asked: Pick<Answers, "who" | "name" | "theirName">): string[] =>
  nameTokens(`${subjectNameOf(asked)} ${asked.who === "other" ? asked.name : ""}`);
