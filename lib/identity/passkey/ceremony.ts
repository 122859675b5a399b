import { and, eq, gt, sql } from "drizzle-orm";
import { ceremony } from "#drizzle/schema/identity.ts";
import { environment } from "#lib/config/environment.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { hashOf } from "#lib/core/token.ts";
import { database } from "#lib/db/database.ts";
import { derivedKey, open, seal } from "#lib/vault/seal.ts";

/** Minutes in which a device answers. */
const minutes = 10;

type Kind = "passkey_made" | "passkey_used";

const context = (id: Buffer) => `ceremony/${id.toString("hex")}`;

/** Our own host, to which a saved device is bound. */
export function ownHost(): { origin: string; host: string } {
  const origin = environment().HABEAS_ORIGIN;
  return { origin, host: new URL(origin).hostname };
}

/** Remembers the challenge that a device is asked to sign, for one browser. */
export async function rememberChallenge(kind: Kind, browser: string, challenge: string): Promise<void> {
  const id = hashOf(`${kind}/${browser}`);
  const row = {
    sealed: seal(derivedKey("account"), context(id), challenge),
    expiresAt: sql`now() + make_interval(mins => ${minutes})`,
  };
  await database()
    .insert(ceremony)
    .values({ id, kind, browser: hashOf(browser), ...row })
    .onConflictDoUpdate({ target: ceremony.id, set: row });
}

/** The challenge of this browser, once. Throws HabeasError `forbidden` where there is none (any more). */
export async function takeChallenge(kind: Kind, browser: string): Promise<string> {
  const id = hashOf(`${kind}/${browser}`);
  const [row] = await database()
    .delete(ceremony)
    .where(and(eq(ceremony.id, id), gt(ceremony.expiresAt, sql`now()`)))
    .returning();
  return row ? open(derivedKey("account"), context(id), row.sealed) : refuse();
}

/** One refusal for everything that can be wrong about a device's answer. */
export function refuse(): never {
  throw new HabeasError("forbidden", "That device could not be used. Please try again, or use a code.");
}
