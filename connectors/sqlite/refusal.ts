import { ConnectorError } from "#connectors/errors.ts";
import { Refusal } from "#connectors/sql/correct/refusal.ts";
import type { Doing } from "#connectors/sql/erase/store.ts";
import { failureOf } from "./failure.ts";

const soon = 1;

// Extended result codes (sqlite.org/rescode.html).
const constraints: Record<number, (collection: string) => string> = {
  787: (collection) => `Another table still refers to rows of ${collection}.`,
  1811: (collection) =>
    `Another table still refers to rows of ${collection}, or a rule of the database refuses it.`,
  1299: (collection) => `A column of ${collection} may not be empty.`,
  2067: (collection) => `What would be written to ${collection} must be unique there.`,
  1555: (collection) => `What would be written to ${collection} must be unique there.`,
  275: (collection) => `A rule of the database does not allow what would be written to ${collection}.`,
  3091: (collection) => `A column of ${collection} cannot hold what would be written there.`,
};

/** Why a change was refused, in plain words, without any value; nothing has changed. */
export function refusalOf(error: unknown, { collection, act }: Doing): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const code = error !== null && typeof error === "object" && "errcode" in error ? Number(error.errcode) : 0;
  const primary = code & 0xff;
  if (primary === 5 || primary === 6) {
    return new ConnectorError("timeout", `Somebody else works on the database file of ${collection}.`, soon);
  }
  if (primary === 8 || primary === 3 || primary === 23 || primary === 14) {
    return new ConnectorError("forbidden", `The account may not ${act} ${collection}. Nothing was changed.`);
  }
  if (primary !== 19) return failureOf(error);
  const sentence =
    constraints[code]?.(collection) ?? `A rule of the database refuses to ${act} ${collection}.`;
  return new Refusal(sentence);
}
