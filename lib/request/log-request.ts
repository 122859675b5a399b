import { inArray } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import { mustNotBeRolledBack } from "#lib/audit/log/stand.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { wholeHouse } from "#lib/db/scope.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { isPlace } from "#lib/law/places.ts";
import { needsProof, type Right } from "#lib/law/rights.ts";
import { freshMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { type Answers, answers } from "./answers.ts";
import type { StaffChannel } from "./channels.ts";
import { chooseLaws } from "./clocks/frozen-laws.ts";
import { firstDays } from "./clocks/keep.ts";
import { typedText, typedTextOrNull } from "./clocks/typed.ts";
import { confirmReceipt } from "./confirm-receipt.ts";
import { type Filed, filedAs, insertRequest, lockOnce } from "./file.ts";
import { startRequest } from "./plan.ts";
import { mustHaveLawOn, type Receipt, receiptFrom, type TypedReceipt } from "./receipt.ts";

type Staff = Extract<Actor, { kind: "staff" }>;

/** A request that reached the company elsewhere, as staff write it down. One message may ask for several rights. */
export type Logged = {
  channel: StaffChannel;
  received: TypedReceipt;
  /** What shows the day of receipt: a stamp, the mail's own date, who took the call. */
  evidence: string;
  /** Why it lay for years, where it did. */
  whyOld?: string | undefined;
  answers: Omit<Answers, "right">;
  rights: readonly Right[];
};

/** One of the requests that a message becomes, and its days. */
export type LoggedItem = {
  right: Right;
  laws: { law: string; reason: string }[];
  legalDue: Day;
  safeDue: Day;
  /** The day by which it is answered has passed already. */
  late: boolean;
  needsProof: boolean;
};

type Read = { receipt: Receipt; evidence: { evidence: string; whyOld: string | null }; each: Answers[] };

/** Rights that a message can ask for: an appeal is always about a decision, and is filed from there. */
const loggable = (right: Right): boolean => right !== "appeal";

/** What a message would become, with every day, before anything is written. Throws what `logRequest` does. */
export async function previewLogged(actor: Actor, logged: Logged): Promise<LoggedItem[]> {
  mustLog(actor);
  await freshMap();
  const { receipt, each } = read(logged, new Date());
  const today = companyToday();
  return each
    .map(({ right, place }) => {
      const laws = chooseLaws({ right, place, received: receipt.day });
      const days = firstDays(
        { right, place, receivedAt: receipt.at, receivedDay: receipt.day, datedDay: receipt.dated },
        laws,
      );
      return {
        right,
        laws: laws.map(({ law, reason }) => ({ law, reason })),
        legalDue: days.legalDue,
        safeDue: days.safeDue,
        late: days.legalDue < today,
        needsProof: needsProof(right),
      };
    })
    .sort((a, b) => (a.safeDue < b.safeDue ? -1 : a.safeDue > b.safeDue ? 1 : 0));
}

/**
 * Files what reached the company elsewhere, with the true time of its receipt: one request for each right, in one dossier,
 * each with laws and clocks of its own from that day. The person gets a confirmation, and where proof is needed the way to
 * give it. The same `onceKey` files once. Throws HabeasError `invalid` with the reason; then nothing is written.
 */
export async function logRequest(actor: Actor, logged: Logged, onceKey: string): Promise<Filed[]> {
  mustLog(actor);
  await freshMap();
  await mustNotBeRolledBack();
  // What reached the company under its own name may be written down by somebody who answers for one of its brands.
  return wholeHouse(() => file(actor, logged, onceKey));
}

function file(actor: Staff, logged: Logged, onceKey: string): Promise<Filed[]> {
  return inTransaction(async (tx) => {
    await lockOnce(tx, onceKey);
    const keyOf = (right: Right) => `${onceKey}/${right}`;
    const before = await tx
      .select()
      .from(request)
      .where(inArray(request.onceKey, logged.rights.map(keyOf)));
    if (before.length > 0) return before.map(filedAs);
    const { receipt, evidence, each } = read(logged, new Date());
    const filed: Filed[] = [];
    let dossierId: string | undefined;
    for (const asked of each) {
      const row = await insertRequest(tx, actor, {
        asked,
        onceKey: keyOf(asked.right),
        receipt,
        evidence,
        ...(dossierId === undefined ? {} : { dossierId }),
      });
      dossierId = row.dossierId;
      await audit(tx, row.id, actor, {
        kind: "logged_by_staff",
        channel: receipt.channel,
        receivedDay: receipt.day,
      });
      if (needsProof(asked.right)) await confirmReceipt(tx, row, actor);
      else await startRequest(tx, row, actor);
      filed.push(filedAs(row));
    }
    return filed;
  });
}

function mustLog(actor: Actor): asserts actor is Staff {
  if (actor.kind !== "staff") notFound();
  if (!allowed(actor.role, "work"))
    throw new HabeasError("forbidden", "Your role does not allow this. Ask an officer of the privacy team.");
}

/** A field of what staff write down, for the sentence that says what is wrong with it. */
export type LoggedField =
  | "rights"
  | "place"
  | "name"
  | "email"
  | "wrong"
  | "day"
  | "evidence"
  | "whyOld"
  | "form";

/** What is wrong with what was written down, by field; empty where it can be filed. */
export async function wrongIn(logged: Logged): Promise<Partial<Record<LoggedField, string>>> {
  await freshMap();
  return Object.fromEntries(checked(logged, new Date()).wrong);
}

/** Everything of the form, checked. Throws HabeasError `invalid` with every reason. */
function read(logged: Logged, now: Date): Read {
  const { wrong, read: found } = checked(logged, now);
  if (!found) throw new HabeasError("invalid", [...wrong.values()].join(" "));
  return found;
}

function checked(logged: Logged, now: Date): { wrong: Map<LoggedField, string>; read: Read | null } {
  const wrong = new Map<LoggedField, string>();
  const rights = [...new Set(logged.rights)];
  const { place, email, name, wrong: toCorrect } = logged.answers;
  if (rights.length === 0) wrong.set("rights", "Choose what the person asks for.");
  if (!rights.every(loggable))
    wrong.set("rights", "An appeal is about a decision. Open that request and file it there.");
  if (name.trim() === "") wrong.set("name", "Enter the person's name.");
  if (!isPlace(place))
    wrong.set("place", place === "" ? "Choose where the person lives." : "There is no such place.");
  if (!canonicalMailbox(email)) wrong.set("email", "Enter the email like name@example.com.");
  if (rights.includes("rectification") && toCorrect.trim() === "")
    wrong.set("wrong", "Write what is to be corrected.");
  const whyOld = told(wrong, "whyOld", () =>
    typedTextOrNull(logged.whyOld, { what: "why it lay so long", most: 1000 }),
  );
  const receipt = told(wrong, "day", () => receiptFrom(logged.received, logged.channel, now, whyOld ?? null));
  const evidence = told(wrong, "evidence", () =>
    typedText(logged.evidence, { what: "what shows the day of receipt", most: 2000, least: 5 }),
  );
  if (receipt && !wrong.has("place"))
    for (const right of rights)
      told(wrong, "day", () => mustHaveLawOn({ right, place, received: receipt.day }));
  const each = rights.map((right) => answers.safeParse({ ...logged.answers, right }));
  const parsed = each.flatMap((one) => (one.success ? [one.data] : []));
  if (wrong.size === 0 && parsed.length < each.length)
    wrong.set("form", "An answer is too long, or holds characters that cannot be seen.");
  if (wrong.size > 0 || !receipt || !evidence) return { wrong, read: null };
  return { wrong, read: { receipt, evidence: { evidence, whyOld: whyOld ?? null }, each: parsed } };
}

/** What a check came to; where it refuses, the sentence is kept beside the field. */
function told<T>(wrong: Map<LoggedField, string>, field: LoggedField, check: () => T): T | undefined {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof HabeasError)) throw error;
    if (!wrong.has(field)) wrong.set(field, error.message);
    return undefined;
  }
}
