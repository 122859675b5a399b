import { createHash, createPublicKey, verify } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { openHandover } from "#lib/bundle/handover.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database } from "#lib/db/database.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { receiptKey } from "#lib/vault/sign.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { askTransmission, withdrawTransmission } from "./ask.ts";
import { agreeTransmission, refuseTransmission } from "./decide.ts";
import { transmissionsOf } from "./read.ts";

type Upload = { method: string; url: string; headers: IncomingHttpHeaders; body: Buffer };

let house: House;
let receiver: Server;
let origin: string;
let uploads: Upload[] = [];
/** What the other company answers, one after another; then 201. */
let answers: number[] = [];
let lead: Extract<Actor, { kind: "staff" }>;

beforeAll(async () => {
  receiver = createServer(async (incoming, answer) => {
    const body = await buffer(incoming);
    const { method = "", url = "", headers } = incoming;
    uploads.push({ method, url, headers, body });
    answer.writeHead(answers.shift() ?? 201).end();
  });
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  house = await openHouse(["shop"], { HABEAS_UPLOAD_HOSTS: new URL(origin).host });
  const [row] = await house.query<{ id: string }>(
    "insert into staff (issuer, subject, name, email, role) values ('i', 's-1', 'Alba', 'alba@example.org', 'officer') returning id",
  );
  lead = { ...atDesk, kind: "staff", staffId: row?.id ?? "", role: "officer", name: "Alba", initials: "A" };
});
afterAll(async () => {
  receiver.close();
  await house.close();
});
beforeEach(() => {
  uploads = [];
  answers = [];
});

const wish = (path = "/in/7f3a?sig=abc") => ({ controller: "Fernweh Trails", address: `${origin}${path}` });

async function collected() {
  const proven = await way.fileAndProve({ right: "portability" });
  await drain();
  return proven;
}

async function release(reference: string) {
  const { version } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly: false });
  await drain();
}

const newest = async (actor: Actor, reference: string) => {
  const [wish] = (await transmissionsOf(actor, reference)).wishes;
  if (!wish) throw new Error("there is a wish");
  return wish;
};

describe("data that goes straight to another company", () => {
  it("is the very file that the person gets, once, signed so that the receiver can check it", async () => {
    const { person, reference, requestId } = await collected();
    await askTransmission(person, reference, wish());
    // Staff see the place in a store that may hold many, and not what gives the right to write there.
    expect((await newest(lead, reference)).place).toBe(`${new URL(origin).host}/in/7f3a`);
    expect((await newest(person, reference)).place).toBeNull();
    await agreeTransmission(lead, reference, (await newest(person, reference)).id);
    expect(uploads, "nothing is sent before the answer is released").toEqual([]);
    await release(reference);
    await drain();
    expect(uploads).toHaveLength(1);
    const [upload] = uploads;
    const own = await openHandover(person, reference, 1);
    if (!upload || own.kind !== "file") throw new Error("both are there");
    expect(upload.body.equals(await buffer(own.open()))).toBe(true);
    expect([upload.method, upload.url, upload.headers["content-length"]]).toEqual([
      "PUT",
      "/in/7f3a?sig=abc",
      String(own.bytes),
    ]);
    expectSigned(upload);
    expect(await newest(person, reference)).toMatchObject({
      stage: "sent",
      sha256: own.sha256,
      host: new URL(origin).host,
      trouble: null,
    });
    expect((await way.owedTo(requestId)).map((one) => one.kind)).toContain("transmitted");
    await drain();
    expect(uploads).toHaveLength(1);
    const rows = JSON.stringify(
      await house.query("select * from transmission where request_id = $1", [requestId]),
    );
    expect(rows).not.toContain("Fernweh");
    expect(rows).not.toContain("7f3a");
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  });

  it("is tried again where the other company is not well, and given up where it will not have it", async () => {
    const { person, reference, requestId } = await collected();
    await release(reference);
    answers = [503, 500];
    await askTransmission(person, reference, wish());
    await agreeTransmission(lead, reference, (await newest(person, reference)).id);
    for (let n = 0; n < 3; n++) {
      await house.query(
        "update transmission set not_before = now() where request_id = $1 and state = 'ready'",
        [requestId],
      );
      await drain();
    }
    expect(await newest(person, reference)).toMatchObject({ stage: "sent" });
    expect(uploads).toHaveLength(3);
    expect(new Set(uploads.map((one) => createHash("sha256").update(one.body).digest("hex"))).size).toBe(1);

    answers = [403];
    await askTransmission(person, reference, wish("/used-up"));
    await agreeTransmission(lead, reference, (await newest(person, reference)).id);
    await drain();
    expect(await newest(person, reference)).toMatchObject({
      stage: "failed",
      trouble: "The other company did not take the file. The address may be used up.",
    });
    expect((await way.owedTo(requestId)).map((one) => one.kind)).toContain("not_transmitted");
    expect((await transmissionsOf(person, reference)).mayAsk).toBe(true);
  });

  it("is refused with a reason that the person reads, or taken back, and then nothing is sent", async () => {
    const { person, reference } = await collected();
    await askTransmission(person, reference, wish());
    await expect(askTransmission(person, reference, wish())).rejects.toMatchObject({ code: "conflict" });
    const { id } = await newest(person, reference);
    await expect(refuseTransmission(lead, reference, id, "no")).rejects.toMatchObject({ code: "invalid" });
    await refuseTransmission(lead, reference, id, "That company has told us that it takes no files.");
    await expect(agreeTransmission(lead, reference, id)).rejects.toMatchObject({ code: "conflict" });
    expect((await newest(person, reference)).reason).toContain("takes no files");
    await askTransmission(person, reference, wish());
    await withdrawTransmission(person, reference);
    await expect(withdrawTransmission(person, reference)).rejects.toMatchObject({ code: "conflict" });
    await release(reference);
    expect(uploads).toEqual([]);
  });

  it.each([
    ["no name", { controller: " ", address: "https://take.example.com/x" }],
    ["no address", { controller: "Fernweh", address: "take it" }],
    ["not https", { controller: "Fernweh", address: "http://take.example.com/x" }],
    ["a machine inside the house", { controller: "Fernweh", address: "http://127.0.0.1:5432/x" }],
    ["a user name in it", { controller: "Fernweh", address: "https://me:secret@take.example.com/x" }],
    ["hidden characters", { controller: "Fern\u202eweh", address: "https://take.example.com/x" }],
  ])("%s is refused, and nothing is kept", async (_what, given) => {
    const { person, reference } = await way.fileAndProve({ right: "portability" });
    await expect(askTransmission(person, reference, given)).rejects.toMatchObject({ code: "invalid" });
    expect((await transmissionsOf(person, reference)).wishes).toEqual([]);
  });

  it("is asked by the person alone, with a fresh code, for this right alone", async () => {
    const { person, reference, visitor } = await way.fileAndProve({ right: "portability" });
    const old = { ...person, provenAt: new Date(Date.now() - 16 * 60_000) };
    await expect(askTransmission(old, reference, wish())).rejects.toMatchObject({ code: "forbidden" });
    await expect(askTransmission(visitor, reference, wish())).rejects.toMatchObject({ code: "not_found" });
    await expect(transmissionsOf(visitor, reference)).rejects.toMatchObject({ code: "not_found" });
    const access = await way.fileAndProve();
    await expect(askTransmission(access.person, access.reference, wish())).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(askTransmission(access.person, reference, wish())).rejects.toMatchObject({
      code: "not_found",
    });
    await askTransmission(person, reference, wish());
    const { id } = await newest(person, reference);
    await expect(agreeTransmission(person, reference, id)).rejects.toMatchObject({ code: "not_found" });
    const auditor = { ...lead, role: "auditor" as const };
    await expect(agreeTransmission(auditor, reference, id)).rejects.toMatchObject({ code: "forbidden" });
  });
});

/** Checks digest and signature as a receiver would, by RFC 9530 and RFC 9421, with nothing of ours. */
function expectSigned({ method, url, headers, body }: Upload): void {
  const digest = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
  expect(headers["content-digest"]).toBe(digest);
  const [, parameters = ""] = /^habeas=(.*)$/.exec(String(headers["signature-input"])) ?? [];
  const names = [...(/^\(([^)]*)\)/.exec(parameters)?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(
    (one) => one[1] ?? "",
  );
  expect(names).toEqual(expect.arrayContaining(["@method", "@target-uri", "content-digest"]));
  const derived: Record<string, string> = { "@method": method, "@target-uri": `${origin}${url}` };
  const base = [
    ...names.map((name) => `"${name}": ${derived[name] ?? headers[name]}`),
    `"@signature-params": ${parameters}`,
  ].join("\n");
  const [, signature = ""] = /^habeas=:(.*):$/.exec(String(headers.signature)) ?? [];
  const key = createPublicKey(receiptKey().publicKey);
  expect(verify(null, Buffer.from(base), key, Buffer.from(signature, "base64"))).toBe(true);
}
