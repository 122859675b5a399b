import type { NextRequest } from "next/server";
import { filterOf, typedFilter } from "#app/desk/_audit/filter.ts";
import { sendLines } from "#app/desk/_audit/send.ts";
import { exportLog } from "#lib/request/audit-log.ts";

/** What is shown of the log, as lines of JSON. */
export function POST(request: NextRequest): Promise<Response> {
  return sendLines(request, "log", (staff, form) =>
    exportLog(staff, filterOf(typedFilter((name) => form.get(name)))),
  );
}
