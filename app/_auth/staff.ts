import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import NextAuth, { type AuthOptions } from "next-auth";
import { decode } from "next-auth/jwt";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { cache } from "react";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { freshMap } from "#lib/map/current.ts";
import { partOf, staffGroups } from "#lib/staff/groups.ts";
import { signInStaff, signOutStaff, staffActor } from "#lib/staff/sign-in.ts";

export type Staff = Extract<Actor, { kind: "staff" }>;

/** The claims we ask of the company's sign-in; groups and `habeas_role` say what the person may do here. */
type Claims = { iss: string; sub: string; name?: string; email?: string; auth_time?: number } & Record<
  string,
  unknown
>;

/** A working day. The session row ends it sooner: after a quiet quarter of an hour, or when it is revoked. */
const longest = 8 * 60 * 60;
const providerId = "company";

/** The settings an operator must give before staff can sign in, by name; empty when none is missing. */
export function missingSignInSettings(): string[] {
  const needed = [
    "HABEAS_ORIGIN",
    "HABEAS_OIDC_ISSUER",
    "HABEAS_OIDC_CLIENT_ID",
    "HABEAS_OIDC_CLIENT_SECRET",
    "NEXTAUTH_SECRET",
  ];
  return needed.filter((name) => !process.env[name]);
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/** Without a slash or path behind it, so that addresses can be put after it. */
function publicOrigin(): string {
  return new URL(setting("HABEAS_ORIGIN")).origin;
}

function isSecure(): boolean {
  return publicOrigin().startsWith("https:");
}

function sessionCookie(): string {
  return `${isSecure() ? "__Host-" : ""}habeas-staff`;
}

/** The session is `Strict`; the cookies of the short way through the company's sign-in must survive coming back. */
function cookieSettings(): NonNullable<AuthOptions["cookies"]> {
  const secure = isSecure();
  const named = (name: string, sameSite: "strict" | "lax", maxAge?: number) => ({
    name: `${secure ? "__Host-" : ""}${name}`,
    options: { httpOnly: true, sameSite, path: "/", secure, ...(maxAge ? { maxAge } : {}) },
  });
  return {
    sessionToken: named("habeas-staff", "strict"),
    callbackUrl: named("habeas-staff-after", "lax", 900),
    csrfToken: named("habeas-staff-form", "lax"),
    pkceCodeVerifier: named("habeas-staff-pkce", "lax", 900),
    state: named("habeas-staff-state", "lax", 900),
    nonce: named("habeas-staff-nonce", "lax", 900),
  };
}

function provider(): OAuthConfig<Claims> {
  return {
    id: providerId,
    name: "Company sign-in",
    type: "oauth",
    wellKnown: `${setting("HABEAS_OIDC_ISSUER").replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: setting("HABEAS_OIDC_CLIENT_ID"),
    clientSecret: setting("HABEAS_OIDC_CLIENT_SECRET"),
    authorization: { params: { scope: "openid profile email" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    userinfo: {
      // Some houses put names only behind the userinfo address. What the signed token says wins.
      request: async ({ client, tokens }) => {
        const signed = claimsOf(tokens.id_token);
        if (!client.issuer.metadata.userinfo_endpoint || !tokens.access_token) return signed;
        const told = await client.userinfo(tokens.access_token);
        if (told.sub !== signed.sub) throw new Error("userinfo speaks of somebody else");
        return { ...told, ...signed };
      },
    },
    profile: (claims) => ({ id: claims.sub }),
  };
}

/** The claims of an ID token whose signature, issuer, audience and nonce have been checked before. */
function claimsOf(token: string | undefined): Record<string, unknown> {
  const body = token?.split(".")[1];
  if (!body) throw new Error("no ID token");
  return JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
}

/** "Firefox on Windows": enough to know one's own browser in a list, and no more. */
function deviceOf(agent: string): string {
  const first = (names: readonly [RegExp, string][]) => names.find(([shape]) => shape.test(agent))?.[1];
  const browser = first([
    [/Edg\//, "Edge"],
    [/Firefox\//, "Firefox"],
    [/Chrome\//, "Chrome"],
    [/Safari\//, "Safari"],
  ]);
  const system = first([
    [/iPhone|iPad/, "iOS"],
    [/Android/, "Android"],
    [/Windows/, "Windows"],
    [/Mac OS/, "macOS"],
    [/Linux/, "Linux"],
  ]);
  return [browser, system].filter((one) => one !== undefined).join(" on ");
}

function options(agent: string): AuthOptions {
  // The library learns its public address only from this variable; the Host header is never believed.
  process.env.NEXTAUTH_URL = publicOrigin();
  return {
    secret: setting("NEXTAUTH_SECRET"),
    providers: [provider()],
    session: { strategy: "jwt", maxAge: longest },
    cookies: cookieSettings(),
    pages: { signIn: "/desk/sign-in", signOut: "/desk/sign-in", error: "/desk/sign-in" },
    callbacks: {
      /** Opens our own session; its number travels to the cookie below as the id of the library's user. */
      signIn: async ({ user, profile }) => {
        const claims = profile as Claims | undefined;
        try {
          const part = claims ? partOf(claims, staffGroups()) : null;
          if (!claims || !part) return false;
          const { iss: issuer, sub: subject, name = subject, email = "", auth_time: asked } = claims;
          const how = {
            device: deviceOf(agent),
            askedAt: typeof asked === "number" ? new Date(asked * 1000) : null,
          };
          user.id = (await signInStaff({ issuer, subject, name, email, ...part }, how)).session;
          return true;
        } catch (error) {
          if (error instanceof HabeasError && error.code === "forbidden") return "/desk/sign-in?error=Ended";
          // Thrown on, the library would write its message, and with it what a query held, into an address.
          log.error({ err: error }, "a desk session could not be opened");
          return "/desk/sign-in?error=Callback";
        }
      },
      redirect: ({ baseUrl }) => `${baseUrl}/desk/sign-in/done`,
      /** The sealed cookie carries the number of our own session and nothing else. */
      jwt: ({ token, user }) => ({ session: user ? user.id : token.session }),
    },
    // The library's own words can carry claims; only its codes are passed on.
    logger: {
      error: (code) => log.error({ code }, "staff sign-in failed"),
      warn: (code) => log.warn({ code }, "staff sign-in"),
      debug: () => undefined,
    },
  };
}

type Step = "csrf" | "signin" | "callback";

async function library(request: NextRequest, step: Step): Promise<Response> {
  const nextauth = step === "csrf" ? [step] : [step, providerId];
  return NextAuth(request, { params: { nextauth } }, options(request.headers.get("user-agent") ?? ""));
}

/**
 * Begins the way through the company's sign-in: answers its address, and sets the cookies that tie this browser
 * to the answer. `hint` is the account the person means, or empty; `fresh`: the company asks who they are even where
 * it remembers them. The caller has checked that the form was ours.
 */
export async function beginSignIn(
  makeRequest: (url: string, init?: RequestInit) => NextRequest,
  { hint, fresh }: { hint: string; fresh: boolean },
): Promise<{ location: string; cookies: string[] }> {
  const base = `${publicOrigin()}/api/auth`;
  const token = await library(makeRequest(`${base}/csrf`), "csrf");
  const { csrfToken } = (await token.json()) as { csrfToken: string };
  const set = token.headers.getSetCookie();
  const jar = await cookies();
  for (const line of set) {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    jar.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)));
  }
  const query = new URLSearchParams({
    ...(hint ? { login_hint: hint } : {}),
    ...(fresh ? { prompt: "login", max_age: "0" } : {}),
  });
  const answer = await library(
    makeRequest(`${base}/signin/${providerId}?${query}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ csrfToken, callbackUrl: `${publicOrigin()}/desk/sign-in/done` }),
    }),
    "signin",
  );
  return {
    location: answer.headers.get("location") ?? "/desk/sign-in?error=OAuthSignin",
    cookies: [...set, ...answer.headers.getSetCookie()],
  };
}

/** The company's sign-in sends the browser back here. */
export async function finishSignIn(request: NextRequest): Promise<Response> {
  return library(request, "callback");
}

async function sessionToken(): Promise<string | undefined> {
  if (missingSignInSettings().length > 0) return undefined;
  const sealed = (await cookies()).get(sessionCookie())?.value;
  if (!sealed) return undefined;
  try {
    const opened = await decode({ token: sealed, secret: setting("NEXTAUTH_SECRET") });
    return typeof opened?.session === "string" ? opened.session : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Who of the staff this is, by our own session row, read anew for each request, once; null where nobody is signed in.
 */
export const currentStaff = cache(async (): Promise<Staff | null> => {
  const staff = await staffActor(await sessionToken());
  // Every page and act of the desk begins here: it knows the systems as they stand now.
  if (staff) await freshMap();
  return staff;
});

/** The same for a page that asks by itself, without anybody's hand: the session ends as soon as without it. */
export async function listeningStaff(): Promise<Staff | null> {
  return staffActor(await sessionToken(), "nobody");
}

/** For pages: the member of staff, or off to the sign-in page. */
export async function requireStaff(): Promise<Staff> {
  return (await currentStaff()) ?? redirect("/desk/sign-in");
}

/** Ends our session row, so that the cookie opens nothing any more, and answers the cookie's end. */
export async function endStaffSession(): Promise<void> {
  const session = await sessionToken();
  if (session) await signOutStaff(session);
  (await cookies()).delete({ name: sessionCookie(), path: "/", secure: isSecure() });
}
