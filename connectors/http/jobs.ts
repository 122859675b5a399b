import type { Collection } from "#connectors/collection.ts";
import type { KnownIdentifier, SessionContext } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type JsonObject, textOf } from "#connectors/json.ts";
import type { HttpJob } from "#connectors/language/http-job.ts";
import { valueAt } from "#connectors/language/place.ts";
import { type Caller, getOf, type JsonAnswer } from "./caller.ts";
import { type Job, jobName, readMemo, writeMemo } from "./memo.ts";
import { fillingsOf } from "./pages.ts";
import { addressIn, fillRequest, type ReadyRequest } from "./request.ts";
import type { HttpSettings } from "./settings.ts";
import { elementsOf, linesOf } from "./stream.ts";
import { waitOf } from "./wait.ts";

/** How far an export is. */
export type Progress =
  | { kind: "ready"; result: ReadyRequest }
  | { kind: "nothing" }
  | { kind: "later"; at: Date };

/** The export jobs of one session and of those before it. */
export type Jobs = {
  /** Begins an export or asks how far it is. */
  ask(collection: Collection, asked: KnownIdentifier): Promise<Progress>;
  /** The records of a finished export. Waits a little for one that is not; throws `timeout` where that is not enough. */
  records(collection: Collection, asked: KnownIdentifier): AsyncGenerator<JsonObject>;
  memo(): string;
};

const mostFailures = 3;
const failureSeconds = 3600;

/** The export jobs that one session begins, asks after and reads. */
export function jobsOf(context: SessionContext<HttpSettings>, caller: Caller): Jobs {
  const base = context.settings.base_url;
  const known = readMemo(context.memo);
  const finished = new Map<string, Progress>();

  const start = async (
    collection: Collection,
    asked: KnownIdentifier,
    failures: number,
  ): Promise<Progress> => {
    const job = jobOf(collection);
    const fillings = new Map(fillingsOf({ name: "match", ...asked }));
    if (context.callbackUrl !== undefined)
      fillings.set("callback_url", { text: context.callbackUrl, json: context.callbackUrl });
    const request = fillRequest(job.start, base, fillings);
    if (request === null) return { kind: "nothing" };
    const answer = await caller.json(request);
    const id = textOf(valueAt(answer.document, job.start.id));
    if (id === undefined || id === "" || id.length > 2000) {
      throw new ConnectorError(
        "schema_changed",
        `The system began an export of ${collection.name} without a number.`,
      );
    }
    known.set(jobName(collection.name, asked), { id, begun: Date.now(), failures });
    return later(answer, job);
  };

  const again = async (collection: Collection, asked: KnownIdentifier, job: Job): Promise<Progress> => {
    if (job.failures + 1 >= mostFailures && Date.now() - job.begun < failureSeconds * 1000) {
      throw new ConnectorError(
        "unreachable",
        `The system's export of ${collection.name} has failed several times.`,
        failureSeconds,
      );
    }
    return start(collection, asked, job.failures + 1);
  };

  const poll = async (collection: Collection, asked: KnownIdentifier, one: Job): Promise<Progress> => {
    const job = jobOf(collection);
    if (Date.now() - one.begun > job.poll.patience_hours * 3_600_000) return again(collection, asked, one);
    const fillings = new Map([["job", { text: one.id, json: one.id }]]);
    const request = fillRequest(job.poll, base, fillings);
    if (request === null)
      throw new ConnectorError("bad_answer", "The system numbers its exports with a path.");
    const answer = await caller.json(request).catch((error: unknown) => {
      if (error instanceof ConnectorError && error.code === "schema_changed") return undefined;
      throw error;
    });
    if (answer === undefined) return again(collection, asked, one);
    const state = stateOf(answer, job, collection);
    if (state === "failed") return again(collection, asked, one);
    if (state === "nothing") return { kind: "nothing" };
    if (state === "running") return later(answer, job);
    return { kind: "ready", result: resultOf(answer, job, base, fillings) };
  };

  const ask = async (collection: Collection, asked: KnownIdentifier): Promise<Progress> => {
    const name = jobName(collection.name, asked);
    const done = finished.get(name);
    if (done) return done;
    const job = known.get(name);
    const progress = job ? await poll(collection, asked, job) : await start(collection, asked, 0);
    if (progress.kind !== "later") finished.set(name, progress);
    return progress;
  };

  async function* records(collection: Collection, asked: KnownIdentifier): AsyncGenerator<JsonObject> {
    const { result } = jobOf(collection);
    const until = Date.now() + context.settings.wait_seconds * 1000;
    for (;;) {
      const progress = await ask(collection, asked);
      if (progress.kind === "nothing") return;
      if (progress.kind === "ready") {
        const { bytes } = await caller.stream(progress.result);
        yield* result.format === "ndjson"
          ? linesOf(bytes, caller.recordBytes, collection.name)
          : elementsOf(bytes, result.items, caller.recordBytes, collection.name);
        return;
      }
      const wait = progress.at.getTime() - Date.now();
      if (progress.at.getTime() > until)
        throw new ConnectorError("timeout", "The system's export is not ready yet.", Math.ceil(wait / 1000));
      await caller.sleep(Math.max(wait, 0));
    }
  }

  return { ask, records, memo: () => writeMemo(known) };
}

function jobOf(collection: Collection): HttpJob {
  if (collection.http?.job) return collection.http.job;
  throw new ConnectorError("misconfigured", `The data map gives ${collection.name} no export job.`);
}

function later(answer: JsonAnswer, job: HttpJob): Progress {
  const seconds = waitOf(answer.headers) ?? job.poll.every_seconds;
  return { kind: "later", at: new Date(Date.now() + Math.max(seconds, 1) * 1000) };
}

function stateOf(
  answer: JsonAnswer,
  job: HttpJob,
  collection: Collection,
): "running" | "done" | "failed" | "nothing" {
  if (job.poll.state === undefined) return answer.status === 202 ? "running" : "done";
  const value = valueAt(answer.document, job.poll.state);
  const text = typeof value === "boolean" ? String(value) : textOf(value);
  if (text === undefined) {
    throw new ConnectorError(
      "schema_changed",
      `The system does not say how far its export of ${collection.name} is.`,
    );
  }
  const among = (states: readonly (string | number | boolean)[] = []) =>
    states.some((one) => String(one) === text);
  if (among(job.poll.nothing)) return "nothing";
  if (among(job.poll.failed)) return "failed";
  return among(job.poll.done) ? "done" : "running";
}

function resultOf(
  answer: JsonAnswer,
  job: HttpJob,
  base: string,
  fillings: Parameters<typeof fillRequest>[2],
): ReadyRequest {
  const { path, url } = job.result;
  const made =
    path === undefined ? null : fillRequest({ method: "GET", path, query: {}, headers: {} }, base, fillings);
  if (made) return made;
  const address = url === undefined ? undefined : valueAt(answer.document, url);
  if (typeof address !== "string" || address === "") {
    throw new ConnectorError(
      "schema_changed",
      "The system's export is ready, but not where the data map says.",
    );
  }
  return getOf(addressIn(base, address));
}
