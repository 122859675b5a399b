import { and, eq, gt, sql } from "drizzle-orm";
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { ceremony } from "#drizzle/schema/identity.ts";
import { environment } from "#lib/config/environment.ts";
import type { Asker } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { hashOf } from "#lib/core/token.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { derivedKey, open, seal } from "#lib/vault/seal.ts";
import { type AccountProof, accountOf } from "../account.ts";
import { canonicalIdentifier, canonicalMailbox } from "../canonical.ts";
import { endPersonSession, type OpenedSession, openAccountSession } from "../session.ts";
import { type PeopleLogin, peopleLogin } from "./settings.ts";

/** Minutes in which somebody comes back from the login. */
const minutes = 10;
/** Seconds that the login may take to answer us. */
const patience = 10;

/** What must come back with the answer of the login: kept sealed, for one browser and one use. */
type Sent = { verifier: string; nonce: string; goTo: string };

const context = (id: Buffer) => `ceremony/${id.toString("hex")}`;
const backPath = "/sign-in/account/back";

function mustHaveLogin(): PeopleLogin {
  return peopleLogin() ?? notOffered();
}

function notOffered(): never {
  throw new HabeasError("not_found", "There is no sign-in by account here.");
}

let known: { issuer: string; config: Promise<Configuration> } | null = null;

/** The login's own description, read once; what failed is read anew the next time. */
async function configurationOf(login: PeopleLogin): Promise<Configuration> {
  if (known?.issuer === login.issuer) return known.config;
  const plain = new URL(login.issuer).protocol === "http:";
  const config = discovery(new URL(login.issuer), login.clientId, login.clientSecret, undefined, {
    timeout: patience,
    ...(plain ? { execute: [allowInsecureRequests] } : {}),
  });
  known = { issuer: login.issuer, config };
  config.catch(() => {
    known = null;
  });
  return config;
}

/** Where a browser goes to sign in: to the company's login, with PKCE, state and nonce that only it can bring back. */
export async function beginSignIn(actor: Asker, goTo: string): Promise<URL> {
  const login = mustHaveLogin();
  const config = await configurationOf(login);
  const [verifier, state, nonce] = [randomPKCECodeVerifier(), randomState(), randomNonce()];
  const id = hashOf(state);
  const sent: Sent = { verifier, nonce, goTo };
  await database()
    .insert(ceremony)
    .values({
      id,
      kind: "sign_in",
      browser: hashOf(actor.browser),
      sealed: seal(derivedKey("account"), context(id), JSON.stringify(sent)),
      expiresAt: sql`now() + make_interval(mins => ${minutes})`,
    });
  return buildAuthorizationUrl(config, {
    redirect_uri: `${environment().HABEAS_ORIGIN}${backPath}`,
    scope: "openid profile email",
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
  });
}

/**
 * Takes somebody back from the login: their account is that of (issuer, subject), never of an address. Throws HabeasError
 * `forbidden` for an answer that this browser did not wait for, that was used before, or that the login did not give so.
 * @param query what came back in the address, as it came
 */
export async function finishSignIn(
  actor: Asker,
  query: URLSearchParams,
  device: string,
): Promise<OpenedSession & { goTo: string }> {
  const login = mustHaveLogin();
  const state = query.get("state") ?? "";
  const sent = await takeBack(actor, state);
  const proof = await proofFrom(login, query, { ...sent, state });
  return inTransaction(async (tx) => {
    await endPersonSession(actor, tx);
    const accountId = await accountOf(tx, proof);
    return { goTo: sent.goTo, ...(await openAccountSession(tx, accountId, { how: "sign_in", device })) };
  });
}

async function takeBack(actor: Asker, state: string): Promise<Sent> {
  const id = hashOf(state);
  const mine = and(eq(ceremony.id, id), eq(ceremony.browser, hashOf(actor.browser)));
  const [row] = await database()
    .delete(ceremony)
    .where(and(mine, eq(ceremony.kind, "sign_in"), gt(ceremony.expiresAt, sql`now()`)))
    .returning();
  if (!row) return refuse();
  return JSON.parse(open(derivedKey("account"), context(id), row.sealed)) as Sent;
}

function refuse(): never {
  throw new HabeasError("forbidden", "You could not be signed in. Please try again.");
}

async function proofFrom(
  login: PeopleLogin,
  query: URLSearchParams,
  sent: Sent & { state: string },
): Promise<AccountProof> {
  const config = await configurationOf(login);
  const here = new URL(`${environment().HABEAS_ORIGIN}${backPath}?${query}`);
  const expected = {
    pkceCodeVerifier: sent.verifier,
    expectedState: sent.state,
    expectedNonce: sent.nonce,
    idTokenExpected: true,
  };
  const tokens = await authorizationCodeGrant(config, here, expected).catch(refuse);
  const claims = tokens.claims();
  if (!claims || claims.iss !== config.serverMetadata().issuer) return refuse();
  return proofIn(login, claims);
}

/** What the claims of a login prove (pure). */
export function proofIn(
  login: Pick<PeopleLogin, "trustsMailbox" | "known">,
  claims: { iss: string; sub: string } & Record<string, unknown>,
): AccountProof {
  const vouched = login.trustsMailbox && claims.email_verified === true;
  const told = login.known ? claims[login.known.claim] : undefined;
  const value = login.known && typeof told === "string" ? canonicalIdentifier(login.known.kind, told) : null;
  return {
    kind: "sign_in",
    issuer: claims.iss,
    subject: claims.sub,
    mailbox: vouched && typeof claims.email === "string" ? canonicalMailbox(claims.email) : null,
    known: login.known && value !== null ? [{ kind: login.known.kind, value }] : [],
    name: typeof claims.name === "string" ? claims.name.slice(0, 200) : "",
  };
}
