import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { keptInFile, type SystemState } from "../entry.ts";
import { entryFor, reasonOf } from "./access.ts";
import { changeState } from "./store.ts";

type Why = { reason: string };

/** Begins nothing new with a system; what runs ends. Requests keep their place and go on once it is enabled again. */
export function pauseSystem(actor: Actor, id: string, why: Why): Promise<void> {
  return stop(actor, id, "paused", why);
}

/** The kill switch: every conversation with the system is cut off within about two seconds, and none is begun. */
export function killSystem(actor: Actor, id: string, why: Why): Promise<void> {
  return stop(actor, id, "killed", why);
}

/** Takes a system out of every new request. Requests that have it in their plan are still answered from it. */
export async function retireSystem(actor: Actor, id: string, why: Why): Promise<void> {
  return stop(actor, id, "retired", why);
}

async function stop(actor: Actor, id: string, state: SystemState, why: Why): Promise<void> {
  const entry = await entryFor(actor, id, "manage_systems");
  const reason = reasonOf(why.reason);
  if (entry.keptIn === "file" && state === "retired") keptInFile();
  if (entry.state === "draft" && state !== "retired") {
    throw new HabeasError("conflict", "It is a draft: nothing is asked of it yet.");
  }
  if (entry.state === state) throw new HabeasError("conflict", `It is ${state} already.`);
  await inTransaction((tx) => changeState(tx, actor, id, { state, reason }));
}
