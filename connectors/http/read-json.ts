import { ConnectorError } from "#connectors/errors.ts";
import { parseExact } from "#connectors/json.ts";

/**
 * Reads a whole answer as JSON in strict UTF-8. Throws `bad_answer`, and never says what stood there. Where `mayBeEmpty`
 * no bytes at all are read as null.
 */
export async function readJson(bytes: AsyncIterable<Uint8Array>, mayBeEmpty = false): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  if (mayBeEmpty && chunks.length === 0) return null;
  return parsedJson(Buffer.concat(chunks));
}

/** JSON in strict UTF-8. Throws `bad_answer`. */
export function parsedJson(bytes: Uint8Array): unknown {
  try {
    return parseExact(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw broken();
  }
}

/** The error for what is no JSON. */
export const broken = () =>
  new ConnectorError("bad_answer", "The system's answer is not the JSON that the data map expects.");

/** The error for a record that would not fit into memory. */
export const tooLarge = (name: string) =>
  new ConnectorError("bad_answer", `A record of ${name} is larger than allowed.`);
