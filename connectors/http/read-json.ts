import { ConnectorError } from "#connectors/errors.ts";
import { parseExact } from "#connectors/json.ts";

/** Reads a whole answer as JSON in strict UTF-8. Throws `bad_answer`, and never says what stood there. */
export async function readJson(bytes: AsyncIterable<Uint8Array>): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  try {
    return parseExact(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new ConnectorError("bad_answer", "The system's answer is not the JSON that the data map expects.");
  }
}
