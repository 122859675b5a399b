import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { callSignedAt } from "#connectors/http/signed-message.ts";
import { inTransaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";

const secret = "whsec_YSBzZWNyZXQgb2YgdGhlIHJvb20sIGxvbmc=";
const heard: { headers: Record<string, string>; body: string }[] = [];
let broken = false;
let server: Server;
let house: House;

beforeAll(async () => {
  server = createServer((call, answer) => {
    let body = "";
    call.on("data", (some) => {
      body += some;
    });
    call.on("end", () => {
      if (!broken) heard.push({ headers: call.headers as Record<string, string>, body });
      answer.writeHead(broken ? 503 : 200).end("ok");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  house = await openHouse(["shop"], {
    HABEAS_STAFF_WEBHOOK: `http://${host}/hooks/room`,
    HABEAS_STAFF_WEBHOOK_SECRETS: secret,
    HABEAS_INTERNAL_HOSTS: host,
  });
});
afterAll(async () => {
  server.close();
  await house.close();
});

const alerted = (requestId: string, reference: string) =>
  inTransaction(async (tx) => {
    for (const to of ["ann@example.com", "bea@example.com"]) {
      const vars = { reference, what: "It is due", due: "tomorrow" };
      await owe(tx, requestId, "en", to, { kind: "staff_alert", vars });
    }
  });

it("the room is told once of what several people are mailed about: signed, by reference, naming nobody", async () => {
  const { requestId, reference } = await way.file();
  await alerted(requestId, reference);
  await drain();
  expect(heard).toHaveLength(1);
  const [{ headers, body } = { headers: {}, body: "" }] = heard;
  expect(JSON.parse(body)).toMatchObject({ type: "habeas.staff_alert", data: { reference } });
  expect(JSON.parse(body).text).toContain(`/desk/requests/${reference}`);
  expect(body).not.toMatch(/example\.com|Okafor/);
  expect(callSignedAt([secret], { headers, body: Buffer.from(body) } as never)).not.toBeNull();
  expect(
    callSignedAt(["whsec_YW5vdGhlciBzZWNyZXQsIGFzIGxvbmc="], { headers, body: Buffer.from(body) } as never),
  ).toBeNull();
});

it("what the room does not take is tried again later, and what stands in the row names nobody", async () => {
  broken = true;
  const { requestId, reference } = await way.file();
  await alerted(requestId, reference);
  await drain();
  const rows = await house.query<{ state: string; attempts: number; text: string }>(
    "select state, attempts, t::text as text from staff_ping t where reference = $1",
    [reference],
  );
  expect(rows).toMatchObject([{ state: "ready", attempts: 1 }]);
  expect(rows[0]?.text).not.toMatch(/example\.com|Okafor/);
  broken = false;
  await house.query("update staff_ping set not_before = now()");
  await drain();
  expect(heard.some(({ body }) => body.includes(reference))).toBe(true);
});
