import { and, eq, type SQL, sql } from "drizzle-orm";
import { brokenGlass, requestConfidant } from "#drizzle/schema/confidant.ts";
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

type Staff = Extract<Actor, { kind: "staff" }>;

/** What a scope calls requests under the company's own name, and not under one of its brands. */
const ownBrand = "company";

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
  const [row] = await tx
    .select()
    .from(request)
    .where(
      and(eq(request.reference, reference), actor.kind === "staff" ? known(actor, need.staff) : undefined),
    );
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
 * The condition under which an actor of the house may know of a request, for every statement that lists or counts
 * many: their brands and places, and no request closed to all but people whom they are not among. Who is named at a
 * request, or has broken the glass for it, sees it wherever it lies. Undefined: all of them. `alias`: what the
 * statement calls the table `request`.
 */
export function visibleTo(actor: Actor, alias = "request"): SQL | undefined {
  if (actor.kind === "operator") return undefined;
  if (actor.kind !== "staff" || !allowed(actor.role, "see_requests")) return sql`false`;
  return seenBy(actor, alias);
}

/** Whether an actor's scope has no limit: what is over all requests at once (batches of many people) is for them only. */
export function seesEverything(actor: Actor): boolean {
  if (actor.kind === "operator") return true;
  return actor.kind === "staff" && actor.scope.brands === null && actor.scope.places === null;
}

/**
 * Who sees a request for minutes only, by breaking the glass, does not make themselves or others see it for good. Unless
 * nobody is left who could: a closed request that nobody sees is answered by nobody.
 */
function known(actor: Staff, action: StaffAction): SQL {
  if (action !== "close_off") return seenBy(actor);
  const left = sql`exists (select 1 from ${requestConfidant} c join staff s on s.id = c.staff_id
    where c.request_id = ${request.id} and not s.disabled)`;
  return sql`(${seenBy(actor, "request", false)}
    or (${seenBy(actor)} and ${request.confidential} and not ${left}))`;
}

function seenBy({ staffId, scope }: Staff, alias = "request", byGlass = true): SQL {
  const of = (column: string) => sql`${sql.identifier(alias)}.${sql.identifier(column)}`;
  const inScope = and(
    withinScope(scope, sql`coalesce(${of("brand_id")}, ${ownBrand})`, of("place")),
    sql`not ${of("confidential")}`,
  );
  return sql`(${inScope}
    or exists (select 1 from ${requestConfidant} c where c.request_id = ${of("id")} and c.staff_id = ${staffId})
    or (${byGlass} and exists (select 1 from ${brokenGlass} g
      where g.request_id = ${of("id")} and g.staff_id = ${staffId} and g.until > now())))`;
}

/** The condition that a brand (`company`: none of them) and a place lie in a scope; undefined where it is everything. */
export function withinScope({ brands, places }: Staff["scope"], brand: SQL, place: SQL): SQL | undefined {
  return and(
    oneOf(brand, brands),
    places === null
      ? undefined
      : sql`(${oneOf(place, places)} or ${oneOf(sql`split_part(${place}, '-', 1)`, places)})`,
  );
}

/** One of these words; of none where the list is empty, and no condition where there is no list. */
function oneOf(value: SQL, words: readonly string[] | null): SQL | undefined {
  if (words === null) return undefined;
  return words.length === 0 ? sql`false` : sql`${value} in ${words}`;
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
