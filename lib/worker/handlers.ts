import { log } from "#lib/core/log.ts";
import { traced } from "#lib/core/trace.ts";
import { sendOutgoing } from "#lib/dealing/outgoing/run.ts";
import { runBatch, runBatchSystem } from "#lib/erasure/batch/run.ts";
import { runErasure } from "#lib/erasure/run.ts";
import { runSweep } from "#lib/erasure/sweep/run.ts";
import { runUndo } from "#lib/erasure/undo/run.ts";
import { runTask } from "#lib/fanout/run-task.ts";
import type { JobName } from "#lib/jobs/catalogue.ts";
import { freshMap } from "#lib/map/current.ts";
import { sendNotice } from "#lib/notice/send.ts";
import { sendPing } from "#lib/notice/staff/ping.ts";
import { keepEffects } from "#lib/preference/keep.ts";
import { runEffect } from "#lib/preference/run.ts";
import { callRecipient } from "#lib/recipient/call.ts";
import { runRectification } from "#lib/rectification/run.ts";
import { runScan } from "#lib/redaction/scan.ts";
import { sendTransmission } from "#lib/transmission/send.ts";
import { buildBundle } from "./build-bundle.ts";

/** Work begins with the systems as they stand now, on whichever machine they were changed. */
const knowingTheMap = (work: (id: string) => Promise<void>) => async (id: string) => {
  try {
    await freshMap();
  } catch (error) {
    log.warn({ err: error }, "the systems could not be read anew");
  }
  await work(id);
};

/** What answers each ring. */
const answers: Record<JobName, (id: string) => Promise<void>> = {
  "task.run": knowingTheMap(runTask),
  "rectification.run": knowingTheMap(runRectification),
  "erasure.run": knowingTheMap(runErasure),
  "erasure.undo": knowingTheMap(runUndo),
  "erasure.sweep": knowingTheMap(runSweep),
  "batch.run": knowingTheMap(runBatch),
  "batch.system": knowingTheMap(runBatchSystem),
  "effect.run": knowingTheMap(runEffect),
  "effect.keep": knowingTheMap(keepEffects),
  "recipient.tell": knowingTheMap(callRecipient),
  "redaction.scan": knowingTheMap(runScan),
  "bundle.build": knowingTheMap(buildBundle),
  "transmission.send": knowingTheMap(sendTransmission),
  "message.send": knowingTheMap(sendOutgoing),
  "notice.send": knowingTheMap(sendNotice),
  "ping.send": sendPing,
};

/** The same, each step as a span where traces are kept. */
export const handlers = Object.fromEntries(
  Object.entries(answers).map(([job, work]) => [
    job,
    (id: string) => traced({ about: "worker.step", job }, () => work(id)),
  ]),
) as typeof answers;
