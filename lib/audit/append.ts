import { sql } from "drizzle-orm";
import type { Actor } from "#lib/core/actor.ts";
import type { Transaction } from "#lib/db/database.ts";
import type { AuditEvent } from "./events.ts";

/** How an actor is named in the log: a kind and at most an internal id. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "staff":
      return `staff/${actor.staffId}`;
    case "visitor":
    case "person":
    case "account":
      return "person";
    default:
      return actor.kind;
  }
}

/**
 * Appends one event to its chain in the caller's transaction: no audit, no action. A request's events form
 * one chain; events that belong to no request go to the chain `house`.
 */
export async function audit(
  tx: Transaction,
  requestId: string | null,
  actor: Actor | "owner" | "recipient",
  event: AuditEvent,
): Promise<void> {
  const { kind, ...data } = event;
  const name = typeof actor === "string" ? actor : actorName(actor);
  await tx.execute(
    sql`select audit_append(${requestId ?? "house"}, ${kind}, ${name}, ${JSON.stringify(data)}::jsonb)`,
  );
}
