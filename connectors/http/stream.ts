import { ConnectorError } from "#connectors/errors.ts";
import { isObject, type JsonObject } from "#connectors/json.ts";
import { ArrayScan } from "./array-scan.ts";
import { parsedJson, tooLarge } from "./read-json.ts";

const newline = 10;

function record(bytes: Uint8Array, name: string): JsonObject {
  const found = parsedJson(bytes);
  if (isObject(found)) return found;
  throw new ConnectorError("bad_answer", `The system's answer for ${name} is not a list of records.`);
}

/** One JSON object a line, each parsed as it comes. Throws `bad_answer` for a broken line or one of too many bytes. */
export async function* linesOf(
  bytes: AsyncIterable<Uint8Array>,
  most: number,
  name: string,
): AsyncGenerator<JsonObject> {
  let parts: Uint8Array[] = [];
  let held = 0;
  const whole = (): JsonObject | undefined => {
    const line = Buffer.concat(parts);
    parts = [];
    held = 0;
    return line.every((byte) => byte === 32 || byte === 9 || byte === 13) ? undefined : record(line, name);
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      parts.push(chunk.subarray(from, end));
      if (held + end - from > most) throw tooLarge(name);
      from = end + 1;
      const item = whole();
      if (item !== undefined) yield item;
    }
    parts.push(chunk.subarray(from));
    held += chunk.length - from;
    if (held > most) throw tooLarge(name);
  }
  const last = whole();
  if (last !== undefined) yield last;
}

/** The records of the list at a JSON pointer, each parsed as it comes. */
export async function* elementsOf(
  bytes: AsyncIterable<Uint8Array>,
  pointer: string,
  most: number,
  name: string,
): AsyncGenerator<JsonObject> {
  const scan = new ArrayScan(pointer, most, name);
  for await (const chunk of bytes) for (const element of scan.feed(chunk)) yield record(element, name);
  scan.end();
}
