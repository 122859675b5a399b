import type { ProofHow } from "#lib/core/proof.ts";
import type { Role } from "#lib/core/role.ts";

/**
 * Of which requests a member of staff may see anything: those of these brands and from these places; null: of all. A
 * place is a country (`DE`, with all its parts) or a part of one (`US-CA`). `systems`: those whose tasks an owner sees.
 */
export type Scope = {
  brands: readonly string[] | null;
  places: readonly string[] | null;
  systems: readonly string[];
};

/**
 * Who does a thing. Every use case takes one; what it may do is decided where data is loaded or changed,
 * never by a route.
 */
export type Actor =
  /** A visitor: known only by the random token in this browser's cookie. */
  | { kind: "visitor"; browser: string }
  /** Somebody who holds a session for one request; `provenAt` says when they gave a code. */
  | { kind: "person"; requestId: string; sessionId: string; provenAt: Date; browser: string }
  /**
   * Somebody who holds a session over all their requests: those of the mailbox that they have proven, and those that
   * they filed signed in. `mailboxToken` is null where the company's login vouches for no mailbox.
   */
  | {
      kind: "account";
      accountId: string;
      sessionId: string;
      provenAt: Date;
      how: ProofHow;
      mailboxToken: Buffer | null;
      browser: string;
    }
  | {
      kind: "staff";
      staffId: string;
      name: string;
      initials: string;
      role: Role;
      sessionId: string;
      scope: Scope;
      /** When the company's sign-in last asked who they are; null: never in this session. */
      steppedUpAt: Date | null;
    }
  /** The operator at the command line of the machine. */
  | { kind: "operator" }
  /** Our own worker, acting for one request. */
  | { kind: "worker"; requestId: string };

/** Somebody on the consumer side. */
export type Asker = Extract<Actor, { kind: "visitor" | "person" | "account" }>;

/** Whether it is somebody on the consumer side, proven or not. */
export const isAsker = (actor: Actor): actor is Asker =>
  actor.kind === "visitor" || actor.kind === "person" || actor.kind === "account";
