import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { callSignedAt, signatureHeaders } from "#connectors/http/signed-message.ts";
import type { Staff, World } from "#lib/erasure/fixture/world.ts";
import { drain } from "#lib/worker/drain.ts";
import { callRecipient } from "./call.ts";
import { recipientCalledBack } from "./called-back.ts";
import { erased, openToldWorld } from "./fixture/told.ts";

const secret = "the secret of the cloud, long enough";
type Message = { headers: IncomingHttpHeaders; body: string };
let receiver: Server;
let world: World;
let people: [Staff, Staff];
let status = 200;
const came: Message[] = [];

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    came.push({ headers: request.headers, body: await text(request) });
    response.writeHead(status).end("{}");
  });
  await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", ready));
  const { port } = receiver.address() as AddressInfo;
  const tell = { webhook: `http://127.0.0.1:${port}/privacy`, secret: "env:TEST_CLOUD_SECRET" };
  world = await openToldWorld(
    { store: [{ name: "North Cloud", role: "hosts", country: "DE", knows: ["customer_number"], tell }] },
    { TEST_CLOUD_SECRET: secret },
  );
  process.env.HABEAS_INTERNAL_HOSTS += `,127.0.0.1:${port}`;
  people = [await world.staff("Ada", "officer"), await world.staff("Bo", "approver")];
});

afterAll(async () => {
  await world.close();
  await new Promise((closed) => receiver.close(closed));
});

beforeEach(async () => {
  await world.refill(20);
  status = 200;
  came.length = 0;
});

type Row = { id: string; standing: string; state: string; attempts: number; sealed: Buffer | null };
async function told() {
  const { requestId } = await erased(world, people);
  const rowNow = async () =>
    (
      await world.query<Row>(
        "select id, standing, state, attempts, sealed from recipient_notice where request_id = $1",
        [requestId],
      )
    )[0];
  return { requestId, rowNow };
}
const bodyOf = (message: Message | undefined) => JSON.parse(message?.body ?? "{}") as Record<string, unknown>;
const tokenIn = (message: Message | undefined) => String(bodyOf(message).answer_url).split("/").at(-1) ?? "";

describe("a recipient's own system", () => {
  it("gets one signed message with what it knows the person by, and nothing else", async () => {
    const { rowNow } = await told();
    expect(came).toHaveLength(1);
    const [message] = came;
    const headers = message?.headers as Record<string, string>;
    expect(callSignedAt([secret], { headers, body: Buffer.from(message?.body ?? "") })).toBeInstanceOf(Date);
    expect(
      callSignedAt(["another secret, as long as it is"], { headers, body: Buffer.from(message?.body ?? "") }),
    ).toBe(null);
    expect(bodyOf(message)).toEqual({
      type: "recipient_notice",
      id: (await rowNow())?.id,
      from: "Larkspur Outdoor Ltd",
      reference: expect.stringMatching(/^LK-/),
      action: "erase",
      groups: ["Your account", "Your addresses", "Your reviews"],
      identifiers: [{ kind: "customer_number", value: "C-1001" }],
      answer_by: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      answer_url: expect.stringMatching(/^http:\/\/localhost:4000\/api\/told\/[\w-]{43}$/),
    });
    expect(await rowNow()).toMatchObject({ standing: "acked", state: "settled" });
    await drain();
    expect(came).toHaveLength(1);
  });

  it("that is away is tried again, with the same message, until it is there", async () => {
    status = 503;
    const { rowNow } = await told();
    const id = (await rowNow())?.id ?? "";
    for (let tries = 2; tries <= 7; tries++) {
      await world.query("update recipient_notice set not_before = now() where id = $1", [id]);
      await callRecipient(id);
      expect(await rowNow()).toMatchObject({ standing: "owed", state: "ready", attempts: tries });
    }
    status = 204;
    await world.query("update recipient_notice set not_before = now() where id = $1", [id]);
    await Promise.all(Array.from({ length: 5 }, () => callRecipient(id)));
    expect(await rowNow()).toMatchObject({ standing: "acked" });
    expect(came).toHaveLength(8);
    expect(new Set(came.map(({ body }) => body)).size).toBe(1);
    expect(new Set(came.map(({ headers }) => headers["webhook-id"])).size).toBe(8);
  });

  it.each([401, 403, 410, 302])(
    "that refuses with %i is given up after five tries, and staff are alerted",
    async (code) => {
      status = code;
      const { requestId, rowNow } = await told();
      const id = (await rowNow())?.id ?? "";
      for (let tries = 0; tries < 7; tries++) {
        await world.query("update recipient_notice set not_before = now() where id = $1", [id]);
        await callRecipient(id);
      }
      expect(came).toHaveLength(5);
      expect(await rowNow()).toMatchObject({ standing: "unreachable", state: "settled" });
      expect(
        await world.query("select 1 from alert where request_id = $1 and mark = 'recipient_silent'", [
          requestId,
        ]),
      ).toHaveLength(1);
    },
  );
});

describe("its answer", () => {
  const answered = (token: string, said: object, word = secret, at = Date.now()) => {
    const body = JSON.stringify(said);
    return recipientCalledBack(token, {
      headers: signatureHeaders([word], body, at),
      body: Buffer.from(body),
    });
  };

  it("counts once where it is signed", async () => {
    const { requestId, rowNow } = await told();
    const token = tokenIn(came[0]);
    expect(await answered(token, { status: "done" })).toBe(true);
    expect(await answered(token, { status: "not_held" })).toBe(false);
    expect(await rowNow()).toMatchObject({ standing: "done", sealed: null });
    const events = await world.query<{ step: string }>(
      "select data->>'step' as step from audit_event where chain = $1 and kind = 'recipient_told' order by position",
      [requestId],
    );
    expect(events.map(({ step }) => step)).toEqual(["owed", "acked", "done"]);
  });

  it("may say that it is impossible, with the facts", async () => {
    const { rowNow } = await told();
    const token = tokenIn(came[0]);
    expect(await answered(token, { status: "impossible", reason: "No." })).toBe(false);
    expect(await rowNow()).toMatchObject({ standing: "acked" });
    const reason = "The rows lie in a backup that nobody can open before it is overwritten in May.";
    expect(await answered(token, { status: "impossible", reason }, secret, Date.now() + 2000)).toBe(true);
    expect(await rowNow()).toMatchObject({ standing: "impossible" });
  });

  it.each<[string, (token: string) => Promise<boolean>]>([
    ["is signed with another secret", (token) => answered(token, { status: "done" }, "x".repeat(40))],
    ["is old", (token) => answered(token, { status: "done" }, secret, Date.now() - 400_000)],
    ["is of the future", (token) => answered(token, { status: "done" }, secret, Date.now() + 400_000)],
    ["says something else", (token) => answered(token, { status: "perhaps" })],
    ["comes to another address", () => answered("A".repeat(43), { status: "done" })],
    [
      "is no JSON",
      (token) =>
        recipientCalledBack(token, { headers: signatureHeaders([secret], "{"), body: Buffer.from("{") }),
    ],
    [
      "has a changed body",
      (token) =>
        recipientCalledBack(token, {
          headers: signatureHeaders([secret], '{"status":"not_held"}'),
          body: Buffer.from('{"status":"done"}'),
        }),
    ],
  ])("changes nothing where it %s", async (_what, call) => {
    const { rowNow } = await told();
    expect(await call(tokenIn(came[0]))).toBe(false);
    expect(await rowNow()).toMatchObject({ standing: "acked" });
  });
});
