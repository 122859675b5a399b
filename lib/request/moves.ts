/** Where a request stands. `received` waits for proof; `closed`, `cancelled`, `lapsed` and `refused` are final. */
export const requestStatuses = [
  "received",
  "collecting",
  "reviewing",
  "preparing",
  "ready",
  "closed",
  "cancelled",
  "lapsed",
  "refused",
] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/** Every move a request can make, and the only states it can be made from (promise 3: one writer). */
export const moves = {
  /** Identity proven, or none needed: the plan is frozen and the systems are asked. */
  start: { from: ["received"], to: "collecting" },
  /** Every system on the plan has a terminal outcome. */
  collected: { from: ["collecting"], to: "reviewing" },
  /** A member of staff sends ahead what is here: the request goes on, but what they saw is no longer how it stands. */
  release_part: { from: ["collecting"], to: "collecting" },
  /** Staff found that a system must be asked anew: a stored finding is wrong, or not this person's. */
  reopen: { from: ["collecting", "reviewing"], to: "collecting" },
  /** A member of staff releases the answer: the bundle is put together. */
  release: { from: ["reviewing"], to: "preparing" },
  /** The answer is ready for the person. */
  hand_over: { from: ["preparing"], to: "ready" },
  /** The person has it, or the time to fetch it is over. */
  close: { from: ["ready"], to: "closed" },
  cancel: { from: ["received", "collecting", "reviewing"], to: "cancelled" },
  /** The whole request was refused, and the person was told why and what they can do. */
  refuse: { from: ["received", "collecting", "reviewing"], to: "refused" },
  /** Nobody proved who they are in time. */
  lapse: { from: ["received"], to: "lapsed" },
} as const satisfies Record<string, { from: readonly RequestStatus[]; to: RequestStatus }>;

export type Move = keyof typeof moves;

/** True where the table of moves allows `move` from `status`. */
export function allows(move: Move, status: RequestStatus): boolean {
  return (moves[move].from as readonly RequestStatus[]).includes(status);
}
