import type { NextRequest } from "next/server";
import { sendLines } from "#app/desk/_audit/send.ts";
import { takeWholeLog } from "#lib/request/log-standing.ts";

/** The whole log with its checkpoints, as anybody can check it. */
export function POST(request: NextRequest): Promise<Response> {
  return sendLines(request, "whole-log", (staff) => takeWholeLog(staff));
}
