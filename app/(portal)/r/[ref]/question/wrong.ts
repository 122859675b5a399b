/** What can be wrong with an answer, and the field that it is about. */
const fields = {
  missing: "text",
  long: "text",
  characters: "text",
  type: "document",
  large: "document",
} as const;

export type WrongCode = keyof typeof fields;
export type Wrong = { code: WrongCode; field: (typeof fields)[WrongCode] };

/** What an address says was wrong; null where it says nothing that we know. */
export function wrongOf(said: string | string[] | undefined): Wrong | null {
  if (typeof said !== "string" || !Object.hasOwn(fields, said)) return null;
  const code = said as WrongCode;
  return { code, field: fields[code] };
}
