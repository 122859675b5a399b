import { environment } from "#lib/config/environment.ts";

type Asked = { headers: { get(name: string): string | null } };

/**
 * True where a form was sent by one of our own pages. Browsers say so in `Sec-Fetch-Site`, which no page can
 * forge; where it is missing (old browsers, plain http on another host) `Origin` must be ours, word for word.
 * Neither header, `null`, or anything else: refused.
 */
export function cameFromOurPage(request: Asked, origin: string = environment().HABEAS_ORIGIN): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  return request.headers.get("origin") === new URL(origin).origin;
}
