import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { ConnectorError } from "#connectors/errors.ts";
import { webAddress } from "#connectors/http/address.ts";
import { transmission } from "#drizzle/schema/transmission.ts";
import { audit } from "#lib/audit/append.ts";
import { uploadHosts } from "#lib/config/environment.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import { destinationContext } from "./destination.ts";

/** A code must be this fresh: the wish sends everything to somebody else. */
const freshMinutes = 15;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
const controls = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

const wish = z.object({
  controller: z
    .string()
    .trim()
    .min(1, { error: "Write the name of the other company." })
    .max(200, { error: "The name of the other company is too long." })
    .refine((text) => !controls.test(text), { error: "The name holds characters that cannot be read." }),
  address: z.string().trim().max(2000, { error: "The address is too long." }).refine(isUploadAddress, {
    error: "Give the whole upload address that the other company gave you. It begins with https://",
  }),
});

export type Wish = z.input<typeof wish>;

/** True of a web address to which a file can be sent: https, but for hosts that the operator lists for this alone. */
function isUploadAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "" || url.hash !== "") return false;
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  if (url.protocol !== "https:" && !uploadHosts().includes(`${url.hostname}:${port}`)) return false;
  try {
    webAddress(text);
    return true;
  } catch (error) {
    if (error instanceof ConnectorError) return false;
    throw error;
  }
}

/**
 * The person asks that their data goes straight to another company: a file sent to the address that company gave them.
 * Throws HabeasError `invalid` where name or address are none, `forbidden` where the proof is old, `conflict` where it cannot be asked (any more), or is asked already.
 */
export async function askTransmission(actor: Actor, reference: string, given: Wish): Promise<void> {
  const parsed = wish.safeParse(given);
  if (!parsed.success) throw new HabeasError("invalid", parsed.error.issues[0]?.message ?? "");
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "release" });
    if ("provenAt" in actor && !isFresh(actor.provenAt)) {
      throw new HabeasError("forbidden", "Please enter a fresh code first.");
    }
    const locked = await lockRequest(tx, row.id);
    if (locked.right !== "portability" || !maySend(locked.status)) {
      throw new HabeasError(
        "conflict",
        "Data can be sent to another company only while this request to move it is open.",
      );
    }
    const [open] = await tx
      .select({ id: transmission.id })
      .from(transmission)
      .where(and(eq(transmission.requestId, locked.id), inArray(transmission.stage, ["asked", "agreed"])));
    if (open) throw new HabeasError("conflict", "You have asked for this already. Take that back first.");
    const id = randomUUID();
    const sealed = seal(await keyOf(tx, locked.id), destinationContext(id), JSON.stringify(parsed.data));
    await tx.insert(transmission).values({ id, requestId: locked.id, state: "parked", sealed });
    await audit(tx, locked.id, actor, { kind: "transmission_asked" });
  });
}

/** True where the proof is fresh enough to send data elsewhere. */
export const isFresh = (provenAt: Date): boolean => Date.now() - provenAt.getTime() <= freshMinutes * 60_000;

/** Statuses of a request in which its data can still go somewhere. */
export const maySend = (status: string): boolean =>
  ["collecting", "reviewing", "preparing", "ready"].includes(status);

/** The person takes the wish back. What is sent is sent: then it throws HabeasError `conflict`. */
export async function withdrawTransmission(actor: Actor, reference: string): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "release" });
    await lockRequest(tx, row.id);
    const [taken] = await tx
      .update(transmission)
      .set({ stage: "withdrawn", state: "settled", endedAt: new Date() })
      .where(
        and(
          eq(transmission.requestId, row.id),
          inArray(transmission.stage, ["asked", "agreed"]),
          inArray(transmission.state, ["parked", "ready"]),
        ),
      )
      .returning();
    if (!taken)
      throw new HabeasError("conflict", "There is nothing to take back: it is on its way, or it has ended.");
    await audit(tx, row.id, actor, { kind: "transmission_withdrawn" });
  });
}
