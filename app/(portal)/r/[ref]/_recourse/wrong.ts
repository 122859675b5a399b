const codes = ["missing", "long"] as const;
export type WrongCode = (typeof codes)[number];

/** Letters of an appeal or a complaint at most. */
export const longest = 4_000;

/** What an address says was wrong with what was sent; null where it says nothing that we know. */
export function wrongOf(said: string | string[] | undefined): WrongCode | null {
  return codes.find((one) => one === said) ?? null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what nobody can see is left out.
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/** The person's own words, without what cannot be seen; or what is wrong with them. */
export function saidIn(values: Record<string, string>): { text: string } | { wrong: WrongCode } {
  const text = (values.text ?? "").replaceAll(unseen, "").replaceAll("\r\n", "\n").trim();
  if (text === "") return { wrong: "missing" };
  return text.length > longest ? { wrong: "long" } : { text };
}
