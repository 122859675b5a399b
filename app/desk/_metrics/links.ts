import { queueAddress } from "#app/desk/_queue/address.ts";
import { addDays, addMonths, type Day } from "#lib/core/day.ts";
import type { Asked } from "#lib/metrics/asked.ts";

/** The terms of the queue's language that every list behind a figure begins with. */
function filters({ right, law, brand }: Asked): string[] {
  return [
    ...(right === null ? [] : [`right:${right}`]),
    ...(law === null ? [] : [`law:${law}`]),
    ...(brand === null ? [] : [`brand:${brand}`]),
  ];
}

const lastOf = (month: Day): Day => addDays(addMonths(month, 1), -1);

/** The days of the months of a period, as the queue's language writes them. */
const spanOf = (key: "received" | "ended", from: Day, to: Day): string => `${key}:${from}..${lastOf(to)}`;

/** The list of what came, or was answered or ended, in a period; `more`: further terms. */
export function listOf(
  key: "received" | "ended",
  asked: Asked,
  more: readonly string[] = [],
  month?: Day,
): string {
  const [from, to] = month ? [month, month] : [asked.from, asked.to];
  return queueAddress([...filters(asked), ...more, spanOf(key, from, to)].join(" "));
}

/** The list of what is open now. */
export function openList(asked: Asked, more: readonly string[]): string {
  return queueAddress([...filters(asked), ...more].join(" "));
}

/** The same figures for another right, law, brand or period. */
export function metricsAddress(
  path: "" | "/csv",
  asked: Asked & { period: string },
  change: Partial<Record<"right" | "law" | "brand" | "period", string>> = {},
): string {
  const { period, right, law, brand } = { ...asked, ...change };
  const query = Object.entries({ period, right, law, brand }).flatMap(([name, value]) =>
    value === null || (name === "period" && value === "12m") ? [] : [[name, value] as [string, string]],
  );
  return `/desk/metrics${path}${query.length > 0 ? `?${new URLSearchParams(query)}` : ""}`;
}
