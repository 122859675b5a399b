import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Connector } from "#connectors/contract.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";

let house: House;

/** What happens while a system is looked through, for one test. */
let meanwhile: (() => Promise<void>) | undefined;

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
          const look = session.candidates?.bind(session);
          if (!look || !meanwhile) return session;
          return Object.assign(Object.create(session), {
            candidates: async (...asked: Parameters<typeof look>) => {
              await meanwhile?.();
              return look(...asked);
            },
          });
        },
      };
    },
  };
});

beforeAll(async () => {
  house = await openHouse(["club", "archive"]);
});
afterAll(() => house.close());

describe("a holder who loses the task while they look for somebody alike", () => {
  it("proposes nobody; the next holder does", async () => {
    const proposed: number[] = [];
    meanwhile = async () => {
      proposed.push((await house.query("select 1 from proposed_link")).length);
      if (proposed.length > 1) return;
      await house.query(
        "update task set fence = fence + 1, lease_until = now() - interval '1 second' where state = 'running'",
      );
    };
    const { requestId } = await way.fileAndProve({ name: "Mina Okafor", email: "mina.okafor@example.com" });
    await drain();
    // Whoever comes second finds nothing of what the first one saw.
    expect(proposed).toEqual([proposed[0], proposed[0]]);
    const links = await house.query(
      "select verdict, l.state from proposed_link l join task t on t.id = l.task_id where request_id = $1",
      [requestId],
    );
    expect(links).toMatchObject([{ verdict: "automatic", state: "used" }]);
  });
});
