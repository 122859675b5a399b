import { cookies } from "next/headers";
import { parseQuery, type Query, queryText } from "#lib/queue/language.ts";
import { tokensOfWords, withoutPersonalData } from "#lib/queue/search-words.ts";

const name = "habeas-search";
/** Seconds that the words of a search can be read again. */
const life = 600;
const longest = 200;

/**
 * Keeps the words that somebody at the desk looks for in a cookie of their browser, so that the page can say them again.
 * Names and addresses of people do not belong into an address line, its history or a proxy's log: there stand only
 * keyed tokens.
 */
export async function keepWords(words: readonly string[]): Promise<void> {
  const value = Buffer.from(words.join("\n").slice(0, longest)).toString("base64url");
  (await cookies()).set(name, value, {
    path: "/desk",
    maxAge: life,
    httpOnly: true,
    sameSite: "strict",
    secure: (process.env.HABEAS_ORIGIN ?? "").startsWith("https:"),
  });
}

/** The words that this browser looks for, by their keyed tokens; empty once they have been forgotten. */
export async function keptWords(): Promise<ReadonlyMap<string, string>> {
  const value = (await cookies()).get(name)?.value ?? "";
  const text = Buffer.from(value.slice(0, 3 * longest), "base64url").toString("utf8");
  const found = new Map<string, string>();
  for (const line of text.split("\n"))
    for (const word of line.includes("@") ? [line] : line.split(/\s+/))
      for (const token of tokensOfWords(word)) found.set(token, word);
  return found;
}

/** The query as it may stand in an address, where it holds words that must not; null where it holds none. */
export function personal(query: Query): string | null {
  const bare = (one: Query) => queryText({ ...one, problems: [] });
  const clean = withoutPersonalData(query.text).query;
  return bare(query) === bare(parseQuery(clean)) ? null : clean;
}
