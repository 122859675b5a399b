const waitCap = 86_400;

type Headers = Readonly<Record<string, string>>;

/** `Retry-After` in seconds from now: a number of seconds or a date (RFC 9110, 10.2.3). */
export function retryAfter(header: string | undefined, now: number = Date.now()): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^[0-9]{1,9}$/.test(text)) return Math.min(Number(text), waitCap);
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.min(Math.max(Math.ceil((at - now) / 1000), 0), waitCap);
}

const resets = ["ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset", "x-ratelimit-reset-after"];
const remains = ["ratelimit-remaining", "x-ratelimit-remaining", "x-rate-limit-remaining"];

/**
 * Seconds until a used-up allowance is new, where the headers say that it is used up: `X-RateLimit-Remaining: 0` with
 * `X-RateLimit-Reset` as seconds or as an instant, or the standard's own `RateLimit: …;r=0;t=30`.
 */
export function usedUpFor(headers: Headers, now: number = Date.now()): number | undefined {
  const standard = /(?:^|;|,)\s*r=0\s*;\s*t=([0-9]{1,9})\b/.exec(headers.ratelimit ?? "")?.[1];
  if (standard !== undefined) return Math.min(Number(standard), waitCap);
  if (!remains.some((name) => /^\s*0+(\.0+)?\s*$/.test(headers[name] ?? ""))) return undefined;
  return resetOf(headers, now);
}

function resetOf(headers: Headers, now: number): number | undefined {
  for (const name of resets) {
    const text = (headers[name] ?? "").trim();
    if (!/^[0-9]{1,14}(\.[0-9]+)?$/.test(text)) continue;
    const number = Number(text);
    // Beyond ten years of seconds it is an instant: seconds or milliseconds since 1970.
    const at = number > 1e11 ? number : number > 3e8 ? number * 1000 : now + number * 1000;
    return Math.min(Math.max(Math.ceil((at - now) / 1000), 0), waitCap);
  }
  return undefined;
}

/** How long a refused request should wait, in seconds, where the answer says so. */
export function waitOf(headers: Headers, now: number = Date.now()): number | undefined {
  return retryAfter(headers["retry-after"], now) ?? usedUpFor(headers, now);
}
