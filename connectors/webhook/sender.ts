import type { SessionContext } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type GuardedAnswer, guardedClient } from "#connectors/http/client.ts";
import { paceOf } from "#connectors/http/pace.ts";
import { readJson } from "#connectors/http/read-json.ts";
import { signatureHeaders } from "#connectors/http/signed-message.ts";
import { version } from "./answers.ts";
import type { WebhookSettings } from "./settings.ts";

/** A question as it is sent; `type` says what the rest is. */
export type Question = {
  type: "describe" | "locate" | "count" | "collect" | "file" | "standing" | "erase" | "mentions" | "correct";
  [member: string]: unknown;
};

/** Signed, paced questions to one system. */
export type Sender = {
  json(question: Question): Promise<unknown>;
  stream(question: Question): Promise<GuardedAnswer>;
  sleep(ms: number): Promise<void>;
  /** Longest that a session waits for the system, in milliseconds. */
  patience: number;
  /** The same question signed with a secret that nobody has. */
  forged(question: Question): Promise<unknown>;
  close(): Promise<void>;
};

const answerBytes = 64 * 1024 * 1024;
const streamBytes = 64 * 1024 * 1024 * 1024;
const tries = 4;

/** Signs every question anew, waits out short "later" answers, and takes answers of this protocol only. */
export function senderFor(context: SessionContext<WebhookSettings>): Sender {
  const { settings, signal, internalHosts } = context;
  const client = guardedClient({ internalHosts, signal, silenceSeconds: settings.silence_seconds });
  const pace = paceOf(settings.requests_per_second, settings.wait_seconds, signal);

  const once = async (
    question: Question,
    accept: string,
    maxBytes: number,
    secrets: readonly string[],
  ): Promise<GuardedAnswer> => {
    await pace.turn();
    const body = JSON.stringify(question);
    const answer = await client.send(settings.url, {
      method: "POST",
      maxBytes,
      body,
      heed: pace.heed,
      ...(question.type === "erase" || question.type === "correct" ? { meaning: refusalOf } : {}),
      headers: {
        accept,
        "content-type": "application/json",
        "habeas-webhook": version,
        ...signatureHeaders(secrets, body),
      },
    });
    if (answer.headers["habeas-webhook"] === version) return answer;
    // Left unread it would hold its connection.
    for await (const _ of answer.bytes) break;
    throw new ConnectorError("bad_answer", `The system does not speak version ${version} of the protocol.`);
  };
  const send = async (question: Question, accept: string, maxBytes: number): Promise<GuardedAnswer> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(question, accept, maxBytes, settings.secrets);
      } catch (error) {
        const failure = error instanceof ConnectorError ? error : undefined;
        const later = failure?.code === "rate_limited" || failure?.code === "unreachable";
        const seconds = later ? failure?.retryAfterSeconds : undefined;
        if (seconds === undefined || seconds > settings.wait_seconds || attempt >= tries) throw error;
        await pace.sleep(seconds * 1000);
      }
    }
  };
  return {
    json: async (question) => readJson((await send(question, "application/json", answerBytes)).bytes),
    stream: (question) =>
      send(question, question.type === "file" ? "*/*" : "application/x-ndjson", streamBytes),
    forged: async (question) => {
      const wrong = signatureHeaders([], "")["webhook-id"] ?? "";
      return readJson((await once(question, "application/json", answerBytes, [wrong])).bytes);
    },
    sleep: pace.sleep,
    patience: settings.wait_seconds * 1000,
    close: () => client.close(),
  };
}

/** What the refusal of a change means. */
function refusalOf(status: number): ConnectorError | undefined {
  if (status === 403) return new ConnectorError("forbidden", "The system does not let us change this.");
  return status === 409
    ? new ConnectorError(
        "bad_answer",
        "The system does not let a record change or go: something else holds it.",
      )
    : undefined;
}
