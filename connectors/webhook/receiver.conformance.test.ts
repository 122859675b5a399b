import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Loopback, loopback } from "#connectors/conformance/loopback.ts";
import { located, readAll } from "#connectors/conformance/reading.ts";
import { type Receiver, receiver } from "#connectors/conformance/receiver.ts";
import { jun, mina, twoCollections } from "#connectors/conformance/world.ts";
import { signatureHeaders } from "#connectors/http/signed-message.ts";
import { webhook } from "./connector.ts";

const [old, next] = ["the old secret of the receiver", "the next secret of the receiver"];
const email = { kind: "email", value: mina.email };

let system: Receiver;
const start = async (secrets: string[], environment: Record<string, string> = {}) => {
  system = await receiver([mina, jun], secrets, environment);
};
afterEach(() => system.stop());

const open = (secrets: string[], more: { memo?: string; callbackUrl?: string } = {}) =>
  webhook.open({
    settings: webhook.settings.parse({ url: `http://127.0.0.1:${system.port}/habeas`, secrets }),
    collections: twoCollections(),
    signal: new AbortController().signal,
    internalHosts: [`127.0.0.1:${system.port}`],
    ...more,
  });

describe("the sample receiver", () => {
  const body = JSON.stringify({ type: "locate", identifiers: [email] });
  const post = async (headers: Record<string, string>, text = body) => {
    const url = `http://127.0.0.1:${system.port}/habeas`;
    const response = await fetch(url, {
      method: "POST",
      body: text,
      headers: { "habeas-webhook": "1", ...headers },
    });
    return { status: response.status, text: await response.text() };
  };

  describe("asked without the connector", () => {
    beforeEach(() => start([old]));

    test("hears a message once", async () => {
      const headers = signatureHeaders([old], body);
      const heard = await post(headers);
      expect([heard.status, JSON.parse(heard.text).keys]).toEqual([
        200,
        [{ collection: "people", key: "p-1", via: 0 }],
      ]);
      expect(await post(headers)).toEqual({ status: 401, text: '{"error":"not signed"}' });
    });

    test.each<[string, () => Record<string, string>, string?]>([
      ["not signed", () => ({})],
      ["signed by somebody else", () => signatureHeaders([next], body)],
      ["changed on its way", () => signatureHeaders([old], body), body.replace("mina", "jun")],
      ["old", () => signatureHeaders([old], body, Date.now() - 310_000)],
      ["of the future", () => signatureHeaders([old], body, Date.now() + 310_000)],
      ["with another id", () => ({ ...signatureHeaders([old], body), "webhook-id": "msg_2" })],
      [
        "with another time",
        () => ({
          ...signatureHeaders([old], body),
          "webhook-timestamp": String(Math.floor(Date.now() / 1000) + 1),
        }),
      ],
      ["without an id", () => ({ ...signatureHeaders([old], body), "webhook-id": "" })],
    ])("refuses a message that is %s", async (_name, headers, text) => {
      expect((await post(headers(), text)).status).toBe(401);
    });

    test.each<[string, string, number]>([
      ["no question", "[]", 400],
      ["no JSON", "{", 500],
      [
        "a collection that is none",
        JSON.stringify({ type: "collect", collection: "__proto__", keys: [] }),
        404,
      ],
    ])("says nothing of what went wrong with %s", async (_name, text, status) => {
      const answer = await post(signatureHeaders([old], text), text);
      expect(answer.status).toBe(status);
      expect(answer.text).not.toMatch(/sqlite|Error|at /);
    });

    test("refuses another version", async () => {
      expect((await post({ ...signatureHeaders([old], body), "habeas-webhook": "2" })).status).toBe(400);
    });
  });

  test("goes on while one secret takes another's place", async () => {
    await start([old]);
    const both = await open([next, old]);
    expect((await located(both, email)).keys).toHaveLength(1);
    await both.close();
    await system.stop();
    await start([next, old]);
    for (const secrets of [[old], [next, old], [next]]) {
      const session = await open(secrets);
      expect((await located(session, email)).keys).toHaveLength(1);
      await session.close();
    }
  });

  test("that takes its time says so, calls back, and then answers", async () => {
    let callback: Loopback | undefined;
    const called = new Promise<Date | null>((resolve) => {
      loopback((asked, response) => {
        const headers = Object.fromEntries(
          Object.entries(asked.headers).map(([name, value]) => [name, String(value)]),
        );
        const settings = webhook.settings.parse({ url: "https://x.example.com", secrets: [old] });
        resolve(webhook.callSignedAt?.(settings, { headers, body: Buffer.from(asked.body) }) ?? null);
        response.writeHead(202).end();
      }).then(
        async (server) => {
          callback = server;
          await start([old], { RECEIVER_THINKING_SECONDS: "0.3" });
          const session = await open([old], { callbackUrl: `${server.base}/api/callback/token` });
          const answer = await session.locate([email]);
          await session.close();
          memo = answer.kind === "in_progress" ? (answer.memo ?? "") : "";
        },
        () => resolve(null),
      );
    });
    let memo = "";
    const at = await called;
    expect(Math.abs((at?.getTime() ?? 0) - Date.now())).toBeLessThan(5000);
    expect(callback?.asked[0]?.url.pathname).toBe("/api/callback/token");
    const session = await open([old], { memo });
    const { keys } = await located(session, email);
    expect((await readAll(session, keys)).rows).toHaveLength(3);
    await session.close();
    await callback?.stop();
  });
});
