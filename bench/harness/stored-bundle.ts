import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { bundle } from "#drizzle/schema/task.ts";
import { commitStep, packageFolder } from "#lib/bundle/steps/ledger.ts";
import { storedPackage } from "#lib/bundle/steps/stored-package.ts";
import { database } from "#lib/db/database.ts";
import { claim } from "#lib/jobs/lease.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { filed } from "./request.ts";
import { harriet } from "./sources.ts";

async function* noise(megabytes: number) {
  const block = randomBytes(1024 * 1024);
  for (let i = 0; i < megabytes; i++) {
    block.writeUInt32LE(i, 0);
    yield block;
  }
}

/** A bundle that can be downloaded, of so many megabytes that cannot be packed. */
export async function storedBundle(megabytes: number) {
  const { id: requestId, reference } = await filed(harriet);
  const [row] = await database()
    .insert(bundle)
    .values({ requestId, number: 1, partial: true, releasedBy: "bench" })
    .returning();
  const lease = row && (await claim("bundle", row.id));
  if (!row || !lease) throw new Error("the bundle cannot be written");
  const key = await keyOf(database(), requestId);
  const into = storedPackage({
    key,
    storage: (position) => `${packageFolder(requestId, 1)}/${position}-${lease.fence}`,
    when: row.createdAt,
    topFolder: "bench",
    done: [],
    commit: (position, step) =>
      commitStep(lease, key, { ...step, position, madeFrom: Buffer.alloc(0), load: null }),
  });
  await into.step("noise", (files) => files.add("noise.bin", noise(megabytes), { stored: true }));
  const { bytes, sha256 } = await into.finish();
  lease.end();
  await database()
    .update(bundle)
    .set({ state: "settled", fileName: "bench.zip", bytes, sha256, files: 1 })
    .where(eq(bundle.id, row.id));
  return { reference, bytes, sha256 };
}
