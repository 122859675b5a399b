import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { textOf } from "#connectors/json.ts";
import type { HttpChange } from "#connectors/language/http-erase.ts";
import { valueAt } from "#connectors/language/place.ts";
import type { Caller, JsonAnswer } from "../caller.ts";
import { fillRequest } from "../request.ts";
import { waitOf } from "../wait.ts";

/**
 * Waits until the system has done what it took on with 202. Throws `timeout`, with the seconds until it is worth asking
 * again, where that takes longer than a session waits, and `bad_answer` where it failed. Without a job in the map
 * nobody can be asked: the look afterwards shows whether it was done.
 */
export async function finished(
  { base, caller }: { base: string; caller: Caller },
  collection: Collection,
  { job }: Pick<HttpChange, "job">,
  begun: JsonAnswer,
): Promise<void> {
  if (job === undefined) return;
  const id = textOf(valueAt(begun.document, job.id));
  if (id === undefined || id === "")
    throw new ConnectorError(
      "schema_changed",
      `The system began to work on ${collection.name} without a number.`,
    );
  const request = fillRequest(job.poll, base, new Map([["job", { text: id, json: id }]]));
  if (request === null) throw new ConnectorError("bad_answer", "The system numbers its work with a path.");
  const until = Date.now() + caller.patience;
  for (let answer = begun; ; ) {
    const seconds = waitOf(answer.headers) ?? job.poll.every_seconds;
    if (Date.now() + seconds * 1000 > until)
      throw new ConnectorError("timeout", "The system has not finished yet.", Math.ceil(seconds));
    await caller.sleep(seconds * 1000);
    const polled = await caller.attempt(request, []);
    answer = polled;
    if (job.poll.state === undefined && polled.status === 202) continue;
    const value = job.poll.state === undefined ? job.poll.done[0] : valueAt(polled.document, job.poll.state);
    const state = typeof value === "boolean" ? String(value) : textOf(value);
    const among = (states: readonly (string | number | boolean)[]) =>
      states.some((one) => String(one) === state);
    if (among(job.poll.done) || among(job.poll.nothing ?? [])) return;
    if (state === undefined || among(job.poll.failed))
      throw new ConnectorError("bad_answer", `The system could not do what it began in ${collection.name}.`);
  }
}
