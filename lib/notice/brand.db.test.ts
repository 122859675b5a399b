import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { brandAt, companyAs, originAt } from "#lib/map/brand/brands.ts";
import { fileRequest } from "#lib/request/file.ts";
import { sendCode } from "#lib/request/prove.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { sendNotice } from "./send.ts";

const northwind = {
  id: "northwind",
  name: "Northwind",
  domains: ["data.northwind.example:4000", "privacy.northwind.example"],
  contact: { email: "data@northwind.example" },
  languages: ["de"],
};
let house: House;
let server: SMTPServer;
const taken: string[] = [];

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: async (stream, _session, done) => {
      taken.push(await text(stream));
      done(null);
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  house = await openHouse(["newsletter"], { HABEAS_SMTP_URL: `smtp://127.0.0.1:${port}` });
  // Read once in a process, and nothing has read it yet.
  const file = process.env.HABEAS_MAP ?? "";
  const map = JSON.parse(readFileSync(file, "utf8"));
  map.company.brands = [northwind];
  writeFileSync(file, JSON.stringify(map));
});

afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await house.close();
});

const ask = (brandId: string | null) => {
  const visitor = way.newVisitor();
  return fileRequest(visitor, way.asked({ language: "en" }), randomUUID(), "portal", brandId).then(
    (filed) => ({
      visitor,
      ...filed,
    }),
  );
};

async function mailsOf(requestId: string): Promise<string> {
  const rows = await house.query<{ id: string }>("select id from notice where request_id = $1", [requestId]);
  taken.length = 0;
  for (const { id } of rows) await sendNotice(id);
  // Soft line ends of quoted-printable are no part of what was said.
  return taken.join("\n").replaceAll("=\r\n", "").replaceAll("=3D", "=");
}

it("a host that the map does not name is the company's own", () => {
  expect(brandAt("DATA.northwind.example:4000")?.id).toBe("northwind");
  for (const host of [null, undefined, "", "evil.example", "data.northwind.example", "northwind"])
    expect(brandAt(host)).toBeNull();
  expect(originAt("evil.example")).toBe("http://localhost:4000");
  expect(originAt("privacy.northwind.example")).toBe("http://privacy.northwind.example");
  expect(companyAs("gone").name).toBe("Larkspur");
});

it("what is asked under a brand is answered by it, in its languages, with links to its own portal", async () => {
  const { visitor, requestId, reference } = await ask("northwind");
  await sendCode(visitor, reference);
  const mail = await mailsOf(requestId);
  expect(mail).toContain("From: Northwind <");
  expect(mail).toContain("Reply-To: data@northwind.example");
  expect(mail).toContain(`http://data.northwind.example:4000/r/${reference}`);
  expect(mail).not.toContain("localhost:4000");
  const [row] = await house.query<{ brand_id: string; language: string }>(
    "select brand_id, language from request where id = $1",
    [requestId],
  );
  expect(row).toEqual({ brand_id: "northwind", language: "de" });
  expect((await readRequestFile(way.operator, reference)).brand).toBe("Northwind");
});

it("what is asked of the company itself is answered by itself", async () => {
  const { visitor, requestId, reference } = await ask(null);
  await sendCode(visitor, reference);
  const mail = await mailsOf(requestId);
  expect(mail).toContain("From: Larkspur <");
  expect(mail).toContain(`http://localhost:4000/r/${reference}`);
  expect((await readRequestFile(way.operator, reference)).brand).toBeNull();
});
