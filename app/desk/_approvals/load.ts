import type { Actor } from "#lib/core/actor.ts";
import type { Approval } from "#lib/decision/approvals.ts";
import { type DecisionView, readDecision } from "#lib/decision/view.ts";
import { type ErasureDesk, readErasureDesk } from "#lib/erasure/desk.ts";
import { readRectificationDesk } from "#lib/rectification/read.ts";
import type { RectificationDesk } from "#lib/rectification/views.ts";
import { countHidden, type HiddenCount } from "#lib/redaction/read.ts";
import { orNull } from "../_kit/NotHere.tsx";

/** What the brief of one approval shows besides what waits: read for the one that is open only. */
export type Brief = {
  hidden: HiddenCount | null;
  systems: DecisionView["systems"];
  erasure: ErasureDesk | null;
  corrections: RectificationDesk | null;
};

/** Everything else that a second person reads before they agree. What is gone by now is null. */
export async function loadBrief(actor: Actor, { kind, reference }: Approval): Promise<Brief> {
  const decides = kind === "decision";
  return {
    hidden: decides ? await orNull(countHidden(actor, reference)) : null,
    systems: decides ? ((await orNull(readDecision(actor, reference)))?.systems ?? []) : [],
    erasure: kind === "erasure" ? await orNull(readErasureDesk(actor, reference, { samples: false })) : null,
    corrections: kind === "rectification" ? await orNull(readRectificationDesk(actor, reference)) : null,
  };
}
