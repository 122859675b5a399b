import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Edge } from "#connectors/language/edge.ts";
import { hasMany } from "#connectors/language/field-path.ts";
import type { HttpReach } from "#connectors/language/http.ts";
import { checkCorrect } from "./correct/reach.ts";
import { checkErase } from "./erase/reach.ts";
import { checkRequest } from "./request.ts";

/** An edge with its one tie, as an HTTP system can be asked by it. */
export type Way = Edge & { edge: Edge; own: Edge["on"][number]["own"]; theirs: Edge["on"][number]["theirs"] };

const wrong = (sentence: string) => new ConnectorError("misconfigured", sentence);

/** Where the map says that a collection is. Throws `misconfigured` where it does not. */
export function reachOf(collection: Collection): HttpReach {
  if (collection.http === undefined) throw wrong(`The data map gives ${collection.name} no http address.`);
  return collection.http;
}

/** True for the collections in which a person is found. */
export const isRoot = (collection: Collection): boolean => collection.belongs.length === 0;

/** The field of a root that is the person's key. */
export function subjectKeyOf(root: Collection): string {
  const [field, ...more] = root.subject_key;
  if (field !== undefined && more.length === 0) return field;
  throw wrong(`The data map gives ${root.name} no subject_key of one field.`);
}

/** The edges of a collection. Throws `misconfigured` for one that ties more than one field. */
export function waysOf(child: Collection): Way[] {
  return child.belongs.map((edge) => {
    const [tie, ...more] = edge.on;
    if (tie === undefined || more.length > 0)
      throw wrong(`Over http ${child.name} must hang on exactly one field of its parent.`);
    return { ...edge, edge, own: tie.own, theirs: tie.theirs };
  });
}

/** Checks, before anything is sent, that this kind of system can walk the map. Throws `misconfigured`. */
export function checkShape(collections: readonly Collection[]): void {
  for (const [place, one] of collections.entries()) {
    if (isRoot(one)) checkRoot(one);
    else checkChild(one, place, collections);
    checkErase(one);
    checkCorrect(one);
  }
}

function checkRoot(root: Collection): void {
  const http = reachOf(root);
  subjectKeyOf(root);
  if (http.inside !== undefined) throw wrong(`Over http ${root.name} has no parent to be inside of.`);
  const composite = root.match.find((one) => one.fields.length > 1);
  if (composite) throw wrong(`Over http nobody can be looked up in ${root.name} by several fields at once.`);
  const kinds = [...new Set(root.match.map((one) => one.kind))];
  checkAddresses(root, "match", kinds);
}

function checkChild(child: Collection, place: number, collections: readonly Collection[]): void {
  const http = reachOf(child);
  if (child.match.length > 0 || child.subject_key.length > 0)
    throw wrong(`Over http a person cannot be looked up in ${child.name}: only in a root collection.`);
  if (http.job) throw wrong(`Over http only a root collection can be an export job, not ${child.name}.`);
  const ways = waysOf(child);
  for (const way of ways) {
    const parent = collections.findIndex((each) => each.name === way.to);
    if (parent < 0)
      throw wrong(`The data map says that ${child.name} belongs to ${way.to}, which it does not describe.`);
    if (parent > place) throw wrong(`The data map must describe the parent of ${child.name} before it.`);
  }
  if (http.inside !== undefined) {
    const [way, ...more] = ways;
    if (way === undefined || more.length > 0 || way.to === child.name || hasMany(way.theirs))
      throw wrong(`Over http ${child.name} can be inside the records of one parent only.`);
    return;
  }
  checkAddresses(
    child,
    "parent",
    ways.map((way) => way.role ?? ""),
  );
}

/** Every question that can come up must have an address in which what is asked for stands somewhere. */
function checkAddresses(collection: Collection, slot: "match" | "parent", asked: readonly string[]): void {
  const http = reachOf(collection);
  const names = asked.filter((name) => name !== "");
  for (const name of Object.keys(http.by)) {
    if (!names.includes(name))
      throw wrong(
        `In the data map ${collection.name} has an address for ${name}, by which it is never asked.`,
      );
  }
  for (const name of asked) {
    const own = http.by[name];
    const where = own ? `${collection.name} by ${name}` : collection.name;
    const target = own ?? (http.path === undefined ? undefined : { ...http, path: http.path });
    const known = new Set([slot, ...(name === "" ? [] : [`${slot}.${name}`])]);
    const allowed = new Set([slot, ...(own ? [name] : names).map((each) => `${slot}.${each}`)]);
    const used = http.job
      ? checkJob(http.job, allowed, known, where)
      : target && checkRequest(target, allowed, known, where);
    if (used === undefined)
      throw wrong(`In the data map ${where} has no address for ${name || "its parent"}.`);
    if (![...used].some((one) => known.has(one)))
      throw wrong(`In the data map the address of ${where} does not say who is asked for: use {${slot}}.`);
    if (
      target?.format === "ndjson" &&
      ["cursor", "link"].includes(target.paging.kind) &&
      !byHeader(target.paging)
    )
      throw wrong(
        `In the data map ${where} is read line by line and cannot name its next page in the answer.`,
      );
  }
}

const byHeader = (paging: HttpReach["paging"]) => paging.kind === "link" && paging.next === undefined;

function checkJob(
  job: NonNullable<HttpReach["job"]>,
  allowed: ReadonlySet<string>,
  known: ReadonlySet<string>,
  where: string,
): ReadonlySet<string> {
  const used = checkRequest(job.start, new Set([...allowed, "callback_url"]), known, `the start of ${where}`);
  const ofJob = new Set(["job"]);
  const { path } = job.result;
  checkRequest(job.poll, ofJob, ofJob, `the poll of ${where}`);
  if (path !== undefined)
    checkRequest({ method: "GET", path, query: {}, headers: {} }, ofJob, ofJob, `the result of ${where}`);
  return used;
}
