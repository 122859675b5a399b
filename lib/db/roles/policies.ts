import { createHash } from "node:crypto";
import { type ClientBase, escapeIdentifier } from "pg";
import { roles, settings } from "./names.ts";

/** A table as the catalogue has it. `links`: what its rows hang on, as column and the table it leads to. */
export type Table = {
  name: string;
  columns: string[];
  links: { column: string; to: string; key: string }[];
  enabled: boolean;
  forced: boolean;
  policies: string[];
};

/**
 * One table's rule: which rows the limited role reaches. `why`: why that is all of them; `unforced`: why the owner is not
 * under it.
 */
type Rule = { reach: string; why?: string; unforced?: string };

const set = (name: string) => `(select current_setting('${name}'))`;
const words = (name: string) => `string_to_array(${set(name)}, ',')`;
const brandIs = (brand: string) =>
  `(${set(settings.brands)} = '*' or ${brand} = any(${words(settings.brands)}))`;
const placeIs = (place: string) =>
  `(${set(settings.places)} = '*' or ${place} = any(${words(settings.places)}) or split_part(${place}, '-', 1) = any(${words(settings.places)}))`;
const mine = (table: string, more = "") =>
  `exists (select from ${table} n where n.request_id = request.id and n.staff_id = ${set(settings.staff)}::uuid${more})`;
const requestIs = (id: string) => `exists (select from request r where r.id = ${id})`;

/** Tables whose rows do not say by `request_id` or by what they hang on which request they belong to, or must not. */
const own: Readonly<Record<string, Rule>> = {
  request: {
    reach: `((${brandIs("coalesce(brand_id, 'company')")} and ${placeIs("place")}) or ${mine("request_confidant")} or ${mine("broken_glass", " and n.until > now()")})`,
  },
  audit_event: {
    reach: `case when chain ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${requestIs("chain::uuid")} else true end`,
    unforced: "its only writer is `audit_append`, which acts as the owner in whatever scope the act has",
  },
  queue_tally: { reach: `${brandIs("brand")} and ${placeIs("place")}` },
  metric_cell: { reach: `${brandIs("brand")} and ${placeIs("place")}` },
  metric_change: { reach: `${brandIs("brand")} and ${placeIs("place")}` },
  request_confidant: {
    reach: "true",
    why: "the wall of `request` stands on it: ids of requests and of staff, nothing else",
  },
  broken_glass: {
    reach: "true",
    why: "the wall of `request` stands on it; its reason is sealed with the key of the request, which is walled",
  },
};

/** What a limited role reaches of each table that belongs to requests, by name. Pure: from the catalogue alone. */
export function walls(tables: readonly Table[]): Map<string, Rule> {
  const found = new Map<string, Rule>(
    Object.entries(own).filter(([name]) => tables.some((table) => table.name === name)),
  );
  for (const { name, columns } of tables) {
    if (found.has(name) || !columns.includes("request_id")) continue;
    found.set(name, { reach: `(${name}.request_id is null or ${requestIs(`${name}.request_id`)})` });
  }
  // What hangs on something walled is walled by it, and so on to the leaves.
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { name, links } of tables) {
      const up = links.filter(({ to }) => to !== name && found.has(to) && !found.get(to)?.why);
      if (found.has(name) || up.length === 0) continue;
      const each = up.map(
        ({ column, to, key }) =>
          `(${name}.${escapeIdentifier(column)} is null or exists (select from ${to} u where u.${escapeIdentifier(key)} = ${name}.${escapeIdentifier(column)}))`,
      );
      found.set(name, { reach: each.join(" and ") });
    }
  }
  return found;
}

/** Every table of ours with what row security stands on. */
export async function tablesOf(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
        array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
        array(select p.polname::text from pg_policy p where p.polrelid = c.oid) as policies,
        coalesce((select json_agg(json_build_object('column', a.attname, 'to', k.confrelid::regclass::text, 'key', b.attname) order by a.attname)
          from pg_constraint k join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
            join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
          where k.conrelid = c.oid and k.contype = 'f' and cardinality(k.conkey) = 1), '[]') as links
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  return rows;
}

/**
 * The statements that give a table its wall, as one text; null where it stands already. Three policies: the house sees
 * all (a constant, which costs a query nothing and keeps all its indexes), the limited role what it reaches, and the owner
 * all where it says so. What is written is not looked at: whoever cannot see a row cannot change it.
 */
export function wallOf(table: Table, { reach, unforced }: Rule, owner: string): string | null {
  const name = escapeIdentifier(table.name);
  const policies = [
    `to ${roles.app} using (true)`,
    `to ${roles.limited} using (${reach}) with check (true)`,
    `to ${escapeIdentifier(owner)} using (${set(settings.owner)} = '*')`,
  ].map((text) => ({
    text,
    called: `habeas_${createHash("sha256").update(text).digest("hex").slice(0, 12)}`,
  }));
  const stale = table.policies.filter((one) => !policies.some(({ called }) => called === one));
  const missing = policies.filter(({ called }) => !table.policies.includes(called));
  const force = unforced === undefined;
  const stands = table.enabled && table.forced === force;
  if (stands && stale.length === 0 && missing.length === 0) return null;
  return [
    ...(stands
      ? []
      : [`alter table ${name} enable row level security, ${force ? "" : "no "}force row level security`]),
    ...stale.map((one) => `drop policy ${escapeIdentifier(one)} on ${name}`),
    ...missing.map(({ called, text }) => `create policy ${called} on ${name} ${text}`),
  ].join("; ");
}
