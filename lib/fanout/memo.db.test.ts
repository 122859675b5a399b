import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Connector, SessionContext } from "#connectors/contract.ts";
import { hashOf } from "#lib/core/token.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";

let house: House;
/** What each session was told, oldest first. */
const told: Pick<SessionContext<unknown>, "memo" | "callbackUrl">[] = [];

vi.mock("#connectors/registry.ts", async (original) => {
  const real = await original<typeof import("#connectors/registry.ts")>();
  return {
    ...real,
    connectorOf: async (id: string): Promise<Connector> => {
      const connector = await real.connectorOf(id);
      if (id !== "sqlite") return connector;
      return {
        ...connector,
        capabilities: [...connector.capabilities, "calls_back"],
        open: async (context) => {
          const { memo, callbackUrl } = context;
          told.push({ ...(memo ? { memo } : {}), ...(callbackUrl ? { callbackUrl } : {}) });
          const session = await connector.open(context);
          const first = told.length === 1;
          return new Proxy(session, {
            get: (target, name) => {
              if (name === "locate" && first)
                return async () => ({
                  kind: "in_progress",
                  askAgainAt: new Date(Date.now() + 200),
                  memo: "export canary-job 17",
                });
              const value: unknown = Reflect.get(target, name, target);
              return typeof value === "function" ? value.bind(target) : value;
            },
          });
        },
      };
    },
  };
});

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

it("what a connector wants remembered is sealed, handed back once, and forgotten with the answer", async () => {
  const { requestId } = await way.fileAndProve();
  await drain();
  const row = async () =>
    (
      await house.query<{ memo: Buffer | null; callback_hash: Buffer | null; state: string }>(
        "select memo, callback_hash, state from task where request_id = $1",
        [requestId],
      )
    )[0];
  const waiting = await row();
  expect(waiting?.state).toBe("ready");
  expect(waiting?.memo?.toString("latin1")).not.toContain("canary");
  const [first] = told;
  expect(first?.memo).toBeUndefined();
  const token = first?.callbackUrl?.replace("http://localhost:4000/api/callback/", "") ?? "";
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(waiting?.callback_hash?.equals(hashOf(token))).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 250));
  const { sweep } = await import("#lib/jobs/sweep.ts");
  await sweep();
  await drain();
  // The same address for every session of the task.
  expect(told[1]).toEqual({ memo: "export canary-job 17", callbackUrl: first?.callbackUrl });
  expect(await row()).toMatchObject({ state: "settled", memo: null, callback_hash: null });
});
