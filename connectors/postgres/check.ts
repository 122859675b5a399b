import type { Collection } from "#connectors/collection.ts";
import type { CheckStep, SessionContext } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { neededFields } from "#connectors/lineage.ts";
import { reachDatabase, timedSteps } from "#connectors/sql/checking.ts";
import { columnOf } from "#connectors/sql/values.ts";
import { type Catalogue, readCatalogue } from "./catalogue.ts";
import { failureOf } from "./failure.ts";
import { beginReading, connect, type Link } from "./link.ts";
import type { PostgresSettings } from "./settings.ts";

type Context = SessionContext<PostgresSettings>;

/** Network, sign-in, every declared column readable, and no more rights than reading. Stops at the first failure. */
export async function checkDatabase(context: Context): Promise<CheckStep[]> {
  const { steps, step } = timedSteps(failureOf);
  let link: Link | undefined;
  try {
    if (!(await step("network", () => reach(context)))) return steps;
    const signedIn = await step("sign_in", async () => {
      link = await connect(context.settings, context.signal);
      return "Signed in.";
    });
    if (!signedIn || link === undefined) return steps;
    const { client } = link;
    await step("read", async () => {
      await beginReading(client, context.settings.statement_seconds);
      const catalogue = await readCatalogue(client, context.collections, context.settings.schema);
      for (const one of context.collections) {
        const place = catalogue.placeOf(one);
        const columns = readFields(one, context.collections).map((field) => columnOf(place, field, "c").sql);
        await client.query(`select ${columns.join(", ")} from ${place.sql} c limit 0`);
      }
      const hidden = await client.query<{ n: string }>(
        "select count(*) as n from unnest($1::text[]) t(name) where row_security_active(t.name)",
        [tablesOf(context, catalogue)],
      );
      if (Number(hidden.rows[0]?.n) > 0) return "Readable, but row security may hide rows from this account.";
      return "Every declared column can be read.";
    });
    await step("least_privilege", async () => {
      const catalogue = await readCatalogue(client, context.collections, context.settings.schema);
      const excess = await client.query<{ n: string; super: boolean }>(
        `select (select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user) as super,
                count(*) filter (where has_table_privilege(t.name, 'insert, update, delete, truncate')) as n
           from unnest($1::text[]) t(name)`,
        [tablesOf(context, catalogue)],
      );
      const found = excess.rows[0];
      if (found?.super || Number(found?.n) > 0) {
        throw new ConnectorError(
          "misconfigured",
          "The account can do more than read: give it select on the declared columns only.",
        );
      }
      return "The account can only read.";
    });
    return steps;
  } finally {
    await link?.close();
  }
}

/** The columns that the walk reads: the map's own of this collection, and those by which others belong to it. */
function readFields(one: Collection, collections: readonly Collection[]): string[] {
  const tied = collections.flatMap((other) =>
    other.belongs
      .filter((edge) => edge.to === one.name)
      .flatMap((edge) => edge.on.map((tie) => tie.theirs.column)),
  );
  return [...new Set([...neededFields(one), ...tied])];
}

const tablesOf = (context: Context, catalogue: Catalogue) =>
  context.collections.map((one) => catalogue.placeOf(one).sql);

function reach({ settings, signal }: Context): Promise<string> {
  const url = new URL(settings.url);
  const host = url.searchParams.get("host") ?? url.hostname.replace(/^\[|\]$/g, "");
  const port = Number(url.port || 5432);
  const place = host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
  return reachDatabase({ ...place, signal }, settings.connect_seconds);
}
