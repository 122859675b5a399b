import type { NextRequest } from "next/server";
import { documentAnswer } from "#app/desk/_kit/document.ts";
import { firstQuery } from "#app/desk/_queue/address.ts";
import { exportQueue } from "#lib/queue/export.ts";

async function* bytesOf(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const line of lines) yield encoder.encode(line);
}

/** A view of the queue as a table for a spreadsheet, row by row. That it was taken is in the log. */
export async function GET(request: NextRequest): Promise<Response> {
  const query = request.nextUrl.searchParams.get("q") ?? firstQuery;
  return documentAnswer("/desk", async (actor) => {
    const { fileName, lines } = await exportQueue(actor, query.slice(0, 1000));
    return { type: "text/csv; charset=utf-8", name: fileName, stream: bytesOf(lines) };
  });
}
