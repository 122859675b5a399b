import type { Collection } from "#connectors/collection.ts";
import { effectFields, type Judged, typeFromEffects } from "#connectors/correctable.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { FieldPath } from "#connectors/language/field-path.ts";
import type { HttpCorrect } from "#connectors/language/http-correct.ts";
import type { HttpLook } from "#connectors/language/http-erase.ts";
import { type Step, stepsTo } from "#connectors/language/place.ts";
import { needKey } from "../erase/reach.ts";
import { checkRequest } from "../request.ts";

/** How records of a collection are changed, and looked at. */
export type Correcting = HttpCorrect & { look: HttpLook };

const wrong = (sentence: string) => new ConnectorError("misconfigured", sentence);

/** What the map says of correcting a collection over http; undefined where it says nothing. */
export function correctOf({ http, name }: Collection): Correcting | undefined {
  if (http?.correct === undefined) return undefined;
  const look = http.correct.look ?? http.erase?.look;
  if (look !== undefined) return { ...http.correct, look };
  throw wrong(`The data map says how ${name} is changed, but not how one record of it is looked at.`);
}

/** Where a field stands in a record as the system sends it; null where that is no single place. */
export function placeOf(collection: Collection, { column, steps }: FieldPath): readonly Step[] | null {
  const place = collection.http?.extract[column];
  const start = place === undefined ? [column] : stepsTo(place);
  if (start === null || steps.some((step) => step.kind === "each")) return null;
  return [...start, ...steps.flatMap((step) => (step.kind === "member" ? [step.name] : []))];
}

/** Whether a field can be changed over http, as the map stands. */
export function judged(collection: Collection, path: FieldPath): Judged {
  const type = typeFromEffects(collection, path.text);
  const correct = correctOf(collection);
  const { name } = collection;
  if (correct === undefined)
    return { type, why: `The data map does not say how ${name} is changed over http.` };
  if (collection.http?.inside !== undefined)
    return { type, why: `${name} stand inside other records and are not changed by themselves.` };
  if (placeOf(collection, path) === null)
    return { type, why: `${path.text} of ${name} may stand in several places of a record.` };
  const sent = JSON.stringify([correct.body, correct.query, correct.path, correct.headers]);
  const holds = ["{changed}", "{whole}", `{new.${path.text}}`].some((one) => sent.includes(one));
  return {
    type,
    why: holds ? null : `What the data map sends to change ${name} over http does not hold ${path.text}.`,
  };
}

/** Checks the placeholders of the requests when the session opens. Throws `misconfigured`. */
export function checkCorrect(collection: Collection): void {
  const correct = correctOf(collection);
  if (correct === undefined) return;
  const { name, key, fields } = collection;
  if (key.length === 0) throw wrong(`The data map says how ${name} is changed, but not its key.`);
  const keys = new Set([...(key.length === 1 ? ["key"] : []), ...key.map((field) => `key.${field}`)]);
  const named = new Set([...Object.keys(fields), ...effectFields(collection)]);
  const where = `the change of ${name}`;
  const always = new Set([...keys, "once"]);
  const inBody = new Set([...always, "changed", "whole", ...[...named].map((field) => `new.${field}`)]);
  needKey(checkRequest(correct.look, keys, keys, `the look at ${name}`), keys, `the look at ${name}`);
  needKey(checkRequest(correct, inBody, always, where), keys, where);
  if (correct.job === undefined) return;
  const job = new Set(["job"]);
  checkRequest(correct.job.poll, job, job, `the poll of ${where}`);
}
