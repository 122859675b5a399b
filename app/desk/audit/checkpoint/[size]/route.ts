import type { NextRequest } from "next/server";
import { sendSigned } from "#app/desk/_audit/send.ts";
import { takeCheckpoint } from "#lib/request/log-standing.ts";

const checkpoint = {
  type: "text/plain; charset=utf-8",
  name: (size: number) => `checkpoint-${size}.txt`,
};

/** What was signed about the log when it had so many events. */
export function GET(_request: NextRequest, { params }: { params: Promise<{ size: string }> }) {
  return sendSigned(params, checkpoint, takeCheckpoint);
}
