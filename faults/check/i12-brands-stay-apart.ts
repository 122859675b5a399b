import { brandOf } from "../world/people.ts";
import { type Check, judged, written } from "./ground.ts";

const hosts: Record<string, string> = { company: "localhost", harbour: "privacy.harbour.example.net" };

/** I12: nothing of one brand reaches another: rows, mails, and what staff of a brand see. */
export const brandsStayApart: Check = async (ground) => {
  const wrong: string[] = [];
  const asked = judged(ground);
  const rows = await ground.ask("habeas", "select id, brand_id from request where id = any($1)", [
    ground.requests,
  ]);
  const told = new Map(asked.map((one) => [one.requestId, one]));
  for (const row of rows) {
    const one = told.get(String(row.id));
    if (one && one.brand !== row.brand_id) wrong.push(`request ${row.id} was asked of another brand`);
  }
  const mixed = await ground.ask(
    "habeas",
    "select dossier_id from request where id = any($1) group by dossier_id having count(distinct coalesce(brand_id, '')) > 1",
    [ground.requests],
  );
  for (const row of mixed) wrong.push(`dossier ${row.dossier_id} has two brands`);
  const byPerson = new Map(asked.map((one) => [`kx${one.n}mail@example.com`, one]));
  for (const mail of written.mails(ground)) {
    const one = byPerson.get(mail.to);
    const host = /@([^>]+)>$/.exec(mail.messageId)?.[1];
    if (one && host !== hosts[brandOf(one.n) ?? "company"])
      wrong.push(`request ${one.requestId}: a mail came in the name of ${host}`);
  }
  const all = await ground.ask(
    "habeas",
    "select reference, coalesce(brand_id, 'company') as brand from request",
  );
  const brands = new Map(all.map((row) => [String(row.reference), String(row.brand)]));
  for (const shown of written.shown(ground))
    for (const reference of shown.references) {
      const brand = brands.get(reference);
      if (brand !== undefined && !shown.brands.includes(brand))
        wrong.push(`${reference} of ${brand} was shown to staff of ${shown.brands.join(", ")}`);
    }
  return wrong;
};
