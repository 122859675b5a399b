/** What may hide a semicolon: quoted text, dollar quotes, comments; and the semicolon itself. */
const usual = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\$(\w*)\$[\s\S]*?\$\1\$|;/g;
const withHash = new RegExp(`#[^\\n]*|${usual.source}`, "g");

/**
 * Splits the text of an SQL file into its statements, without comments and closing semicolons.
 * @param hash `comment` where `#` begins one; in Postgres it is an operator
 */
export function statementsOf(text: string, hash: "comment" | "operator" = "operator"): string[] {
  const statements: string[] = [];
  let current = "";
  let from = 0;
  for (const match of text.matchAll(hash === "comment" ? withHash : usual)) {
    const found = match[0];
    current += text.slice(from, match.index);
    from = match.index + found.length;
    if (found === ";") {
      statements.push(current);
      current = "";
    } else current += /^(--|\/\*|#)/.test(found) ? " " : found;
  }
  statements.push(current + text.slice(from));
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== "");
}
