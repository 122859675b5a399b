import { and, eq, isNull } from "drizzle-orm";
import { effectSystem } from "#drizzle/schema/effect.ts";
import { canaryCheck } from "#drizzle/schema/preference.ts";
import { task } from "#drizzle/schema/task.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Queryable } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { type Answers, answers } from "#lib/request/answers.ts";
import { move } from "#lib/request/move.ts";
import type { AlertStage } from "./alert.ts";

/** What the invented people ask, as anybody would; where mail to them would go is nowhere. */
export function canaryAnswers(emails: readonly string[]): Answers {
  return answers.parse({
    right: "opt_out",
    who: "self",
    place: currentMap().company.controller_place,
    name: "Canary",
    email: "canary@signal.invalid",
    scope: "everything",
    known: [...new Set(emails)].map((value) => ({ kind: "email", value })),
  });
}

/** How far the opt-out of a canary came, where it did not arrive. */
export async function stageOf(
  tx: Queryable,
  check: typeof canaryCheck.$inferSelect,
): Promise<Exclude<AlertStage, "again" | "worker">> {
  if (check.requestId === null) return check.stage === "file" ? "file" : "set_in";
  const of = { request: check.requestId, system: check.systemId };
  const [located] = await tx
    .select()
    .from(task)
    .where(and(eq(task.requestId, of.request), eq(task.systemId, of.system)));
  if (located?.state !== "settled") return "locate";
  const [applied] = await tx
    .select()
    .from(effectSystem)
    .where(and(eq(effectSystem.requestId, of.request), eq(effectSystem.systemId, of.system)));
  return applied?.outcome === "in_effect" ? "read_back" : "apply";
}

/** Takes the canary's request back: nobody waits for its answer, and what was noted for it is destroyed on schedule. */
export async function endCanaryRequest(requestId: string): Promise<void> {
  const open = await inTransaction((tx) =>
    tx
      .select({ id: canaryCheck.id })
      .from(canaryCheck)
      .where(and(eq(canaryCheck.requestId, requestId), isNull(canaryCheck.ok)))
      .limit(1),
  );
  if (open.length > 0) return;
  try {
    await inTransaction((tx) =>
      move(tx, requestId, "cancel", { kind: "worker", requestId }, { kind: "cancelled" }),
    );
  } catch (error) {
    if (!(error instanceof HabeasError && error.code === "conflict")) throw error;
  }
}
