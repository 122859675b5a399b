import { createHash } from "node:crypto";
import { z } from "zod";
import type { KnownIdentifier } from "#connectors/contract.ts";

const job = z.strictObject({
  id: z.string().max(2000),
  /** Milliseconds since 1970. */
  begun: z.number(),
  /** How often an export under this identifier has failed. */
  failures: z.int(),
});
const memo = z.strictObject({ jobs: z.record(z.string(), job) });

/** A job that was begun and not yet been forgotten. */
export type Job = z.output<typeof job>;

/** What earlier sessions of a task began. What cannot be read is forgotten: then jobs are begun anew. */
export function readMemo(text: string | undefined): Map<string, Job> {
  if (text === undefined) return new Map();
  try {
    return new Map(Object.entries(memo.parse(JSON.parse(text)).jobs));
  } catch {
    return new Map();
  }
}

/** The memo for the next session: no identifier stands in it. */
export function writeMemo(jobs: ReadonlyMap<string, Job>): string {
  return JSON.stringify({ jobs: Object.fromEntries(jobs) });
}

/** The name under which a job is remembered. */
export function jobName(collection: string, asked: KnownIdentifier): string {
  const text = JSON.stringify([collection, asked.kind, asked.value]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 32);
}
