import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";

const columns = getTableColumns(request);

/**
 * The columns of the table `request` by their full names: in a select from one table the query builder writes bare ones,
 * which inside a subquery would be the inner table's.
 */
export const column = Object.fromEntries(
  Object.entries(columns).map(([key, { name }]) => [
    key,
    sql`${sql.identifier("request")}.${sql.identifier(name)}`,
  ]),
) as Record<keyof typeof columns, SQL>;
