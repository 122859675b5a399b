import { eq } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import type { ProofHow } from "#lib/core/proof.ts";
import { parseReference } from "#lib/core/reference.ts";
import type { Role } from "#lib/core/role.ts";
import { hashOf } from "#lib/core/token.ts";
import type { Queryable } from "#lib/db/database.ts";
import { allowed, type StaffAction } from "#lib/staff/permissions.ts";
import type { RequestRow } from "./sealed.ts";

/**
 * The one place where it is decided whether an actor may touch a request (security decision 1). A foreign
 * request answers exactly like one that does not exist.
 */
export async function requestFor(
  tx: Queryable,
  actor: Actor,
  typedReference: string,
  need: { person: "see" | "act" | "never"; staff: StaffAction },
): Promise<RequestRow> {
  const reference = parseReference(typedReference) ?? notFound();
  const [row] = await tx.select().from(request).where(eq(request.reference, reference));
  if (!row) return notFound();
  switch (actor.kind) {
    case "operator":
      return row;
    case "staff":
      return staffMay(actor.role, need.staff) ? row : notFound();
    case "person":
    case "account":
      if (need.person === "never") return notFound();
      return isTheirs(actor, row) || (need.person === "see" && filedBy(actor, row)) ? row : notFound();
    case "visitor":
      return need.person === "see" && filedHere(row, actor.browser) ? row : notFound();
    case "worker":
      return notFound();
  }
}

/**
 * Whether an actor is, here and now, the proven person of a request: by a session for this very request, or as the
 * account whose proven mailbox it was filed with, or whose signing in is its proof. A session of another request proves
 * nothing, and neither does having filed it: anybody can file with anybody's address.
 */
export function isTheirs(actor: Actor, row: RequestRow): boolean {
  if (actor.kind === "person") return actor.requestId === row.id;
  if (actor.kind !== "account") return false;
  if (row.accountId === actor.accountId && row.verifiedHow === "sign_in") return true;
  return actor.mailboxToken?.equals(row.mailboxToken) ?? false;
}

/** When and how the proven person of a request showed who they are in this session; null for everybody else. */
export function proofOf(actor: Actor, row: RequestRow): { at: Date; how: ProofHow } | null {
  if (!isTheirs(actor, row)) return null;
  if (actor.kind === "account") return { at: actor.provenAt, how: actor.how };
  return actor.kind === "person" ? { at: actor.provenAt, how: "code_by_mail" } : null;
}

/** The browser that filed a request may see that it exists and how it stands, never its data. */
export function filedHere(row: RequestRow, browser: string): boolean {
  return browser !== "" && row.filedBy !== null && hashOf(browser).equals(row.filedBy);
}

/** The same for an account, on whatever device: it may see how what it filed stands, and no more. */
function filedBy(actor: Extract<Actor, { kind: "person" | "account" }>, row: RequestRow): boolean {
  if (actor.kind === "account" && row.accountId === actor.accountId) return true;
  return filedHere(row, actor.browser);
}

function staffMay(role: Role, action: StaffAction): boolean {
  if (allowed(role, action)) return true;
  throw new HabeasError("forbidden", "Your role does not allow this. Ask an officer of the privacy team.");
}
