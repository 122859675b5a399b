import type { CheckStep, SessionContext } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { disclosedFields } from "#connectors/lineage.ts";
import { reachDatabase, timedSteps } from "#connectors/sql/checking.ts";
import { columnOf } from "#connectors/sql/values.ts";
import { readLive } from "./catalogue.ts";
import { failureOf } from "./failure.ts";
import { addressOf, beginReading, connect, type Link } from "./link.ts";
import type { MariadbSettings } from "./settings.ts";

type Context = SessionContext<MariadbSettings>;

/** Network, sign-in, every declared column readable, and no more rights than reading. Stops at the first failure. */
export async function checkDatabase(context: Context): Promise<CheckStep[]> {
  const { steps, step } = timedSteps(failureOf);
  let link: Link | undefined;
  try {
    if (!(await step("network", () => reach(context)))) return steps;
    await step("sign_in", async () => {
      link = await connect(context.settings, context.signal);
      return "Signed in.";
    });
    const signedIn = link;
    if (signedIn === undefined) return steps;
    await step("read", () => readable(signedIn, context));
    await step("least_privilege", () => onlyReads(signedIn));
    return steps;
  } finally {
    await link?.close();
  }
}

async function readable(link: Link, { settings, collections }: Context): Promise<string> {
  await beginReading(link, settings.statement_seconds);
  const live = await readLive(link, collections);
  for (const one of collections) {
    const place = live.placeOf(one);
    const columns = disclosedFields(one).map((field, no) => `${columnOf(place, field, "c").sql} as c${no}`);
    await link.rows(`select ${columns.join(", ")} from ${place.sql} c limit 0`);
  }
  const unsafe = await link.rows(
    `select count(*) from information_schema.tables
      where table_schema = database() and table_type = 'BASE TABLE' and engine not in ('InnoDB', 'RocksDB')`,
  );
  if (unsafe[0]?.[0] !== "0") {
    return "Readable, but some tables are of an engine without transactions: they may change while they are read.";
  }
  return "Every declared column can be read.";
}

// What an account that reads may have; `proxy` and everything else is more.
const harmless = new Set(["USAGE", "SELECT", "SHOW VIEW", "SHOW DATABASES"]);

async function onlyReads(link: Link): Promise<string> {
  const grants = (await link.rows("show grants")).map(([grant]) => grant ?? "");
  const excess = grants.some((grant) => {
    const given = /^GRANT (.*?) ON /i.exec(grant)?.[1];
    // Without ON it is a role; what that may do stands in lines of its own.
    if (given === undefined) return /WITH (ADMIN|GRANT) OPTION/i.test(grant);
    const rights = given.replace(/\([^)]*\)/g, "").split(",");
    return (
      /WITH GRANT OPTION/i.test(grant) || rights.some((right) => !harmless.has(right.trim().toUpperCase()))
    );
  });
  if (!excess) return "The account can only read.";
  throw new ConnectorError(
    "misconfigured",
    "The account can do more than read: give it select on the declared columns only.",
  );
}

function reach({ settings, signal }: Context): Promise<string> {
  return reachDatabase({ ...addressOf(settings), signal }, settings.connect_seconds);
}
