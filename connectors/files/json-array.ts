import { ConnectorError } from "#connectors/errors.ts";
import type { JsonObject } from "#connectors/json.ts";
import { objectIn } from "./ndjson.ts";
import { bytesOf, provingOf, type Source, type Wanted } from "./source.ts";

const longestRecord = 64 * 1024 * 1024;
const [quote, backslash, comma, openList, closeList] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d];
const [openBrace, closeBrace] = [0x7b, 0x7d];

/**
 * The wanted objects of a file that is one JSON array of objects. The array is cut into its elements byte by byte, so
 * that memory stays at one of them; each is parsed, and a file that is anything else is refused.
 */
export async function* arrayRecords(
  source: Source,
  collection: string,
  wanted: Wanted,
): AsyncGenerator<JsonObject> {
  const proving = provingOf(collection, wanted.proofs);
  let place = 0;
  for await (const { element } of elementsIn(bytesOf(source), source.name)) {
    if (element === null) continue;
    place += 1;
    const record = objectIn(element);
    if (record === null)
      throw new ConnectorError("bad_answer", `Element ${place} of ${source.name} is not a JSON object.`);
    proving.see(record);
    if (wanted.keep(record)) yield record;
  }
  proving.end();
}

/**
 * The bytes of each element of the array with those that stand before it, and at last those after all elements, with
 * null. Throws `bad_answer` for what is no array, or not a whole one.
 */
export async function* elementsIn(
  bytes: AsyncIterable<Buffer>,
  name: string,
): AsyncGenerator<{ lead: Buffer; element: Buffer | null }> {
  const broken = () => new ConnectorError("bad_answer", `${name} is not one whole JSON array of objects.`);
  let state: "before" | "first" | "next" | "inside" | "between" | "after" = "before";
  let depth = 0;
  let inText = false;
  let escaped = false;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let isStart = true;
  let lead: Buffer[] = [];
  for await (const chunk of bytes) {
    // Where the element begins, or else what stands between two of them.
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (state === "inside") {
        if (escaped) escaped = false;
        else if (inText) {
          if (byte === backslash) escaped = true;
          else if (byte === quote) inText = false;
        } else if (byte === quote) inText = true;
        else if (byte === openBrace || byte === openList) depth += 1;
        else if (byte === closeBrace || byte === closeList) {
          depth -= 1;
          if (depth === 0) {
            yield {
              lead: Buffer.concat(lead),
              element: Buffer.concat([...held, chunk.subarray(from, at + 1)]),
            };
            held = [];
            lead = [];
            heldBytes = 0;
            state = "between";
            from = at + 1;
          }
        }
        continue;
      }
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) continue;
      const mark = isStart && at < 3 && byte === [0xef, 0xbb, 0xbf][at];
      if (mark && state === "before") continue;
      if (state === "before" && byte === openList) state = "first";
      else if ((state === "first" || state === "next") && byte === openBrace) {
        state = "inside";
        depth = 1;
        lead.push(chunk.subarray(from, at));
        from = at;
      } else if (state === "between" && byte === comma) state = "next";
      else if ((state === "between" || state === "first") && byte === closeList) state = "after";
      else throw broken();
    }
    isStart = false;
    if (state !== "inside") {
      lead.push(chunk.subarray(from));
      continue;
    }
    held.push(chunk.subarray(from));
    heldBytes += chunk.length - from;
    if (heldBytes > longestRecord)
      throw new ConnectorError("bad_answer", `A record of ${name} is longer than 64 MB.`);
  }
  if (state !== "after") throw broken();
  yield { lead: Buffer.concat(lead), element: null };
}
