import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ConnectorError } from "#connectors/errors.ts";
import { admit, isPublicAddress, webAddress } from "./address.ts";
import { guardedClient } from "./client.ts";
import { retryAfter } from "./wait.ts";

const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return "let through";
  } catch (error) {
    return error instanceof ConnectorError ? error.code : "another error";
  }
};
const answering =
  (...addresses: string[]) =>
  async () =>
    addresses;

test.each([
  "127.0.0.1",
  "127.1",
  "0.0.0.0",
  "10.0.0.1",
  "100.64.0.1",
  "169.254.169.254",
  "172.16.0.1",
  "192.0.2.1",
  "192.168.1.1",
  "192.88.99.1",
  "198.18.0.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "168.63.129.16",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::ffff:a83f:8110",
  "64:ff9b::7f00:1",
  "100::1",
  "2001::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1",
  "fec0::1",
  "ff02::1",
  "not an address",
  "",
])("%s is not public", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"])(
  "%s is public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  "https://127.0.0.1/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0177.0.0.1/",
  "https://127.1/",
  "https://①②⑦.⓪.⓪.①/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:a9fe:a9fe]/",
  "https://169.254.169.254/latest/meta-data",
  "https://168.63.129.16/",
  "https://user:word@1.1.1.1/",
  "https://1.1.1.1@127.0.0.1/",
  "http://1.1.1.1/",
  "ftp://1.1.1.1/",
  "file:///etc/passwd",
  "javascript:1",
  "//1.1.1.1",
  "",
])("%s is refused without asking a resolver", async (text) => {
  let asked = false;
  const resolve = async () => {
    asked = true;
    return ["1.1.1.1"];
  };
  expect(await codeOf(() => admit(webAddress(text), [], resolve))).toBe("misconfigured");
  expect(asked).toBe(false);
});

test("every address of a name must be public, and localhost by any name is not", async () => {
  const url = webAddress("https://system.example.com/");
  expect(await admit(url, [], answering("1.1.1.1", "2606:4700:4700::1111"))).toBe("1.1.1.1");
  expect(await codeOf(() => admit(url, [], answering("1.1.1.1", "10.0.0.1")))).toBe("misconfigured");
  expect(await codeOf(() => admit(url, [], answering()))).toBe("unreachable");
  expect(await codeOf(() => admit(webAddress("https://localhost./"), []))).not.toBe("let through");
  expect(
    await codeOf(() => admit(url, [], async () => Promise.reject(new Error("NXDOMAIN system.example.com")))),
  ).toBe("unreachable");
});

test("an internal host is allowed with its port and no other", async () => {
  const hosts = ["db.internal:8443", "127.0.0.1:80"];
  expect(await admit(webAddress("http://127.0.0.1/"), hosts)).toBe("127.0.0.1");
  expect(await admit(webAddress("https://db.internal:8443/"), hosts, answering("10.0.0.9"))).toBe("10.0.0.9");
  for (const text of [
    "http://127.0.0.1:81/",
    "https://db.internal/",
    "https://db.internal.:8443/",
    "http://127.0.0.2/",
  ]) {
    expect(await codeOf(() => admit(webAddress(text), hosts, answering("10.0.0.9")))).toBe("misconfigured");
  }
});

test("no spelling of a private IPv4 address gets through", async () => {
  const privately = fc.oneof(
    fc.tuple(fc.constantFrom(10, 127, 0), fc.nat(255), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(192), fc.constant(168), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(169), fc.constant(254), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), fc.nat(255), fc.nat(255)),
  );
  const spelling = fc.constantFrom(
    (p: number[], n: number) => p.join(".") || String(n),
    (_p: number[], n: number) => String(n),
    (_p: number[], n: number) => `0x${n.toString(16)}`,
    (p: number[]) => p.map((part) => `0${part.toString(8)}`).join("."),
    (p: number[]) => p.map((part) => `0x${part.toString(16)}`).join("."),
    (p: number[]) => `[::ffff:${p.join(".")}]`,
    (p: number[]) => `${p.join(".")}.`,
  );
  await fc.assert(
    fc.asyncProperty(privately, spelling, async (parts, spell) => {
      const number = parts.reduce((sum, part) => sum * 256 + part, 0);
      const text = `https://${spell(parts, number)}/`;
      expect(await codeOf(() => admit(webAddress(text), [], async (host) => [host]))).not.toBe("let through");
    }),
    { numRuns: 300 },
  );
});

test("the socket goes to the address that was checked, whatever the name says next", async () => {
  let reached = 0;
  const server = createServer((_request, response) => {
    reached += 1;
    response.end("inside");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  let times = 0;
  const rebinding = async () => {
    times += 1;
    return times === 1 ? ["192.0.2.77", "1.1.1.1"].slice(1) : ["127.0.0.1"];
  };
  const stop = AbortSignal.timeout(400);
  const client = guardedClient({ internalHosts: [], signal: stop, resolve: rebinding, connectSeconds: 0.3 });
  const send = () => client.send(`https://rebinding.example.com:${port}/`, { maxBytes: 1000 });
  expect(await codeOf(send)).toMatch(/timeout|unreachable/);
  expect(times).toBe(1);
  const later = guardedClient({
    internalHosts: [],
    signal: new AbortController().signal,
    resolve: rebinding,
  });
  expect(await codeOf(() => later.send(`https://rebinding.example.com:${port}/`, { maxBytes: 1000 }))).toBe(
    "misconfigured",
  );
  expect(reached).toBe(0);
  const pinned = guardedClient({
    internalHosts: [`named.example.com:${port}`],
    signal: new AbortController().signal,
    resolve: answering("127.0.0.1"),
  });
  const answer = await pinned.send(`http://named.example.com:${port}/`, { maxBytes: 1000 });
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.bytes) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toBe("inside");
  const capped = await pinned.send(`http://named.example.com:${port}/`, { maxBytes: 3 });
  expect(
    await codeOf(async () => {
      for await (const _ of capped.bytes);
    }),
  ).toBe("bad_answer");
  await Promise.all([client.close(), later.close(), pinned.close()]);
  server.closeAllConnections();
  server.close();
});

test("proxies of the environment are not used", async () => {
  let asked = 0;
  const proxy = createServer(() => {
    asked += 1;
  });
  proxy.on("connect", (_request, socket) => {
    asked += 1;
    socket.destroy();
  });
  const server = createServer((_request, response) => response.end("direct"));
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const before = process.env.HTTP_PROXY;
  process.env.HTTP_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const hostPort = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = guardedClient({ internalHosts: [hostPort], signal: new AbortController().signal });
  expect((await client.send(`http://${hostPort}/`, { maxBytes: 100 })).status).toBe(200);
  expect(asked).toBe(0);
  if (before === undefined) delete process.env.HTTP_PROXY;
  else process.env.HTTP_PROXY = before;
  await client.close();
  for (const one of [proxy, server]) {
    one.closeAllConnections();
    one.close();
  }
});

test("Retry-After is read as seconds or as a date", () => {
  const now = Date.parse("2026-03-03T10:00:00Z");
  expect(retryAfter("17", now)).toBe(17);
  expect(retryAfter("Tue, 03 Mar 2026 10:00:30 GMT", now)).toBe(30);
  expect(retryAfter("Tue, 03 Mar 2026 09:00:00 GMT", now)).toBe(0);
  expect(retryAfter("9999999", now)).toBe(86_400);
  for (const text of ["-1", "soon", "", "1.5", "1e9"]) expect(retryAfter(text, now)).toBeUndefined();
  expect(retryAfter(undefined, now)).toBeUndefined();
});
