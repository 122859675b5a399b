import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { mask } from "#lib/identity/canonical.ts";
import type { Right } from "#lib/law/rights.ts";
import { freshMap } from "#lib/map/current.ts";
import { isTheirs, requestFor } from "./access.ts";
import { bundlesOf } from "./bundles.ts";
import { whatHasBegun } from "./cancel.ts";
import { deadlineOf } from "./clocks/deadline.ts";
import { followsWithoutProof } from "./effects.ts";
import { allows, type RequestStatus } from "./moves.ts";
import { progressOf, usualSpans } from "./progress.ts";
import { answersIfKept } from "./sealed.ts";
import { personTimeline } from "./timeline.ts";
import type { SystemProgress, TimelineEntry, Tracking } from "./views.ts";

/**
 * The person's page. The browser that filed a request sees that it stands and what is next; only a proven session
 * sees what systems answered. `language`: that of the page. Throws the uniform `not_found` to everybody else.
 */
export async function track(actor: Actor, reference: string, language = "en"): Promise<Tracking> {
  await freshMap();
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "see", staff: "see_requests" });
    const mine = actor.kind === "operator" || isTheirs(actor, row);
    const asked = (await answersIfKept(tx, row)) ?? notFound();
    const status = row.status as RequestStatus;
    const [newest] = mine ? await bundlesOf(tx, row.id) : [];
    return {
      reference: row.reference,
      right: row.right as Right,
      status,
      receivedAt: row.receivedAt,
      language: row.language,
      contact: mask("email", asked.email),
      proven: mine,
      provenAt: row.verifiedAt,
      // In the language of who reads the page, and not in that of the answer.
      deadline: await deadlineOf(tx, row, await usualSpans(tx), language),
      systems: mine
        ? (await progressOf(tx, row.id)).map((one) => asThePersonSeesIt(one, row.right as Right))
        : [],
      timeline: mine
        ? (await personTimeline(tx, row.id)).map((one) => asThePersonReadsIt(one, row.right as Right))
        : [],
      bundle: newest ? { ...newest, trouble: null, nextTryAt: null } : null,
      mayCancel: mine && allows("cancel", status) && (await whatHasBegun(tx, row.id)) === null,
    };
  });
}

/** Records of somebody who is only alike may be another person's: until staff have confirmed them they are checked. */
function asThePersonSeesIt(system: SystemProgress, right: Right): SystemProgress {
  if (followsWithoutProof(right) && (system.state === "found" || system.state === "nothing_held")) {
    // It was followed by what anybody can type: whether a system knows such a person is not told.
    return { ...system, state: "done", records: 0, files: 0 };
  }
  // That an address leads to several people there says that it is known there.
  if (followsWithoutProof(right) && system.state === "needs_decision") {
    return { ...system, state: "asking", records: 0, files: 0 };
  }
  return system.onlyAlike ? { ...system, state: "needs_decision", records: 0, files: 0 } : system;
}

/** The same of what happened: how many records there are is told of no person whom anybody can name. */
function asThePersonReadsIt(entry: TimelineEntry, right: Right): TimelineEntry {
  return followsWithoutProof(right) && entry.kind === "all_collected"
    ? { ...entry, sentence: "All systems have answered." }
    : entry;
}
