import { hasInvoices } from "../world/people.ts";
import { type Check, judged } from "./ground.ts";
import { heldOf, lastWrite, marksOf } from "./sources.ts";

/** I3: an erasure that is done left nothing in any source but what the plan keeps, and was looked up after the last write. */
export const erasedMeansGone: Check = async (ground) => {
  const wrong: string[] = [];
  const rows = await ground.ask(
    "habeas",
    `select e.request_id, (select jsonb_object_agg(s.system_id, r.body) from erasure_receipt r join erasure_system s on s.id = r.system_row
        where s.erasure_id = e.id) as receipts
      from erasure e where e.request_id = any($1) and e.state = 'done' and e.number =
        (select max(number) from erasure l where l.request_id = e.request_id)`,
    [ground.requests],
  );
  const whose = new Map(judged(ground).map((one) => [one.requestId, one.n]));
  for (const row of rows) {
    const n = whose.get(String(row.request_id));
    if (n === undefined) continue;
    const held = await heldOf(ground, n);
    const kept = hasInvoices(n) ? 2 : 0;
    for (const [system, counts] of Object.entries(held))
      for (const [collection, count] of Object.entries(counts)) {
        const wanted = collection === "invoices" ? kept : 0;
        if (Number(count) !== wanted)
          wrong.push(
            `request ${row.request_id} is erased, and ${system} has ${count} of ${collection} instead of ${wanted}`,
          );
      }
    for (const [system, count] of Object.entries(await marksOf(ground, n)))
      if (count > 0)
        wrong.push(`request ${row.request_id} is erased, and ${count} rows of ${system} name the person`);
    const receipts = (row.receipts ?? {}) as Record<string, string>;
    for (const [system, last] of Object.entries(await lastWrite(ground, n))) {
      const body = receipts[system];
      if (last === 0) continue;
      if (body === undefined)
        wrong.push(`request ${row.request_id}: ${system} was changed and has no receipt`);
      else if (Date.parse((JSON.parse(body) as { recheck: { at: string } }).recheck.at) < last - 1)
        wrong.push(`request ${row.request_id}: ${system} was looked up before its last write`);
    }
  }
  return wrong;
};
