import { ConnectorError } from "#connectors/errors.ts";
import { Refusal } from "#connectors/sql/correct/refusal.ts";
import type { Doing } from "#connectors/sql/erase/store.ts";
import { failureOf } from "./failure.ts";

const soon = 1;
const tooMuch = new Set([1264, 1265, 1292, 1366, 1406, 1411, 1690]);

/** Why a change was refused, in plain words, without any value; nothing has changed. */
export function refusalOf(error: unknown, { collection, act }: Doing): ConnectorError {
  const number =
    error !== null && typeof error === "object" && "errno" in error && !(error instanceof ConnectorError)
      ? Number(error.errno)
      : 0;
  const stopped = (sentence: string) => new Refusal(sentence);
  const [, name] = /CONSTRAINT [`]([^`]+)[`]/.exec(error instanceof Error ? error.message : "") ?? [];
  const named = name === undefined ? "" : ` (${name})`;
  switch (number) {
    case 1044:
    case 1142:
    case 1143:
    case 1227:
    case 1370:
      return new ConnectorError(
        "forbidden",
        `The account may not ${act} ${collection}. Nothing was changed.`,
      );
    case 1205:
    case 1213:
      return new ConnectorError("timeout", `Somebody else works on rows of ${collection}.`, soon);
    case 1217:
    case 1451:
      return stopped(`Another table still refers to rows of ${collection}${named}.`);
    case 1216:
    case 1452:
      return stopped(`What would be written to ${collection} refers to nothing${named}.`);
    case 1048:
      return stopped(`A column of ${collection} may not be empty.`);
    case 1062:
      return stopped(`What would be written to ${collection} must be unique there.`);
    case 4025:
    case 1644:
      return stopped(`A rule of the database refuses to ${act} ${collection}.`);
    case 1288:
    case 1290:
    case 1471:
    case 1792:
      return stopped(`The database does not let anybody ${act} ${collection}.`);
    default:
      return tooMuch.has(number)
        ? stopped(`A column of ${collection} cannot hold what would be written there.`)
        : failureOf(error);
  }
}
