import type { Day } from "#lib/core/day.ts";
import type { Right } from "#lib/law/rights.ts";
import type { RequestStatus } from "#lib/request/moves.ts";
import type { Deadline, SystemProgress } from "#lib/request/views.ts";

/** A row of the desk's queue. */
export type QueueRow = {
  reference: string;
  /** What an act on it must name, so that two people do not act over each other. */
  version: number;
  /** The person's name; initials only for a role that may not see what was found. */
  person: string;
  right: Right;
  regime: string;
  status: RequestStatus;
  deadline: Deadline;
  systems: Pick<SystemProgress, "systemId" | "title" | "state">[];
  owner: { id: string; name: string; initials: string } | null;
  /** The brand by its id in the map; null: the company itself. */
  brandId: string | null;
  place: string;
  channel: string;
  tags: string[];
  /** Out of sight until this day; null where it is not put off, or no longer. */
  snoozedUntil: Day | null;
  /** True where somebody asks for another. */
  agent: boolean;
  /** True where only people named may know of it. */
  confidential: boolean;
  spam: boolean;
};
