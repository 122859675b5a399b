import type { Collection } from "#connectors/collection.ts";
import type { CheckStep, SessionContext } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { Steps } from "#connectors/http/check.ts";
import { guardedClient } from "#connectors/http/client.ts";
import { failureOf } from "#connectors/http/failure.ts";
import { answers, readAnswer } from "./answers.ts";
import type { Sender } from "./sender.ts";
import type { WebhookSettings } from "./settings.ts";

/** Whether the system answers, knows our signature, refuses any other, and knows nobody who does not exist. */
export async function checkSystem(
  roots: readonly Collection[],
  url: string,
  context: SessionContext<WebhookSettings>,
  sender: Sender,
): Promise<CheckStep[]> {
  const steps = new Steps();
  const reached = await steps.run("network", "The system answers.", () => knock(url, context));
  if (!reached) return steps.done;
  const signedIn = await steps.run("sign_in", "It knows our signature.", async () => {
    const described = readAnswer(answers.describe, await sender.json({ type: "describe" }), "describe");
    const missing = context.collections.find(
      (one) => !described.collections.some(({ name }) => name === one.name),
    );
    if (missing)
      throw new ConnectorError(
        "schema_changed",
        `The system has no ${missing.name}, which the data map names.`,
      );
    return undefined;
  });
  if (!signedIn) return steps.done;
  await steps.run("least_privilege", "It refuses a message that we did not sign.", async () => {
    const failure = await sender.forged({ type: "describe" }).then(() => undefined, failureOf);
    if (failure?.code === "refused_credentials") return undefined;
    throw new ConnectorError(
      "forbidden",
      "The system answers a message whose signature is wrong: anybody can ask it.",
    );
  });
  await steps.run("read", "A search for nobody finds nobody.", async () => {
    const kind = roots.flatMap((one) => one.match.map((each) => each.kind))[0];
    if (kind === undefined) return undefined;
    const value = kind === "phone" ? "+10000000000" : "nobody@habeas.invalid";
    const asked = { type: "locate" as const, identifiers: [{ kind, value }] };
    const answer = readAnswer(answers.locate, await sender.json(asked), "locate");
    if (answer.status === "located" && answer.keys.length > 0) {
      throw new ConnectorError("wrong_person", "A search for somebody who does not exist found somebody.");
    }
    return undefined;
  });
  return steps.done;
}

/** An unsigned look, whose answer says only that somebody is there. */
async function knock(url: string, context: SessionContext<WebhookSettings>): Promise<undefined> {
  const { internalHosts, signal, settings } = context;
  const client = guardedClient({ internalHosts, signal, silenceSeconds: settings.silence_seconds });
  try {
    for await (const _ of (await client.send(url, { maxBytes: 100_000 })).bytes) break;
  } catch (error) {
    const failure = failureOf(error, signal);
    if (["unreachable", "timeout", "misconfigured"].includes(failure.code)) throw failure;
  } finally {
    await client.close();
  }
}
