import { and, count, eq, gt, lt } from "drizzle-orm";
import { z } from "zod";
import { choice, choiceIdentifier, heardSignal } from "#drizzle/schema/preference.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { database, inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { canonicalIdentifier } from "#lib/identity/canonical.ts";
import { currentMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import { isTheirs, requestFor } from "#lib/request/access.ts";
import { answers } from "#lib/request/answers.ts";
import { fileRequest, lockOnce } from "#lib/request/file.ts";
import { answersOf } from "#lib/request/sealed.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { keepChoice } from "./ledger.ts";
import { signalKinds } from "./signal.ts";

/** What a website tells of a browser that sent the signal: by what it knows the visitor there. */
const told = z.strictObject({
  signal: z.literal("gpc"),
  /** When the browser was there, ISO 8601. */
  at: z.iso.datetime({ offset: true }),
  known: z
    .array(
      z.strictObject({ kind: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), value: z.string().min(1).max(254) }),
    )
    .min(1)
    .max(8),
  /** Where the visitor is, as far as the website knows: `US-CA`, `IE`. */
  place: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z]{2})?$/)
    .optional(),
});
export type ToldSignal = z.output<typeof told>;

/** kept: an opt-out was filed · stood: the ledger says so already · heard: the same browser, earlier today. */
export type Recognised = { outcome: "kept" | "stood" | "heard"; reference: string | null };

/** Signals of one website that are heard in an hour; more is no crowd of visitors but somebody's fault. */
const mostInAnHour = 20_000;

/** A website's message, read. Throws HabeasError `invalid` in words without anything of it. */
export function readSignal(body: unknown): ToldSignal {
  const read = told.safeParse(body);
  if (!read.success) throw new HabeasError("invalid", "This is no signal that we know.");
  return read.data;
}

/**
 * Follows a browser's signal as an opt-out of sale, sharing and profiling, without any proof: for the browser, and for
 * the account that the website names with it. Once a day for each browser; where the choice stands already, nothing is
 * filed. Throws HabeasError `too_many` beyond what one website can mean.
 */
export async function recogniseSignal(site: string, signal: ToldSignal): Promise<Recognised> {
  const place = signal.place ?? currentMap().company.controller_place;
  const known = signal.known.flatMap(({ kind, value }) => {
    const one = canonicalIdentifier(kind, value, place.slice(0, 2));
    return one === null ? [] : [{ kind, value: one }];
  });
  const [first] = known;
  if (!first) throw new HabeasError("invalid", "This signal names nobody in a form that we know.");
  const day = companyToday();
  const token = tokenOf("signal", JSON.stringify(known.map(({ kind, value }) => [kind, value]).sort()));
  const once = `signal/${token.toString("hex")}/${day}`;
  const stands = await inTransaction(async (tx): Promise<"stood" | "heard" | "new"> => {
    await lockOnce(tx, once);
    const [heard] = await tx
      .select({ id: heardSignal.id })
      .from(heardSignal)
      .where(and(eq(heardSignal.token, token), eq(heardSignal.day, day)));
    if (heard) return "heard";
    await mustBeWithinRate(tx, site);
    if (!(await allOut(tx, known))) return "new";
    await tx.insert(heardSignal).values({ site, token, day });
    const actor: Actor = { kind: "operator" };
    // What is new of the person's browsers belongs to them as well.
    await keepChoice(tx, actor, {
      known: known.map((one) => ({ ...one, origin: "claimed" })),
      kinds: [...signalKinds],
      stands: "out",
      by: "signal",
      requestId: null,
    });
    return "stood";
  });
  if (stands !== "new") return { outcome: stands, reference: null };
  const filed = await fileRequest(
    { kind: "operator" },
    answers.parse({
      right: "opt_out",
      who: "self",
      place,
      name: "Browser signal",
      email: "signal@signal.invalid",
      scope: "everything",
      stop: signalKinds.join(","),
      known,
    }),
    once,
    "signal",
  );
  await inTransaction((tx) =>
    tx.insert(heardSignal).values({ site, token, day, requestId: filed.requestId }).onConflictDoNothing(),
  );
  return { outcome: "kept", reference: filed.reference };
}

async function mustBeWithinRate(tx: Transaction, site: string): Promise<void> {
  const hourAgo = new Date(Date.now() - 3_600_000);
  const [heard] = await tx
    .select({ signals: count() })
    .from(heardSignal)
    .where(and(eq(heardSignal.site, site), gt(heardSignal.at, hourAgo)));
  if ((heard?.signals ?? 0) >= mostInAnHour) {
    throw new HabeasError("too_many", "This website has sent more signals in an hour than we can believe.");
  }
}

/** Forgets which browsers were heard, once the day on which that counts is over. */
export async function forgetHeard(): Promise<void> {
  await database()
    .delete(heardSignal)
    .where(lt(heardSignal.at, new Date(Date.now() - 2 * 86_400_000)));
}

/** True where the ledger says of each of these identifiers that all that a signal means stands. */
async function allOut(tx: Queryable, known: readonly { kind: string; value: string }[]): Promise<boolean> {
  for (const { kind, value } of known) {
    const rows = await tx
      .selectDistinct({ kind: choice.kind })
      .from(choice)
      .innerJoin(choiceIdentifier, eq(choiceIdentifier.personId, choice.personId))
      .where(
        and(
          eq(choiceIdentifier.kind, kind),
          eq(choiceIdentifier.token, tokenOf(kind, value)),
          eq(choice.stands, "out"),
        ),
      );
    const out = new Set(rows.map((row) => row.kind));
    if (!signalKinds.every((one) => out.has(one))) return false;
  }
  return true;
}

/**
 * Follows the signal of a browser that looks at our own pages, for the mailbox that its person has proven there. Throws
 * the uniform `not_found` to everybody else: a browser alone is nobody whom we know.
 */
export async function recogniseHere(actor: Actor, reference: string): Promise<Recognised> {
  const { email, place } = await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "work" });
    if (!isTheirs(actor, row)) return notFound();
    return answersOf(tx, row);
  });
  const known = [{ kind: "email", value: email }];
  return recogniseSignal("portal", { signal: "gpc", at: new Date().toISOString(), known, place });
}
