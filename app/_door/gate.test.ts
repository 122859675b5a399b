import { createServer, request as http, type IncomingHttpHeaders, type Server } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { standAtDoor } from "./gate.ts";

vi.mock("#lib/map/brand/brands.ts", () => ({ brandAt: () => null }));

/** Stands for the framework: says what it was asked, and fails where a test wants it to. */
let server: Server;
let port = 0;

beforeAll(async () => {
  Object.assign(process.env, {
    HABEAS_DATABASE_URL: "postgres://h@localhost/h",
    HABEAS_ORIGIN: "https://privacy.example.com",
    HABEAS_MASTER_KEY: Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 89 + 7) % 256)).toString(
      "base64",
    ),
    HABEAS_MAP: "/nowhere.yaml",
    HABEAS_STORE: "/nowhere",
  });
  standAtDoor();
  server = createServer((asked, answer) => {
    if (asked.url === "/own") answer.setHeader("Content-Security-Policy", "default-src 'self'");
    answer.setHeader("x-middleware-rewrite", "/still/-/en");
    answer.end(JSON.stringify(asked.headers));
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  port = (server.address() as { port: number }).port;
});
afterAll(() => server.close());

type Answer = { status: number; headers: IncomingHttpHeaders; text: string };
const ask = (path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> =>
  new Promise((settle, fail) => {
    const all = { host: "privacy.example.com", ...headers };
    const sent = http({ port, host: "127.0.0.1", path, method, headers: all }, (answer) => {
      let text = "";
      answer.on("data", (chunk) => {
        text += chunk;
      });
      answer.on("end", () => settle({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    sent.on("error", fail);
    sent.end();
  });

describe("the door before the framework", () => {
  it("gives every answer its headers and takes out what is inner", async () => {
    const { status, headers, text } = await ask("/x", {
      "x-middleware-subrequest": "proxy",
      "x-forwarded-host": "evil.example",
    });
    expect(status).toBe(200);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["strict-transport-security"]).toContain("max-age=63072000");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["x-middleware-rewrite"]).toBeUndefined();
    expect(text).not.toMatch(/x-middleware|evil/);
    expect((await ask("/own")).headers["content-security-policy"]).toBe("default-src 'self'");
  });

  it("refuses before the framework is asked, with the same headers", async () => {
    for (const [path, headers, method, status] of [
      ["/", { host: "evil.example" }, "GET", 421],
      ["/", {}, "DELETE", 405],
      ["/%ff", {}, "GET", 400],
      ["/ask/access", { "next-action": "4".repeat(42) }, "POST", 405],
    ] as const) {
      const answer = await ask(path, headers, method);
      expect([path, answer.status, answer.headers["x-frame-options"]]).toEqual([path, status, "DENY"]);
      expect(answer.headers["strict-transport-security"]).toBeDefined();
    }
  });

  it("answers what is no HTTP with the same headers", async () => {
    const heard = await new Promise<string>((settle) => {
      let said = "";
      const socket = connect(port, "127.0.0.1", () => socket.write("NO HTTP\r\n\r\n"));
      socket.on("data", (chunk) => {
        said += chunk;
      });
      socket.on("close", () => settle(said));
    });
    expect(heard).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(heard).toContain("Content-Security-Policy: default-src 'none'");
  });
});
