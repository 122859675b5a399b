/** The bidirectional classes of UAX #9 that letters of our texts have; embeddings and overrides are taken out before. */
export type BidiClass =
  | "L"
  | "R"
  | "AL"
  | "EN"
  | "AN"
  | "ES"
  | "ET"
  | "CS"
  | "NSM"
  | "WS"
  | "ON"
  | "LRI"
  | "RLI"
  | "FSI"
  | "PDI";

const byPattern: [RegExp, BidiClass][] = [
  [/^\u2066/u, "LRI"],
  [/^\u2067/u, "RLI"],
  [/^\u2068/u, "FSI"],
  [/^\u2069/u, "PDI"],
  [/^[0-9\u00B2\u00B3\u00B9\u06F0-\u06F9]/u, "EN"],
  [/^[\u0600-\u0605\u0660-\u0669\u066B\u066C\u06DD]/u, "AN"],
  [/^[+\-\u2212]/u, "ES"],
  [/^[#$%\u00A2-\u00A5\u00B0\u00B1\u066A\u2030\u20A0-\u20CF]/u, "ET"],
  [/^[,./:\u00A0\u060C\u202F]/u, "CS"],
  [/^[\p{Mn}\p{Me}]/u, "NSM"],
  [/^[\u061B\u061E\u061F]/u, "AL"],
  [/^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u, "AL"],
  [/^[\p{Script=Hebrew}\p{Script=Nko}\u200F]/u, "R"],
  [/^\s/u, "WS"],
  [/^[\p{L}\p{N}\u200E]/u, "L"],
];

/** The class of a grapheme: that of its first letter. */
export function bidiClass(text: string): BidiClass {
  return byPattern.find(([pattern]) => pattern.test(text))?.[1] ?? "ON";
}
