import { ConnectorError } from "#connectors/errors.ts";
import { Refusal } from "#connectors/sql/correct/refusal.ts";
import type { Doing } from "#connectors/sql/erase/store.ts";
import { failureOf } from "./failure.ts";

/** How long to wait before rows are asked for again that somebody else works on. */
const soon = 1;

/** Why a change was refused, in plain words. Constraints and tables are named, values never; nothing has changed. */
export function refusalOf(error: unknown, { collection, act }: Doing): ConnectorError {
  if (error instanceof ConnectorError || !(error instanceof Error) || !("code" in error))
    return failureOf(error);
  const told = error as Error & { code?: unknown; constraint?: unknown; table?: unknown };
  const name = typeof told.constraint === "string" ? ` (${told.constraint})` : "";
  const stopped = (sentence: string) => new Refusal(sentence);
  switch (told.code) {
    case "42501":
      return new ConnectorError(
        "forbidden",
        `The account may not ${act} ${collection}. Nothing was changed.`,
      );
    case "55P03":
    case "40001":
    case "40P01":
      return new ConnectorError("timeout", `Somebody else works on rows of ${collection}.`, soon);
    case "23503":
    case "23001":
      return stopped(
        act === "change"
          ? `A reference between ${collection} and another table does not allow it${name}.`
          : `${typeof told.table === "string" ? told.table : "Another table"} still refers to rows of ${collection}${name}.`,
      );
    case "23502":
      return stopped(`A column of ${collection} may not be empty.`);
    case "23505":
      return stopped(`What would be written to ${collection} must be unique there${name}.`);
    case "23514":
      return stopped(`A rule of the database does not allow what would be written to ${collection}${name}.`);
    case "P0001":
      return stopped(`A rule of the database refuses to ${act} ${collection}.`);
    case "25006":
    case "55000":
      return stopped(`The database does not let anybody ${act} ${collection}.`);
    default:
      return typeof told.code === "string" && told.code.startsWith("22")
        ? stopped(`A column of ${collection} cannot hold what would be written there.`)
        : failureOf(error);
  }
}
