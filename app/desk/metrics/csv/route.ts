import type { NextRequest } from "next/server";
import { currentStaff } from "#app/_auth/staff.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { csvLine } from "#app/_text/csv.ts";
import { linesOf } from "#app/desk/_metrics/lines.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { companyToday } from "#lib/map/today.ts";
import { askedOf } from "#lib/metrics/asked.ts";
import { readMetrics } from "#lib/metrics/read.ts";

/** What the page of figures shows, as one table for a spreadsheet. Every cell is a number or a word of ours. */
export async function GET(request: NextRequest): Promise<Response> {
  const staff = await currentStaff();
  if (!staff) return seeOther("/desk/sign-in");
  try {
    const asked = askedOf(Object.fromEntries(request.nextUrl.searchParams), companyToday());
    const lines = linesOf(await readMetrics(staff, asked));
    return new Response(lines.map(csvLine).join(""), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="metrics-${asked.from.slice(0, 7)}-to-${asked.to.slice(0, 7)}.csv"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (!(error instanceof HabeasError)) log.error({ err: error }, "metrics could not be downloaded");
    return plainPage("trouble", "/desk/metrics");
  }
}
