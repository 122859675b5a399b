/**
 * Every job there is. A payload is one id; the row it names is the truth, and the job is only the doorbell:
 * losing, doubling or re-ordering jobs loses and doubles nothing.
 */
export const jobs = {
  /** Mostly waiting for other people's systems. */
  "task.run": { atOnce: 64 },
  /** Each writes to somebody's system: few at once. */
  "rectification.run": { atOnce: 8 },
  "erasure.run": { atOnce: 8 },
  "erasure.undo": { atOnce: 4 },
  /** Each streams through a whole system. */
  "erasure.sweep": { atOnce: 2 },
  "batch.run": { atOnce: 2 },
  "batch.system": { atOnce: 4 },
  /** Sets a choice in a system. */
  "effect.run": { atOnce: 16 },
  "effect.keep": { atOnce: 8 },
  "recipient.tell": { atOnce: 8 },
  /** Each reads all that was found for a request. */
  "redaction.scan": { atOnce: 2 },
  "bundle.build": { atOnce: 2 },
  /** Whole bundles over the wire. */
  "transmission.send": { atOnce: 2 },
  /** Puts what staff wrote into its thread when its time has come. */
  "message.send": { atOnce: 8 },
  "notice.send": { atOnce: 8 },
  /** Tells a chat room of staff. */
  "ping.send": { atOnce: 2 },
} as const satisfies Record<string, { atOnce: number }>;

export type JobName = keyof typeof jobs;

/**
 * How payloads are written. A worker leaves a ring with a higher number to a newer worker: the row that it names stays due,
 * and is rung for again.
 */
export const payloadVersion = 1;

/** What each job carries. Ids only, never personal data. `v`: how it is written; those without it are of version 1. */
export type JobPayload = { id: string; v?: number };

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** True for a payload that this version can read; another version, or somebody by hand, may have written anything. */
export function isRing(data: unknown): data is JobPayload {
  if (typeof data !== "object" || data === null) return false;
  const { id, v = 1 } = data as { id?: unknown; v?: unknown };
  return typeof id === "string" && uuid.test(id) && typeof v === "number" && v <= payloadVersion;
}
