import { ConnectorError } from "#connectors/errors.ts";
import type { CsvLayout } from "../csv.ts";
import { Unwritable } from "./unwritable.ts";

type Encoding = CsvLayout["encoding"];

/** The text of bytes, a byte order mark with it, so that writing it again gives the same bytes. */
export async function* decodedWhole(
  bytes: AsyncIterable<Buffer>,
  encoding: Encoding,
  name: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const read = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new ConnectorError("bad_answer", `${name} is not written in ${encoding}.`);
    }
  };
  for await (const chunk of bytes) yield read(chunk);
  yield read();
}

const singles = new Map<Encoding, Map<string, number>>();

/** The bytes of a text. Throws `Unwritable` for characters that the encoding does not have. */
export function encoded(text: string, encoding: Encoding): Buffer {
  if (encoding === "utf-8") return Buffer.from(text, "utf8");
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  const table = tableOf(encoding);
  const bytes = Buffer.allocUnsafe(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const byte = table.get(text.charAt(at));
    if (byte === undefined) throw new Unwritable(`A new value cannot be written in ${encoding}.`);
    bytes[at] = byte;
  }
  return bytes;
}

/** In both encodings of one byte each of the 256 stands for a character of its own. */
function tableOf(encoding: Encoding): Map<string, number> {
  const known = singles.get(encoding);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(encoding);
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(new Uint8Array([byte])), byte]),
  );
  singles.set(encoding, table);
  return table;
}
