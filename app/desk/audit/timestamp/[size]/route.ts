import type { NextRequest } from "next/server";
import { sendSigned } from "#app/desk/_audit/send.ts";
import { takeTimestamp } from "#lib/request/log-standing.ts";

const timestamp = {
  type: "application/timestamp-token",
  name: (size: number) => `checkpoint-${size}.tst`,
};

/** What a time stamp authority said about the checkpoint over so many events. */
export function GET(_request: NextRequest, { params }: { params: Promise<{ size: string }> }) {
  return sendSigned(params, timestamp, takeTimestamp);
}
