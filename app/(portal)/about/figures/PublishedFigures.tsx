import type { Text } from "#app/_text/text.ts";
import { denialClasses } from "#lib/decision/denials.ts";
import { fewest, type PublishedRow, type PublishedTable } from "#lib/decision/publish.ts";

const counts = ["complied", "denied", "notHeld", "withdrawn", "open", "medianDays", "meanDays"] as const;

/** One published table: a row for each right. On a phone each row becomes a list. */
export function PublishedFigures({ table, text }: { table: PublishedTable; text: Text }) {
  const { t } = text;
  const columns = ["received", ...counts, "onTime"] as const;
  return (
    <table className="figures" aria-labelledby={`figures-${table.year}-${table.law}`}>
      <thead>
        <tr>
          <th scope="col">{t("figures.right")}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`figures.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <Row key={row.right} row={row} text={text} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, text }: { row: PublishedRow; text: Text }) {
  const { t, language } = text;
  const { shown, received } = row;
  const number = (value: number | null) =>
    value === null ? t("figures.dash") : value.toLocaleString(language, { maximumFractionDigits: 1 });
  const percent = (value: number | null) =>
    value === null
      ? t("figures.dash")
      : (Math.floor(value * 1000) / 1000).toLocaleString(language, {
          style: "percent",
          maximumFractionDigits: 1,
        });
  return (
    <tr>
      <th scope="row">{t(`rights.${row.right}.noun`)}</th>
      <td data-label={t("figures.received")}>
        {received === "few" ? t("figures.few", { count: `${fewest}` }) : number(received)}
      </td>
      {shown === null ? (
        <td colSpan={counts.length + 1} className="figures-few" />
      ) : (
        <>
          {counts.map((column) => (
            <td key={column} data-label={t(`figures.${column}`)}>
              {number(shown[column])}
              {column === "denied" && shown.denied > 0 ? <Because row={shown} text={text} /> : null}
            </td>
          ))}
          <td data-label={t("figures.onTime")}>{percent(shown.onTime)}</td>
        </>
      )}
    </tr>
  );
}

function Because({ row, text: { t } }: { row: NonNullable<PublishedRow["shown"]>; text: Text }) {
  return (
    <ul className="figures-because" aria-label={t("figures.because")}>
      {denialClasses
        .filter((reason) => row.denials[reason] > 0)
        .map((reason) => (
          <li key={reason}>
            {t(`figures.denials.${reason}`)}: {row.denials[reason]}
          </li>
        ))}
    </ul>
  );
}
