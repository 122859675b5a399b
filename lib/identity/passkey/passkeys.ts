import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { and, desc, eq, lte, sql } from "drizzle-orm";
import { passkey } from "#drizzle/schema/identity.ts";
import type { Asker } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import type { AccountActor } from "../account.ts";
import { endPersonSession, type OpenedSession, openAccountSession } from "../session.ts";
import { ownHost, refuse, rememberChallenge, takeChallenge } from "./ceremony.ts";

/** Devices that one account may save. */
const most = 20;

export type PasskeyView = { id: string; device: string; createdAt: Date; usedAt: Date | null };

/** The devices that an account has saved, newest first. */
export async function passkeysOf(actor: AccountActor): Promise<PasskeyView[]> {
  return database()
    .select({
      id: passkey.id,
      device: passkey.device,
      createdAt: passkey.createdAt,
      usedAt: passkey.usedAt,
    })
    .from(passkey)
    .where(eq(passkey.accountId, actor.accountId))
    .orderBy(desc(passkey.createdAt));
}

/** What a device is asked when it is to be saved. `shownName`: what the device calls the account in its own list. */
export async function askToSave(
  actor: AccountActor,
  shownName: string,
  company: string,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { host } = ownHost();
  const before = await database()
    .select({ id: passkey.credentialId })
    .from(passkey)
    .where(eq(passkey.accountId, actor.accountId));
  const options = await generateRegistrationOptions({
    rpName: company,
    rpID: host,
    userName: shownName,
    userID: new Uint8Array(Buffer.from(actor.accountId)),
    attestationType: "none",
    excludeCredentials: before,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  await rememberChallenge("passkey_made", actor.browser, options.challenge);
  return options;
}

/** As fresh as a proof has to be for what outlives its session, in minutes. */
const freshMinutes = 15;

/** Saves the device that answered, within fifteen minutes of a proof. Throws HabeasError `forbidden` for an answer that does not hold. */
export async function savePasskey(actor: AccountActor, answer: string, device: string): Promise<void> {
  if (Date.now() - actor.provenAt.getTime() > freshMinutes * 60_000) return refuse();
  const { origin, host } = ownHost();
  const verified = await verifyRegistrationResponse({
    response: parsed<RegistrationResponseJSON>(answer),
    expectedChallenge: await takeChallenge("passkey_made", actor.browser),
    expectedOrigin: origin,
    expectedRPID: host,
    requireUserVerification: true,
  }).catch(refuse);
  if (!verified.verified) return refuse();
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  if ((await passkeysOf(actor)).length >= most) return refuse();
  await database()
    .insert(passkey)
    .values({
      accountId: actor.accountId,
      credentialId: id,
      publicKey: Buffer.from(publicKey),
      counter,
      transports: [...transports],
      device,
    });
}

/** What any saved device is asked. It names no device, so that nobody learns which are saved. */
export async function askToUse(actor: Asker): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({
    rpID: ownHost().host,
    userVerification: "required",
  });
  await rememberChallenge("passkey_used", actor.browser, options.challenge);
  return options;
}

/**
 * Opens a session for the account whose device answered. A device whose counter went back may have been copied: it is
 * refused. Throws HabeasError `forbidden` for whatever does not hold, always the same.
 */
export async function signInByPasskey(actor: Asker, answer: string, device: string): Promise<OpenedSession> {
  const response = parsed<AuthenticationResponseJSON>(answer);
  const expectedChallenge = await takeChallenge("passkey_used", actor.browser);
  const { origin, host } = ownHost();
  const [row] = await database()
    .select()
    .from(passkey)
    .where(eq(passkey.credentialId, String(response.id)));
  if (!row) return refuse();
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: host,
    credential: {
      id: row.credentialId,
      publicKey: new Uint8Array(row.publicKey),
      counter: row.counter,
    },
    requireUserVerification: true,
  }).catch(refuse);
  if (!verified.verified) return refuse();
  const counter = verified.authenticationInfo.newCounter;
  return inTransaction(async (tx) => {
    const grows = counter === 0 ? eq(passkey.counter, 0) : lte(passkey.counter, counter - 1);
    const [used] = await tx
      .update(passkey)
      .set({ counter, usedAt: sql`now()` })
      .where(and(eq(passkey.id, row.id), grows))
      .returning();
    if (!used) return refuse();
    await endPersonSession(actor, tx);
    return openAccountSession(tx, row.accountId, { how: "passkey", device });
  });
}

/** Takes a saved device off the account. Throws the uniform `not_found` for a foreign one. */
export async function removePasskey(actor: AccountActor, id: string): Promise<void> {
  const gone = await database()
    .delete(passkey)
    .where(and(eq(passkey.id, rowId(id)), eq(passkey.accountId, actor.accountId)))
    .returning({ id: passkey.id });
  if (gone.length === 0) notFound();
}

function parsed<T>(answer: string): T {
  try {
    return JSON.parse(answer) as T;
  } catch {
    return refuse();
  }
}
