import { and, eq, inArray, type SQL, type SQLWrapper } from "drizzle-orm";
import { humanTask } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { isRowId } from "#lib/core/id.ts";
import { hashOf } from "#lib/core/token.ts";
import { allowed } from "#lib/staff/permissions.ts";

/** How a system's owner comes to a question: by the token of the link in their mail, or signed in to the desk. */
export type OwnerDoor = string | { actor: Actor; id: string };

/**
 * The condition under which a question is behind a door: at the desk it must be about a system that the owner answers for.
 * `system`: the column that says which system it is. Throws the uniform `not_found` for whoever is no owner.
 */
export function behindDoor(door: OwnerDoor, system: SQLWrapper): SQL | undefined {
  if (typeof door === "string") return eq(humanTask.tokenHash, hashOf(door));
  return and(eq(humanTask.id, isRowId(door.id) ? door.id : notFound()), ofOwner(door.actor, system));
}

/** Questions to the owner of a system that is this owner's. Throws the uniform `not_found` for whoever is no owner. */
export function ofOwner(actor: Actor, system: SQLWrapper): SQL | undefined {
  if (actor.kind !== "staff" || !allowed(actor.role, "answer_tasks")) return notFound();
  const { systems } = actor.scope;
  if (systems.length === 0) return notFound();
  return and(eq(humanTask.askedOf, "owner"), inArray(system, [...systems]));
}

/** Who answers, as the log names them: behind a link it is the owner, whoever that is. */
export const answersAs = (door: OwnerDoor): Actor | "owner" =>
  typeof door === "string" ? "owner" : door.actor;
