export const dynamic = "force-static";

/** The start may be found by search engines. Pages of requests, of people and of the house are none of their business. */
const rules = ["User-agent: *", "Disallow: /ask/", "Disallow: /r/", "Disallow: /me", "Disallow: /find"];

export function GET(): Response {
  const more = ["Disallow: /desk", "Disallow: /task/", "Disallow: /told/", "Disallow: /api/"];
  return new Response(`${[...rules, ...more].join("\n")}\n`, {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=86400" },
  });
}
