import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "#lib/db/database.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { audit } from "../../append.ts";
import { keepCheckpoint } from "../keeper.ts";
import { logState } from "../state.ts";
import { timestampOf } from "./stamp.ts";
import { stampQuery, timeOfToken, tokenIn } from "./token.ts";

const config = `
[req]
distinguished_name = name
prompt = no
[name]
CN = Clock of Example
[tsa]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[authority]
serial = serial
crypto_device = builtin
signer_cert = cert.pem
signer_key = key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
`;

let folder: string;
let server: Server;
let house: House;
let wrong: "nothing" | "another" | null = null;
const openssl = (...words: string[]) => execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });

function hasOpenssl(): boolean {
  try {
    execFileSync("openssl", ["version"], { stdio: "pipe" });
    return true;
  } catch {
    console.log("SKIPPED: time stamps by a real authority, because this machine has no openssl");
    return false;
  }
}

/** What an authority answers to a question: `openssl ts -reply`. */
function reply(query: Buffer): Buffer {
  writeFileSync(join(folder, "query.tsq"), query);
  openssl(
    "ts",
    "-reply",
    "-config",
    "tsa.cnf",
    "-section",
    "authority",
    "-queryfile",
    "query.tsq",
    "-out",
    "reply.tsr",
  );
  return readFileSync(join(folder, "reply.tsr"));
}

describe.skipIf(!hasOpenssl())("time stamps of a checkpoint (RFC 3161, TM-40)", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "habeas-tsa-"));
    writeFileSync(join(folder, "tsa.cnf"), config);
    writeFileSync(join(folder, "serial"), "01\n");
    const selfSigned = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-config", "tsa.cnf", "-days", "30"];
    openssl(...selfSigned, "-extensions", "tsa", "-keyout", "key.pem", "-out", "cert.pem");
    server = createServer(async (call, answer) => {
      const parts: Buffer[] = [];
      for await (const part of call) parts.push(part as Buffer);
      if (wrong === "nothing") return answer.end("no time stamp");
      const asked = wrong === null ? Buffer.concat(parts) : stampQuery(wrong).query;
      answer.setHeader("content-type", "application/timestamp-reply");
      answer.end(reply(asked));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    house = await openHouse([], { HABEAS_TIMESTAMP_URL: `http://${host}/tsa`, HABEAS_INTERNAL_HOSTS: host });
  }, 60_000);
  afterAll(async () => {
    server?.close();
    await house?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const append = () =>
    inTransaction((tx) => audit(tx, null, way.operator, { kind: "staff_signed_in", role: "x" }));
  const dueAgain = () =>
    house.query("update audit_keeper set timestamp_tried_at = now() - interval '2 hours'");

  it("are asked for, checked and kept, once an hour; openssl believes what is kept", async () => {
    await append();
    const first = await keepCheckpoint();
    const kept = await timestampOf(first?.size ?? 0);
    expect((await logState()).timestamp).toMatchObject({ state: "well", size: first?.size, trouble: null });
    writeFileSync(join(folder, "token.der"), kept ?? "");
    writeFileSync(join(folder, "note.txt"), first?.note ?? "");
    const words = [
      "ts",
      "-verify",
      "-data",
      "note.txt",
      "-in",
      "token.der",
      "-token_in",
      "-CAfile",
      "cert.pem",
    ];
    expect(openssl(...words).toString()).toContain("OK");
    await append();
    expect(await timestampOf((await keepCheckpoint())?.size ?? 0)).toBeNull();
    await dueAgain();
    expect(await timestampOf((await keepCheckpoint())?.size ?? 0)).not.toBeNull();
  });

  it("that are over something else, of another question or none are not kept, and the trouble is said", async () => {
    for (const what of ["another", "nothing"] as const) {
      wrong = what;
      await append();
      await dueAgain();
      const checkpoint = await keepCheckpoint();
      expect(await timestampOf(checkpoint?.size ?? 0)).toBeNull();
      expect((await logState()).timestamp).toMatchObject({ state: "trouble", trouble: expect.any(String) });
    }
    wrong = null;
  });

  it("hold only for their text and their question, and unchanged", async () => {
    const { query, nonce } = stampQuery("note");
    const token = tokenIn(reply(query));
    expect((await timeOfToken(token, "note", nonce)).getTime()).toBeGreaterThan(Date.now() - 60_000);
    await expect(timeOfToken(token, "nota", nonce)).rejects.toThrow("something else");
    await expect(timeOfToken(token, "note", stampQuery("note").nonce)).rejects.toThrow("another question");
    const bent = Buffer.from(token);
    bent.writeUInt8((bent.at(-5) ?? 0) ^ 1, bent.length - 5);
    await expect(timeOfToken(bent, "note", nonce)).rejects.toThrow();
  });
});
