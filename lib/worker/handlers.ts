import { runTask } from "#lib/fanout/run-task.ts";
import type { JobName } from "#lib/jobs/catalogue.ts";
import { sendNotice } from "#lib/notice/send.ts";
import { buildBundle } from "./build-bundle.ts";

/** What answers each ring. */
export const handlers: Record<JobName, (id: string) => Promise<void>> = {
  "task.run": runTask,
  "bundle.build": buildBundle,
  "notice.send": sendNotice,
};
