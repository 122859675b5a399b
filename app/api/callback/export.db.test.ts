import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { json } from "#connectors/conformance/http-system.ts";
import { type Loopback, loopback } from "#connectors/conformance/loopback.ts";
import { type Receiver, receiver } from "#connectors/conformance/receiver.ts";
import { mina } from "#connectors/conformance/world.ts";
import { signatureHeaders } from "#connectors/http/signed-message.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { company } from "#lib/worker/fixture/systems.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { POST } from "./[token]/route.ts";

const secret = "the secret of both systems, in words";
const person = { ...mina, email: "mina.okafor@example.com" };
const folder = mkdtempSync(join(tmpdir(), "habeas-export-"));
let house: House;
let exporter: Loopback;
let own: Receiver;
let portal: Loopback;
let ready = false;

const words = {
  category: "identifiers",
  purpose: "To test",
  legal_basis: "consent",
  source: "Invented",
  retention: "None",
};
const about = (id: string, connector: string, settings: object, http?: object) => ({
  id,
  title: id,
  connector,
  owner: { name: "Ravi Menon", email: "ravi@example.com" },
  country: "IE",
  settings,
  collections: [
    {
      ...words,
      name: "people",
      label: "People",
      key: ["id"],
      subject_key: "id",
      match: { email: "email" },
      fields: { id: { label: "Id" }, email: { label: "E-mail" } },
      ...(http === undefined ? {} : { http }),
    },
  ],
});

beforeAll(async () => {
  exporter = await loopback((asked, response) => {
    if (asked.method === "POST") return json(response, 202, { id: "17" });
    if (asked.url.pathname.endsWith("/data")) return response.end(`${JSON.stringify(person)}\n`);
    json(response, 200, { state: ready ? "done" : "running" });
  });
  own = await receiver([person], [secret], { RECEIVER_THINKING_SECONDS: "1" });
  // The portal's door: the route itself, behind a real address.
  portal = await loopback(async (asked, response) => {
    const headers = Object.entries(asked.headers).map(
      ([name, value]) => [name, String(value)] as [string, string],
    );
    const request = new Request("http://localhost/", { method: "POST", headers, body: asked.body });
    const token = asked.url.pathname.split("/").at(-1) ?? "";
    response.writeHead((await POST(request, { params: Promise.resolve({ token }) })).status).end();
  });
  const http = {
    job: {
      start: { path: "/exports", body: { email: "{match}", notify: "{callback_url}" }, id: "/id" },
      poll: { path: "/exports/{job}", state: "/state", every_seconds: 3600 },
      result: { path: "/exports/{job}/data" },
    },
  };
  const systems = [
    about(
      "exports",
      "http",
      { base_url: exporter.base, callback: { secrets: ["env:TEST_BOTH_SECRET"] } },
      http,
    ),
    about("own", "webhook", { url: `http://127.0.0.1:${own.port}/`, secrets: ["env:TEST_BOTH_SECRET"] }),
  ];
  writeFileSync(join(folder, "map.yaml"), JSON.stringify({ company, systems }));
  house = await openHouse([], {
    HABEAS_MAP: join(folder, "map.yaml"),
    HABEAS_INTERNAL_HOSTS: `${exporter.hostPort},127.0.0.1:${own.port}`,
    HABEAS_ORIGIN: portal.base,
    TEST_BOTH_SECRET: secret,
  });
});
afterAll(async () => {
  await house.close();
  await Promise.all([exporter.stop(), own.stop(), portal.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

it("systems that work on it by themselves call back, and what they hold is collected", async () => {
  const { requestId } = await way.fileAndProve();
  const tasks = () =>
    house.query<{ system_id: string; state: string; outcome: string | null; records: string }>(
      "select system_id, state, outcome, records from task where request_id = $1 order by system_id",
      [requestId],
    );
  await drain();
  expect((await tasks()).map((one) => [one.system_id, one.state, one.outcome])).toEqual([
    ["exports", "ready", null],
    ["own", "ready", null],
  ]);
  // The receiver calls by itself; the exporter does when the test has made it ready.
  const { notify } = JSON.parse(exporter.asked[0]?.body ?? "{}") as { notify: string };
  expect(notify).toMatch(/\/api\/callback\/[\w-]{43}$/);
  ready = true;
  const body = JSON.stringify({ export: 17 });
  const said = await fetch(notify, { method: "POST", headers: signatureHeaders([secret], body), body });
  expect(said.status).toBe(202);
  for (let passed = 0; passed < 100 && portal.asked.length < 2; passed += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  await new Promise((resolve) => setTimeout(resolve, 100));
  await drain();
  expect(await tasks()).toEqual([
    { system_id: "exports", state: "settled", outcome: "found", records: "1" },
    { system_id: "own", state: "settled", outcome: "found", records: "1" },
  ]);
  const starts = exporter.asked.filter((asked) => asked.method === "POST");
  expect(starts).toHaveLength(1);
  // What was asked again was asked at once, not at the time that the systems had named.
  expect(await house.query("select 1 from task where not_before > now()")).toEqual([]);
});
