import { count, eq, sql } from "drizzle-orm";
import { humanTask, sharedIdentifier, task } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/database.ts";
import { entryOf } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";

/** What stands in the diagnostics of one system of one request. */
export type Diagnostics = { taskId: string; title: string; text: string };

type Fact = string | number | boolean | Date | null | undefined;

/**
 * How the work in each system stands, as a text to hand to whoever runs the system: codes, times, tries, counts, versions.
 * No personal data, no reference, no words that anybody typed. Throws `not_found`, `forbidden`.
 */
export async function diagnosticsOf(actor: Actor, reference: string): Promise<Diagnostics[]> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const rows = await tx
      .select({
        task,
        shared: sql<number>`(select count(*)::int from ${sharedIdentifier} s where s.task_id = task.id)`,
      })
      .from(task)
      .where(eq(task.requestId, row.id))
      .orderBy(task.position);
    const asked = await tx
      .select({ taskId: humanTask.taskId, asked: count(), answered: count(humanTask.answeredAt) })
      .from(humanTask)
      .innerJoin(task, eq(humanTask.taskId, task.id))
      .where(eq(task.requestId, row.id))
      .groupBy(humanTask.taskId);
    const now = new Date();
    return rows.map(({ task: one, shared }) => {
      const entry = entryOf(one.systemId);
      const people = asked.find(({ taskId }) => taskId === one.id);
      const facts: [string, Fact][] = [
        ["written", now],
        ["system", one.systemId],
        ["connector", entry?.system.connector],
        ["map version", entry ? (entry.version ?? "file") : "gone"],
        ["system state", entry?.state],
        ["requests a minute", entry?.perMinute],
        ["task", one.id],
        ["right", row.right],
        ["rules", row.ruleVersion],
        ["answered by", one.answeredBy],
        ["state", one.state],
        ["outcome", one.outcome],
        ["trouble", one.troubleCode],
        ["failed tries in a row", one.attempts],
        ["workers lost", one.lost],
        ["fence", one.fence],
        ["planned", one.createdAt],
        ["asked", one.askedAt],
        ["answered", one.answeredAt],
        ["next try", one.state === "ready" ? one.notBefore : null],
        ["held until", one.leaseUntil],
        ["keys known", one.keysKnown],
        ["keys collected", one.keysCollected],
        ["shared identifiers", shared],
        ["likeness", one.likeness],
        ["yields", one.yields],
        ["records", one.records],
        ["files", one.files],
        ["people asked", people?.asked ?? 0],
        ["people answered", people?.answered ?? 0],
      ];
      return {
        taskId: one.id,
        title: entry?.system.title ?? one.systemId,
        text: facts.map(lineOf).join("\n"),
      };
    });
  });
}

function lineOf([name, fact]: [string, Fact]): string {
  const told = fact instanceof Date ? fact.toISOString() : (fact ?? "-");
  return `${name}: ${told}`;
}
