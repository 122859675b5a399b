import { Readable } from "node:stream";
import type { NextRequest } from "next/server";
import { currentStaff } from "#app/_auth/staff.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { batchAddress } from "#app/desk/_batches/words.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { readBatch } from "#lib/erasure/batch/read.ts";
import { batchReceipts, type ReceiptFile } from "#lib/erasure/batch/receipt-file.ts";

type Context = { params: Promise<{ number: string }> };

/** Every receipt of a batch, one a line: each line is a file of its own that anybody can check. */
export async function GET(_request: NextRequest, context: Context): Promise<Response> {
  const number = Number((await context.params).number);
  const staff = await currentStaff();
  if (!staff) return seeOther("/desk/sign-in");
  try {
    const batch = await readBatch(staff, number, { samples: false });
    if (batch?.status !== "done") return seeOther("/desk/erasures");
    const lines = Readable.toWeb(Readable.from(linesOf(batchReceipts(staff, batch.id))));
    return new Response(lines as ReadableStream<Uint8Array>, {
      headers: {
        "Content-Type": "application/x-ndjson; charset=utf-8",
        "Content-Disposition": `attachment; filename="receipts-${batch.number}.ndjson"`,
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    if (error instanceof HabeasError) return seeOther("/desk/erasures");
    log.error({ err: error }, "receipts could not be made");
    return plainPage("unmade", batchAddress(number));
  }
}

async function* linesOf(receipts: AsyncIterable<ReceiptFile>): AsyncGenerator<Uint8Array> {
  for await (const { text } of receipts) yield Buffer.from(`${JSON.stringify(JSON.parse(text))}\n`);
}
