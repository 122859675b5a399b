import { afterAll, beforeAll, expect, it } from "vitest";
import { inTransaction } from "#lib/db/database.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { family } from "#lib/worker/fixture/systems.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { decideShared } from "./decide-shared.ts";
import { readRequestFile } from "./file-view.ts";
import { storeLocated } from "./identifiers.ts";
import type { Located } from "./known.ts";
import { mostToChooseFrom } from "./shared.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"]);
});
afterAll(() => house.close());

/** What a system answers, written down as a task's own run would. */
async function answered(requestId: string, systemId: string, answer: Partial<Located>) {
  const [row] = await house.query<{ id: string }>(
    "select id from task where request_id = $1 and system_id = $2",
    [requestId, systemId],
  );
  await inTransaction(async (tx) => {
    const work = {
      taskId: row?.id ?? "",
      requestId,
      systemId,
      key: await keyOf(tx, requestId),
      actor: { kind: "worker", requestId } as const,
    };
    await storeLocated(tx, work, { kind: "located", keys: [], identifiers: [], shared: [], ...answer }, []);
  });
}

it("an identifier that was stopped and becomes known anew keeps what was said of it", async () => {
  const { requestId } = await way.fileAndProve({ email: family.email, name: "Ada Lind" });
  await drain();
  await house.query("update identifier set origin = 'tainted' where request_id = $1", [requestId]);
  await answered(requestId, "newsletter", {
    identifiers: [{ kind: "email", value: family.email, collection: "subscribers", key: "1" }],
  });
  const rows = await house.query(
    "select i.origin, count(s.id)::int as shared from identifier i left join shared_identifier s on s.identifier_id = i.id where i.request_id = $1 group by i.id",
    [requestId],
  );
  expect(rows).toEqual([{ origin: "found", shared: 1 }]);
});

it("an identifier that leads to more people than can be shown is never found to be one person's", async () => {
  const { requestId, reference } = await way.fileAndProve({ email: "till@example.com" });
  await drain();
  await house.query("update request set status = 'collecting' where id = $1", [requestId]);
  await answered(requestId, "shop", {
    shared: [
      {
        kind: "email",
        value: "till@example.com",
        collection: "customers",
        keys: Array.from({ length: 5_000 }, (_, n) => `C-${n}`),
      },
    ],
  });
  const [shared] = (await readRequestFile(way.operator, reference)).sharedIdentifiers;
  expect(shared?.keys).toHaveLength(mostToChooseFrom);
  await decideShared(way.operator, {
    sharedId: shared?.id ?? "",
    keys: shared?.keys ?? [],
    reason: "All hers.",
  });
  expect(await house.query("select one_person from shared_identifier where id = $1", [shared?.id])).toEqual([
    { one_person: false },
  ]);
});
