import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { anyMark } from "../world/people.ts";
import type { Check, Ground } from "./ground.ts";

/** I9: no mark of anybody in logs, jobs, rows in the open, temporary files or the store. */
export const nothingPersonal: Check = async (ground) => [
  ...(await inJobs(ground)),
  ...inFiles(ground),
  ...(ground.whole ? await inTables(ground) : []),
];

async function inJobs(ground: Ground): Promise<string[]> {
  const rows = await ground.ask(
    "habeas",
    "select name, count(*)::int as n from pgboss.job where data::text ~* $1 or output::text ~* $1 group by name",
    [anyMark.source],
  );
  return rows.map((row) => `${row.n} jobs of ${row.name} name somebody`);
}

function inFiles({ folder, whole }: Ground): string[] {
  const logs = readdirSync(folder).filter((name) => name.endsWith(".log"));
  const further = whole ? ["store", "tmp"].flatMap((name) => filesIn(join(folder, name))) : [];
  return [...logs.map((name) => join(folder, name)), ...further]
    .filter((path) => anyMark.test(readFileSync(path).toString("latin1")))
    .map((path) => `${path.slice(folder.length + 1)} names somebody`);
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);

/** Every table of the house as text, and its bytes both as they are and as the hexadecimal that they are shown in. */
async function inTables(ground: Ground): Promise<string[]> {
  const wrong: string[] = [];
  const tables = await ground.ask(
    "habeas",
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  );
  // "kx", digits, then "shop" and so on, in hexadecimal.
  const words = ["shop", "news", "visits", "crm", "mail", "name"].map((one) =>
    Buffer.from(one).toString("hex"),
  );
  const hex = `6b78(3[0-9])+(${words.join("|")})`;
  for (const { name } of tables) {
    const [found] = await ground.ask(
      "habeas",
      `select count(*)::int as n from ${name} t where t::text ~* $1 or t::text ~ $2`,
      [anyMark.source, hex],
    );
    if (Number(found?.n) > 0) wrong.push(`${found?.n} rows of ${name} name somebody in the open`);
  }
  return wrong;
}
