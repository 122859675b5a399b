import { brandAt, companyAs, originAt } from "#lib/map/brand/brands.ts";
import { answerLanguages } from "#lib/request/answer-language.ts";

export const dynamic = "force-dynamic";

/** Days for which what stands here may be relied on. RFC 9116 asks for less than a year. */
const days = 180;

/** `/.well-known/security.txt` (RFC 9116): whom to tell of a hole in this portal. */
export function GET(request: Request): Response {
  const host = request.headers.get("host");
  const company = companyAs(brandAt(host)?.id ?? null);
  const expires = new Date(Date.now() + days * 24 * 60 * 60 * 1000);
  expires.setUTCHours(0, 0, 0, 0);
  const contact = process.env.HABEAS_SECURITY_CONTACT ?? `mailto:${company.contact.email}`;
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${expires.toISOString()}`,
    `Preferred-Languages: ${answerLanguages(company.languages).join(", ")}`,
    `Canonical: ${originAt(host)}/.well-known/security.txt`,
  ];
  return new Response(`${lines.join("\n")}\n`, {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
