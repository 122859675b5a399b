import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { npmPackage } from "../packages.ts";
import type { Dialect } from "../product.ts";
import { statementsOf } from "../statements.ts";

const version = "2.21.2";
const modules = ["@medusajs/customer", "@medusajs/cart", "@medusajs/order"];

/** What a published migration is: a class whose `up` says its statements. */
type Migration = new () => { up(): Promise<void>; said: string[] };

/**
 * The customer, cart and order modules of Medusa 2, a shop, from the published npm packages. Their migrations are
 * programs that hand each statement to the ORM; here they hand it to us. They exist for Postgres only.
 * @throws PackageUnavailable
 */
export async function medusaSchema(dialect: Dialect): Promise<string[]> {
  if (dialect !== "postgres") throw new Error(`Medusa has no schema for ${dialect}`);
  const said: string[] = [];
  for (const name of modules) {
    const { folder } = await npmPackage(name, version);
    const migrations = join(folder, "dist/migrations");
    for (const file of readdirSync(migrations).sort())
      if (file.endsWith(".js"))
        said.push(...(await statementsSaid(readFileSync(join(migrations, file), "utf8"))));
  }
  return said.flatMap((text) => statementsOf(text));
}

async function statementsSaid(program: string): Promise<string[]> {
  const provided = {
    Migration: class {
      said: string[] = [];
      addSql(text: string) {
        this.said.push(text);
      }
    },
    generatePostgresAlterColummnIfExistStatement: alterIfThere,
  };
  const found: Record<string, Migration> = {};
  const context = createContext({ exports: found, require: () => provided });
  runInContext(program, context, { timeout: 5_000 });
  const [migration] = Object.values(found);
  if (!migration) throw new Error("a published migration exports nothing");
  const one = new migration();
  await one.up();
  return one.said;
}

/** What the framework's helper of that name writes: alters those of the columns that the table has. */
function alterIfThere(table: string, columns: string[], change: string): string {
  const each = columns.map(
    (column) => `if exists (select 1 from information_schema.columns
      where table_name = '${table}' and column_name = '${column}') then
      alter table "${table}" alter column "${column}" ${change}; end if;`,
  );
  return `do $$ begin ${each.join(" ")} end $$;`;
}
