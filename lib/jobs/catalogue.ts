/**
 * Every job there is. A payload is one id; the row it names is the truth, and the job is only the doorbell:
 * losing, doubling or re-ordering jobs loses and doubles nothing.
 */
export const jobs = {
  "task.run": { concurrency: 6 },
  "bundle.build": { concurrency: 2 },
  "notice.send": { concurrency: 2 },
} as const satisfies Record<string, { concurrency: number }>;

export type JobName = keyof typeof jobs;

/** What each job carries. Ids only, never personal data. */
export type JobPayload = { id: string };
