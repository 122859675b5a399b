import { environment } from "#lib/config/environment.ts";
import { vocabularyDocument } from "#lib/me/feed/vocabulary.ts";

/** What the feed's own words mean, for programs and for people who look one up. It names nobody. */
export function GET(): Response {
  return new Response(JSON.stringify(vocabularyDocument(environment().HABEAS_ORIGIN), null, 2), {
    headers: {
      "Content-Type": "application/ld+json; charset=utf-8",
      "Cache-Control": "public, max-age=3600",
    },
  });
}
