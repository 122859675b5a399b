const codes = ["missing", "same", "never", "characters", "type", "large", "statement", "late"] as const;
export type WrongCode = (typeof codes)[number];

/** What an address says was wrong with what was sent; null where it says nothing that we know. */
export function wrongOf(said: string | string[] | undefined): WrongCode | null {
  return codes.find((one) => one === said) ?? null;
}
