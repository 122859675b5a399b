import type { NextRequest } from "next/server";
import { currentStaff } from "#app/_auth/staff.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { csvLine } from "#app/_text/csv.ts";
import { askedFigures } from "#app/desk/_figures/address.ts";
import { columns, denialWords } from "#app/desk/_figures/words.ts";
import { rightWords } from "#app/desk/_kit/words.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { denialClasses } from "#lib/decision/denials.ts";
import { figuresOf } from "#lib/decision/figures.ts";

/** The figures of a year as a table for a spreadsheet. Every cell is a number or a word of ours. */
export async function GET(request: NextRequest): Promise<Response> {
  const staff = await currentStaff();
  if (!staff) return seeOther("/desk/sign-in");
  const query = request.nextUrl.searchParams;
  try {
    const { year, law } = askedFigures({ year: query.get("year") ?? "", law: query.get("law") ?? "" });
    const { rows } = await figuresOf(staff, year, law);
    const head = [
      "Right",
      ...columns.map(({ name }) => name),
      ...denialClasses.map((one) => `Denied: ${denialWords[one]}`),
    ];
    const body = rows.map((row) => [
      rightWords[row.right],
      ...columns.map(({ of }) => of(row)),
      ...denialClasses.map((one) => row.denials[one]),
    ]);
    return new Response([head, ...body].map(csvLine).join(""), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="figures-${year}${law === null ? "" : `-${law.toLowerCase()}`}.csv"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (!(error instanceof HabeasError)) log.error({ err: error }, "figures could not be downloaded");
    return plainPage("trouble", "/desk/figures");
  }
}
