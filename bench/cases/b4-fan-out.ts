import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openHouse } from "../harness/house.ts";
import { type Comparison, compare, type Side } from "../harness/pairs.ts";
import { harriet } from "../harness/sources.ts";
import type { Bench } from "../run.ts";

const words = {
  category: "commercial",
  purpose: "bench",
  legal_basis: "contract",
  source: "you",
  retention: "a year",
};
const mostSystems = 50;

/** One server that plays fifty systems: each answers after `delay` milliseconds with one record. */
async function mockSystems() {
  const state = { delay: 0 };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    setTimeout(() => {
      const email = url.searchParams.get("email") ?? "";
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ items: email === harriet ? [{ id: "7", email, note: "hers" }] : [] }));
    }, state.delay);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    state,
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}

function system(index: number, base: string): unknown {
  return {
    id: `mock${index}`,
    title: `Mock ${index}`,
    connector: "http",
    owner: { name: "Bench", email: "bench@example.com" },
    country: "IE",
    settings: { base_url: base, auth: { kind: "none" } },
    collections: [
      {
        ...words,
        name: "people",
        label: "People",
        match: { email: "email" },
        subject_key: "id",
        fields: { id: { label: "Id" }, email: { label: "E-mail" }, note: { label: "Note" } },
        http: { path: `/mock${index}`, query: { email: "{match}" }, items: "/items" },
      },
    ],
  };
}

async function wallOf(systems: number, delays: readonly number[]): Promise<Record<string, Comparison>> {
  const house = await openHouse();
  const mock = await mockSystems();
  try {
    process.env.HABEAS_INTERNAL_HOSTS = new URL(mock.base).host;
    await house.settle(Array.from({ length: systems }, (_, index) => system(index, mock.base)));
    const requests = await import("../harness/request.ts");
    const { startWorker } = await import("#lib/worker/worker.ts");
    const worker = await startWorker();
    const ours: Side = async () => {
      const { id } = await requests.filed(harriet);
      const began = performance.now();
      await requests.collect(id);
      return { ms: performance.now() - began, made: `${systems} answers` };
    };
    const bare: Side = async () => {
      const began = performance.now();
      // Ours asks each system twice: who is it, and what is there. The peer does too.
      for (const _ of ["locate", "collect"]) {
        await Promise.all(
          Array.from({ length: systems }, async (_, index) => {
            const answer = await fetch(`${mock.base}/mock${index}?email=${harriet}`);
            await answer.json();
          }),
        );
      }
      return { ms: performance.now() - began, made: `${systems} answers` };
    };
    const results: Record<string, Comparison> = {};
    for (const delay of delays) {
      mock.state.delay = delay;
      const one = await compare(ours, bare, 9);
      one.notes["overhead per system ms"] = (one.ours.median - one.peer.median) / systems;
      results[`${systems} systems at ${delay} ms`] = one;
    }
    await worker.stop();
    await (await import("#lib/db/database.ts")).closeDatabase();
    return results;
  } finally {
    mock.close();
    await house.end();
  }
}

export const bench: Bench = {
  title: "fan-out: overhead per system over a bare Promise.all(fetch) (pass: 4 ms)",
  run: () => wallOf(Number(process.env.HABEAS_BENCH_SYSTEMS ?? mostSystems), [0, 20, 200]),
};
