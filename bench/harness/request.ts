import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { bundle } from "#drizzle/schema/task.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { answers } from "#lib/request/answers.ts";
import { fileRequest } from "#lib/request/file.ts";
import { startRequest } from "#lib/request/plan.ts";

const operator = { kind: "operator" } as const;
/**
 * Asked often at first, so that a small person's time is told exactly; then ever more seldom, so that asking, which costs
 * the process that is measured half a millisecond, costs no time: what is told is at most four per cent too long.
 */
const pollMs = (waited: number) => Math.max(2, waited / 25);

/** Files a request and leaves it just before its proof. */
export async function filed(email: string): Promise<{ id: string; reference: string }> {
  const asked = answers.parse({
    right: "access",
    who: "self",
    place: "IE",
    name: "Harriet Vance",
    email,
    scope: "everything",
  });
  const done = await fileRequest(operator, asked, randomUUID(), "command_line");
  return { id: done.requestId, reference: done.reference };
}

async function until(id: string, status: string): Promise<void> {
  const began = performance.now();
  for (;;) {
    const [row] = await database().select({ status: request.status }).from(request).where(eq(request.id, id));
    if (row?.status === status) return;
    await new Promise((resolve) => setTimeout(resolve, pollMs(performance.now() - began)));
  }
}

/** From the proof until every system has answered. */
export async function collect(id: string): Promise<void> {
  await inTransaction(async (tx) => {
    const [row] = await tx.select().from(request).where(eq(request.id, id));
    if (row) await startRequest(tx, row, operator, { at: new Date(), how: "bench" });
  });
  await until(id, "reviewing");
}

/** From the release until the bundle lies in the store. */
export async function answer(id: string, reference: string): Promise<{ bytes: number; records: number }> {
  const [row] = await database().select().from(request).where(eq(request.id, id));
  await releaseRequest(operator, reference, { version: row?.version ?? 0, partly: false });
  await until(id, "ready");
  const [built] = await database().select().from(bundle).where(eq(bundle.requestId, id));
  return {
    bytes: built?.bytes ?? 0,
    records: (built?.contents ?? []).reduce((sum, one) => sum + one.records, 0),
  };
}
