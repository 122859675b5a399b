import { originAt } from "#lib/map/brand/brands.ts";

type Asked = { headers: { get(name: string): string | null } };

/**
 * True where a form was sent by one of our own pages. Browsers say so in `Sec-Fetch-Site`, which no page can
 * forge; where it is missing (old browsers, plain http on another host) `Origin` must be ours, word for word: that
 * of the host that was asked, where the map names it as a brand's, else the first of the house.
 * Neither header, `null`, or anything else: refused.
 */
export function cameFromOurPage(
  request: Asked,
  origin: string = originAt(request.headers.get("host")),
): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  return request.headers.get("origin") === new URL(origin).origin;
}
