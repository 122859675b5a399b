/** Semantic version of the bundle's own format: a changed key or path is a new major (docs/bundle-format.md). */
export const formatVersion = "2.0.0";

/** A value as a text file of JSON, one key a line, so that people can read it too. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
