import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createPlain } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAt, peopleAt } from "#connectors/conformance/loopback.ts";
import { failureOfWork } from "#connectors/conformance/reading.ts";

const email = { kind: "email", value: "mina@example.com" };
const people = peopleAt({ path: "/people", query: { email: "{match}" }, items: "/items" });
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

async function failureAt(port: number) {
  const hostPort = `127.0.0.1:${port}`;
  const settings = { base_url: `https://${hostPort}`, auth: { kind: "bearer", token: "secret-token" } };
  const session = await openAt("http", settings, [people], { internalHosts: [hostPort] });
  try {
    const failure = await failureOfWork(() => session.locate([email]));
    const steps = await session.check();
    return { code: failure.code, sentence: failure.message, network: steps[0]?.ok };
  } finally {
    await session.close();
  }
}

test("a system that does not speak TLS is told of, and is sent nothing that it could read", async () => {
  let heard = "";
  const plain = createPlain((_request, response) => response.end("{}"));
  plain.on("connection", (socket) => socket.on("data", (chunk) => (heard += chunk.toString("latin1"))));
  await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
  const { code, network } = await failureAt((plain.address() as AddressInfo).port);
  expect([code, network]).toEqual(["misconfigured", false]);
  expect(heard).not.toMatch(/secret-token|mina/);
  plain.closeAllConnections();
  plain.close();
});

if (!hasOpenssl)
  test("a certificate of one's own making", (t) =>
    t.skip("the openssl program is not installed on this machine"));
else
  describe("a certificate of one's own making", () => {
    const folder = mkdtempSync(join(tmpdir(), "habeas-tls-"));
    const asked: string[] = [];
    let server: Server;
    beforeAll(async () => {
      const [key, cert] = [join(folder, "own.key"), join(folder, "own.crt")];
      const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"];
      const named = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert];
      execFileSync("openssl", [...made, ...named], { stdio: "pipe" });
      server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
        asked.push(request.url ?? "");
        response.end('{"items": []}');
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test("is not trusted, although the host is on the operator's list", async () => {
      const { code, sentence, network } = await failureAt((server.address() as AddressInfo).port);
      expect([code, network]).toEqual(["misconfigured", false]);
      expect(sentence).toBe("The system did not prove its name with a certificate that can be trusted.");
      expect(asked).toEqual([]);
    });
  });
