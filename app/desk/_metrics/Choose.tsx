import { Button } from "#app/_ui/Button.tsx";
import { lawTitle } from "#app/desk/_figures/words.ts";
import { rightWords } from "#app/desk/_kit/words.ts";
import { addMonths } from "#lib/core/day.ts";
import { rights } from "#lib/law/rights.ts";
import type { Asked } from "#lib/metrics/asked.ts";
import { monthName } from "./words.ts";

/** Which period and what of it: a plain form, whose choice is the address. */
export function Choose({
  asked,
  today,
  laws,
  brands,
}: {
  asked: Asked & { period: string };
  today: string;
  laws: readonly string[];
  brands: readonly { id: string; name: string }[];
}) {
  const month = `${today.slice(0, 7)}-01`;
  const months = Array.from({ length: 13 }, (_, at) => addMonths(month, -at));
  const year = Number(today.slice(0, 4));
  return (
    <form action="/desk/metrics" method="get" className="metrics-choose">
      <label>
        Period
        <select name="period" defaultValue={asked.period}>
          <option value="3m">Last 3 months</option>
          <option value="12m">Last 12 months</option>
          <option value="24m">Last 24 months</option>
          {[year, year - 1].map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
          {months.map((one) => (
            <option key={one} value={one.slice(0, 7)}>
              {monthName(one)}
            </option>
          ))}
        </select>
      </label>
      <label>
        Right
        <select name="right" defaultValue={asked.right ?? ""}>
          <option value="">every right</option>
          {rights.map((one) => (
            <option key={one} value={one}>
              {rightWords[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        Law
        <select name="law" defaultValue={asked.law ?? ""}>
          <option value="">every law</option>
          {laws.map((one) => (
            <option key={one} value={one}>
              {lawTitle(one)}
            </option>
          ))}
        </select>
      </label>
      {brands.length > 1 ? (
        <label>
          Brand
          <select name="brand" defaultValue={asked.brand ?? ""}>
            <option value="">every brand</option>
            {brands.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <Button second small>
        Show
      </Button>
    </form>
  );
}
