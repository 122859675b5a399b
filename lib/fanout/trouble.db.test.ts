import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Connector, Session } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { readRequestFile } from "./file-view.ts";
import { retryNow } from "./retry.ts";

let house: House;
let shopUrl: string;
const nowhere = "postgres://nobody:canary-password@127.0.0.1:9/none";

/** What is put between the runner and the real connectors, for one test. */
let between: ((session: Session) => Session) | undefined;

vi.mock("#connectors/registry.ts", async (original) => {
  const real = await original<typeof import("#connectors/registry.ts")>();
  return {
    ...real,
    connectorOf: async (id: string): Promise<Connector> => {
      const connector = await real.connectorOf(id);
      return {
        ...connector,
        open: async (context) => {
          const session = await connector.open(context);
          return id === "sqlite" && between ? between(session) : session;
        },
      };
    },
  };
});

beforeAll(async () => {
  house = await openHouse(["shop", "newsletter", "visits"]);
  shopUrl = process.env.TEST_SHOP_URL ?? "";
});
afterAll(() => house.close());

const systemOf = async (reference: string, id: string) => {
  const found = (await readRequestFile(way.operator, reference)).systems.find((one) => one.systemId === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
};

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    await drain();
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("it did not recover");
}

describe("a system in trouble", () => {
  it("is tried again until it answers; the others settle meanwhile and nobody's request waits for it", async () => {
    process.env.TEST_SHOP_URL = nowhere;
    const one = await way.fileAndProve();
    const other = await way.fileAndProve({ email: "noor.haddad@example.net" });
    await drain();
    for (const { reference } of [one, other]) {
      expect(await systemOf(reference, "shop")).toMatchObject({ state: "trouble", records: 0 });
      expect((await systemOf(reference, "newsletter")).state).toBe("found");
      expect((await systemOf(reference, "visits")).state).toBe("nothing_held");
    }
    const { cause, nextTryAt } = await systemOf(one.reference, "shop");
    expect(cause).toMatch(/^[A-Z].*\.$/);
    expect(cause).not.toMatch(/canary|127|postgres:/);
    expect(nextTryAt?.getTime()).toBeGreaterThan(Date.now() - 5_000);
    process.env.TEST_SHOP_URL = shopUrl;
    await until(async () => (await readRequestFile(way.operator, one.reference)).status === "reviewing");
    await until(async () => (await readRequestFile(way.operator, other.reference)).status === "reviewing");
    // The shop knew a cookie, so the visits were asked again.
    expect(await systemOf(one.reference, "visits")).toMatchObject({ state: "found", records: 2 });
    const kinds = (await readRequestFile(way.operator, one.reference)).timeline.map((entry) => entry.kind);
    expect(kinds.filter((kind) => kind === "system_trouble")).toHaveLength(1);
    expect(kinds).toContain("system_recovered");
  });

  it("is tried at once when staff ask for it", async () => {
    process.env.TEST_SHOP_URL = nowhere;
    const { reference } = await way.fileAndProve();
    await drain();
    process.env.TEST_SHOP_URL = shopUrl;
    const { taskId } = await systemOf(reference, "shop");
    await house.query("update task set not_before = now() + interval '1 hour' where id = $1", [taskId]);
    await drain();
    expect((await systemOf(reference, "shop")).state).toBe("trouble");
    await retryNow(way.operator, taskId);
    await drain();
    expect((await systemOf(reference, "shop")).state).toBe("found");
  });

  it.each([
    ["breaks off in the middle of its data", new ConnectorError("bad_answer", "The answer was cut off.")],
    ["is refused by our own code", new Error("canary-mina in an error text")],
  ])("that %s leaves nothing half stored", async (_what, trouble) => {
    between = (session) => ({
      ...session,
      locate: (known) => session.locate(known),
      close: () => session.close(),
      collect: async function* (keys) {
        for await (const part of session.collect(keys)) {
          if (part.kind !== "records") continue;
          yield {
            ...part,
            lines: (async function* () {
              yield* part.lines;
              throw trouble;
            })(),
          };
        }
      },
    });
    const { reference, requestId } = await way.fileAndProve();
    await drain();
    expect(await systemOf(reference, "newsletter")).toMatchObject({ state: "trouble", records: 0 });
    const stored =
      "select 1 from finding f join task t on t.id = f.task_id where t.request_id = $1 and system_id = 'newsletter'";
    expect(await house.query(stored, [requestId])).toEqual([]);
    const [row] = await house.query<{ trouble: string }>(
      "select trouble from task where request_id = $1 and system_id = 'newsletter'",
      [requestId],
    );
    expect(row?.trouble).not.toContain("canary");
    between = undefined;
    await until(async () => (await readRequestFile(way.operator, reference)).status === "reviewing");
    expect(await systemOf(reference, "newsletter")).toMatchObject({ state: "found", records: 1 });
  });

  it("that works by itself is asked again when it said, and is no trouble", async () => {
    let asked = 0;
    between = (session) => ({
      ...session,
      collect: (keys) => session.collect(keys),
      close: () => session.close(),
      locate: async (known) =>
        asked++ === 0
          ? { kind: "in_progress", askAgainAt: new Date(Date.now() + 400) }
          : session.locate(known),
    });
    const { reference } = await way.fileAndProve();
    await drain();
    expect((await systemOf(reference, "newsletter")).state).toBe("waiting");
    await until(async () => (await readRequestFile(way.operator, reference)).status === "reviewing");
    between = undefined;
    expect(await systemOf(reference, "newsletter")).toMatchObject({ state: "found", records: 1 });
  });
});

describe("a system that answers with somebody else's", () => {
  const named =
    (via: string) =>
    (session: Session): Session => ({
      ...session,
      locate: (known) => session.locate(known),
      close: () => session.close(),
      collect: async function* () {
        yield {
          kind: "records",
          collection: "subscribers",
          lines: (async function* () {
            yield Buffer.from(`${via}\t{"id":12,"email":"canary-noor"}\n`);
          })(),
        };
        yield {
          kind: "file",
          collection: "subscribers",
          via,
          fileName: "card.txt",
          mediaType: "text/plain",
          bytes: (async function* () {
            yield Buffer.from("canary-noor-file");
          })(),
        };
      },
    });

  async function released(via: string, onlyFile: boolean) {
    const wrap = named(via);
    between = (session) => {
      const foreign = wrap(session);
      return {
        ...foreign,
        collect: async function* (keys) {
          for await (const part of foreign.collect(keys)) if (!onlyFile || part.kind === "file") yield part;
        },
      };
    };
    const filed = await way.fileAndProve();
    await drain();
    between = undefined;
    const { releaseRequest } = await import("#lib/bundle/release.ts");
    const { version } = await readRequestFile(way.operator, filed.reference);
    await releaseRequest(way.operator, filed.reference, { version, partly: false });
    await drain();
    return { ...filed, bundle: (await readRequestFile(way.operator, filed.reference)).bundles[0] };
  }

  it.each([
    ["a record", false],
    ["a file", true],
  ])("%s by a key that is not this person's never leaves the house", async (_what, onlyFile) => {
    const { bundle } = await released("12", onlyFile);
    expect(bundle?.state).toBe("preparing");
  });

  it("while the person's own files are in the bundle", async () => {
    const { bundle, person, reference } = await released("11", true);
    expect(bundle?.state).toBe("ready");
    const files = await way.openedBundle(person, reference, 1);
    expect([...files.values()].some((bytes) => bytes.toString() === "canary-noor-file")).toBe(true);
  });
});
