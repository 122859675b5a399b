import { plainPage } from "#app/_forms/plain-page.ts";
import { csvLine } from "#app/_text/csv.ts";
import { readersText } from "#app/_text/reader.ts";
import { log } from "#lib/core/log.ts";
import { denialClasses } from "#lib/decision/denials.ts";
import { fewest, type PublishedRow, publishedTables } from "#lib/decision/publish.ts";

export const dynamic = "force-dynamic";

const numbers = [
  "complied",
  "denied",
  "notHeld",
  "withdrawn",
  "open",
  "medianDays",
  "meanDays",
  "onTime",
] as const;

/** Everything that is published, as one table for a spreadsheet, headed in the reader's language. */
export async function GET(): Promise<Response> {
  try {
    const { t } = await readersText();
    const head = [
      ...["year", "law"],
      t("figures.right"),
      t("figures.received"),
      ...numbers.map((column) => t(`figures.${column}`)),
      ...denialClasses.map((reason) => `${t("figures.because")}: ${t(`figures.denials.${reason}`)}`),
    ];
    const cells = ({ right, received, shown }: PublishedRow) => [
      t(`rights.${right}.noun`),
      received === "few" ? `<${fewest}` : received,
      ...numbers.map((column) => shown?.[column] ?? ""),
      ...denialClasses.map((reason) => shown?.denials[reason] ?? ""),
    ];
    const body = (await publishedTables()).flatMap(({ year, law, rows }) =>
      rows.map((row) => [year, law, ...cells(row)]),
    );
    return new Response([head, ...body].map(csvLine).join(""), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="figures.csv"',
      },
    });
  } catch (error) {
    log.error({ err: error }, "the published figures could not be downloaded");
    return plainPage("unmade", "/about/figures");
  }
}
