import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { parseReference } from "#lib/core/reference.ts";
import { closed } from "./closed.ts";
import { cameFromOurPage } from "./origin.ts";
import { plainPage } from "./plain-page.ts";
import { readForm } from "./read-form.ts";

/** 303: what the browser does after a form, so that a reload never sends it twice. `path` is one of our own. */
export function seeOther(path: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ Location: path, "Cache-Control": "private, no-store" });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/**
 * What every form of the portal goes through: it came from our own page, it is an ordinary form of ordinary
 * size, and whatever goes wrong ends in a page that says so and that nothing was changed.
 */
export async function answerForm(
  request: Request,
  act: (values: Record<string, string>) => Promise<Response>,
): Promise<Response> {
  try {
    if (await closed()) return await plainPage("maintenance");
    if (!cameFromOurPage(request)) return plainPage("foreign");
    const form = await readForm(request);
    if (!form.ok) return plainPage(form.why);
    return await act(form.values);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "too_many") return plainPage("tooMany");
    log.error({ err: error }, "a form of the portal failed");
    return plainPage("trouble");
  }
}

/** The same for a form about one request; an address that cannot be a reference leads nowhere. */
export async function answerFormAbout(
  request: Request,
  params: Promise<{ ref: string }>,
  act: (reference: string, values: Record<string, string>) => Promise<Response>,
): Promise<Response> {
  const reference = parseReference((await params).ref);
  if (!reference) return seeOther("/nothing-here");
  return answerForm(request, (values) => act(reference, values));
}
