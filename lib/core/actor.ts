import type { Role } from "#lib/core/role.ts";

/**
 * Who does a thing. Every use case takes one; what it may do is decided where data is loaded or changed,
 * never by a route.
 */
export type Actor =
  /** A visitor: known only by the random token in this browser's cookie. */
  | { kind: "visitor"; browser: string }
  /** Somebody who holds a session for one request; `provenAt` says when they gave a code. */
  | { kind: "person"; requestId: string; sessionId: string; provenAt: Date; browser: string }
  | { kind: "staff"; staffId: string; name: string; initials: string; role: Role }
  /** The operator at the command line of the machine. */
  | { kind: "operator" }
  /** Our own worker, acting for one request. */
  | { kind: "worker"; requestId: string };
