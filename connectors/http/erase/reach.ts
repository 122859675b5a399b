import type { Collection } from "#connectors/collection.ts";
import type { ErasureAct } from "#connectors/erase.ts";
import { type Hindrance, strategiesOf } from "#connectors/erasure-steps.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { HttpChange, HttpErase } from "#connectors/language/http-erase.ts";
import { checkRequest } from "../request.ts";

/** How a collection is erased over http. Throws `misconfigured` where the map does not say it. */
export function eraseOf(collection: Collection): HttpErase {
  const erase = collection.http?.erase;
  if (erase !== undefined) return erase;
  throw new ConnectorError(
    "misconfigured",
    `The data map does not say how ${collection.name} is erased over http.`,
  );
}

/** The request that does an act, or undefined. What is unlinked is emptied where it has no way of its own. */
export function changeFor(erase: HttpErase, act: ErasureAct): HttpChange | undefined {
  if (act === "delete") return erase.delete;
  return act === "unlink" ? (erase.unlink ?? erase.anonymise) : erase.anonymise;
}

/** True where the request names the value of a list that is the person's. */
export const usesTie = (change: HttpChange | undefined): boolean =>
  change !== undefined && JSON.stringify(change).includes("{tie}");

/** Why an act cannot be done over http, as the map stands. */
export const hindranceOf: Hindrance = (act, of, edge, rule) => {
  const erase = of.http?.erase;
  if (erase === undefined) return `The data map does not say how ${of.name} is erased over http.`;
  const change = changeFor(erase, act);
  const name = act === "delete" ? "delete" : act === "unlink" ? "unlink" : "anonymise";
  if (change === undefined)
    return `The data map does not say how a record of ${of.name} is changed over http (${name}).`;
  if (act === "delete" || usesTie(change)) return null;
  const text = JSON.stringify(change);
  const unsent = Object.keys(strategiesOf(rule, edge) ?? {}).find(
    (field) => !text.includes(`{new.${field}}`),
  );
  return unsent === undefined
    ? null
    : `The data map changes ${unsent} of ${of.name}, and what it sends over http does not hold it ({new.${unsent}}).`;
};

/** Checks the placeholders of every request when the session opens. Throws `misconfigured`. */
export function checkErase(collection: Collection): void {
  const erase = collection.http?.erase;
  if (erase === undefined) return;
  const { name, key } = collection;
  if (key.length === 0)
    throw new ConnectorError("misconfigured", `The data map says how ${name} is erased, but not its key.`);
  const keys = new Set([...(key.length === 1 ? ["key"] : []), ...key.map((field) => `key.${field}`)]);
  const rules = [
    strategiesOf(collection.erasure ?? { act: "delete" }, null),
    ...collection.belongs.map((edge) =>
      strategiesOf(edge.erasure ?? collection.erasure ?? { act: "unlink" }, edge),
    ),
  ];
  const named = new Set([
    ...Object.keys(collection.fields),
    ...rules.flatMap((one) => Object.keys(one ?? {})),
  ]);
  const fields = [...named].map((field) => `new.${field}`);
  needKey(checkRequest(erase.look, keys, keys, `the look at ${name}`), keys, `the look at ${name}`);
  for (const act of ["delete", "anonymise", "unlink"] as const) {
    const change = erase[act];
    if (change === undefined) continue;
    const where = `${act} of ${name}`;
    const own = new Set([...keys, ...(change.most > 1 ? ["keys"] : []), "once"]);
    const always = new Set([...own, ...(act === "unlink" ? ["tie"] : [])]);
    const allowed = new Set([...always, ...(act === "delete" ? [] : fields)]);
    const used = checkRequest(change, allowed, always, where);
    if (change.most > 1 && !used.has("keys"))
      throw new ConnectorError("misconfigured", `In the data map ${where} takes several rows: use {keys}.`);
    if (change.most > 1 && (act !== "delete" || key.length > 1))
      throw new ConnectorError(
        "misconfigured",
        `In the data map ${where} cannot take several rows in one request.`,
      );
    if (change.most === 1) needKey(used, keys, where);
    if (change.job) {
      const job = new Set(["job"]);
      checkRequest(change.job.poll, job, job, `the poll of ${where}`);
    }
  }
}

/** Every part of the key must be named, or another record could be meant. */
export function needKey(used: ReadonlySet<string>, keys: ReadonlySet<string>, where: string): void {
  const parts = [...keys].filter((one) => one !== "key");
  if (used.has("key") || parts.every((one) => used.has(one))) return;
  throw new ConnectorError(
    "misconfigured",
    `In the data map ${where} does not say which record is meant: use {key}.`,
  );
}
