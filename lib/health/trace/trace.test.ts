import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SpanStatusCode, trace } from "@opentelemetry/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beginSpan, type SpanFacts, traced } from "#lib/core/trace.ts";
import { startTracing } from "./start.ts";

/** What a collector got, as it came over the wire. */
const got: string[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer((call, answer) => {
    let body = "";
    call.setEncoding("utf8").on("data", (some: string) => {
      body += some;
    });
    call.on("end", () => {
      got.push(body);
      answer.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  Object.assign(process.env, {
    HABEAS_DATABASE_URL: "postgres://127.0.0.1/none",
    HABEAS_ORIGIN: "http://localhost:4000",
    HABEAS_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
    HABEAS_MAP: "map.yaml",
    HABEAS_STORE: "store",
    HABEAS_OTLP_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`,
  });
});
afterAll(() => {
  server.close();
});

type Sent = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string }[];
};
type Body = { resourceSpans: { scopeSpans: { spans: Sent[] }[] }[] };
const sent = () =>
  got.flatMap((body) =>
    (JSON.parse(body) as Body).resourceSpans.flatMap((one) => one.scopeSpans.flatMap(({ spans }) => spans)),
  );

const canaries = ["Quillfeather", "canary-5e21@example.net", "LK-7K4-2QD", "lk-7k4-2qd"];
const canary = canaries.join(" ");

describe("TM-36 traces that leave the house", () => {
  it("hold steps, talks and routes by their patterns, and nothing that anybody wrote", async () => {
    const tracing = await startTracing("worker", new Set(["/r/[ref]", "/desk"]));
    if (!tracing) throw new Error("there is an address");
    await traced({ about: "worker.step", job: "task.run" }, async () => {
      const talk = beginSpan({ about: "connector.call", system: "shop", talk: "locate" });
      await new Promise((resolve) => setTimeout(resolve, 2));
      talk.end("unreachable");
    });
    const failed = traced({ about: "worker.step", job: "bundle.build" }, async () => {
      throw new Error(canary);
    });
    await expect(failed).rejects.toThrow();
    // What types forbid, somebody may still pass by mistake.
    await traced({ about: "worker.step", job: canary } as SpanFacts, async () => {});
    beginSpan({ about: "connector.call", system: canary, talk: "locate" }).end(null);
    beginSpan({ about: "connector.call", system: "shop", talk: "collect" }).end(canary);
    const framework = trace.getTracer("next.js", canary);
    for (const route of ["/r/[ref]", "/r/lk-7k4-2qd", undefined]) {
      const span = framework.startSpan(`GET /r/LK-7K4-2QD ${canary}`, {
        attributes: {
          "next.span_type": "BaseServer.handleRequest",
          "http.method": "GET",
          "http.target": `/r/LK-7K4-2QD?${canary}`,
          "http.status_code": 200,
          "user.email": canary,
          ...(route ? { "http.route": route } : {}),
        },
      });
      span.addEvent(canary, { what: canary });
      span.recordException(new Error(canary));
      span.setStatus({ code: SpanStatusCode.ERROR, message: canary });
      span.end();
    }
    framework
      .startSpan(canary, { attributes: { "next.span_type": "AppRender.fetch", "http.url": canary } })
      .end();
    trace.getTracer("somebody").startSpan(canary).end();
    await tracing.end();
    const wire = got.join("\n");
    for (const one of canaries) expect(wire).not.toContain(one);
    const names = sent().map(({ name }) => name);
    expect(names.sort()).toEqual([
      ...["GET", "GET", "GET /r/[ref]"],
      ...["connector.call", "connector.call", "worker.step", "worker.step"],
    ]);
    const talk = sent().find(({ attributes }) => attributes.some(({ key }) => key === "talk"));
    const step = sent().find(({ spanId }) => spanId === talk?.parentSpanId);
    expect(step).toMatchObject({ name: "worker.step", traceId: talk?.traceId });
    expect(wire).toContain("habeas-worker");
  });

  it("are not made once tracing has ended", () => {
    const before = got.length;
    beginSpan({ about: "connector.call", system: "shop", talk: "locate" }).end(null);
    expect(got.length).toBe(before);
  });
});
