import { randomBytes, timingSafeEqual } from "node:crypto";

/** How long an access token lives, in seconds: short, so that long work must fetch a new one. */
export const TOKEN_SECONDS = 60;

/** OAuth 2 access tokens for one client, kept in memory only. */
export type Tokens = {
  /** A new token, or null for a wrong id or secret. */
  issue(id: string, secret: string): string | null;
  accepts(token: string): boolean;
};

function same(one: string, other: string): boolean {
  const left = Buffer.from(one);
  const right = Buffer.from(other);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Tokens that live `seconds`; `now` is in milliseconds. */
export function tokensFor(
  clientId: string,
  clientSecret: string,
  seconds: number,
  now: () => number,
): Tokens {
  const until = new Map<string, number>();
  return {
    issue: (id, secret) => {
      if (!same(id, clientId) || !same(secret, clientSecret)) return null;
      for (const [token, end] of until) if (end <= now()) until.delete(token);
      const token = randomBytes(24).toString("base64url");
      until.set(token, now() + seconds * 1000);
      return token;
    },
    accepts: (token) => (until.get(token) ?? 0) > now(),
  };
}

/** At most `perSecond` calls in any one second; more get the number of seconds to wait. */
export function rateLimit(perSecond: number, now: () => number): () => number {
  let recent: number[] = [];
  return () => {
    const at = now();
    recent = recent.filter((one) => one > at - 1000);
    if (recent.length >= perSecond) return 1;
    recent.push(at);
    return 0;
  };
}
