import { NextRequest } from "next/server";
import { beginSignIn, currentStaff, missingSignInSettings } from "#app/_auth/staff.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { readSmallForm, textOf } from "#app/desk/_kit/form.ts";
import { escapeHtml } from "#lib/core/escape-html.ts";
import { log } from "#lib/core/log.ts";

/**
 * Sends the browser to the company's sign-in. By a page that goes on by itself and not by a redirect: browsers
 * hold a form's redirects against `form-action`, and nobody knows through which addresses a company's sign-in
 * passes.
 */
export async function POST(request: NextRequest): Promise<Response> {
  try {
    return await start(request);
  } catch (error) {
    log.error({ err: error }, "a sign-in could not begin");
    return plainPage("trouble", "/desk/sign-in");
  }
}

async function start(request: NextRequest): Promise<Response> {
  if (!cameFromOurPage(request) || missingSignInSettings().length > 0) return seeOther("/desk/sign-in");
  const form = await readSmallForm(request);
  const fresh = textOf(form, "fresh") === "yes";
  if (!fresh && (await currentStaff())) return seeOther("/desk");
  const asked = { hint: textOf(form, "as"), fresh };
  const { location, cookies } = await beginSignIn((url, init) => new NextRequest(url, init as never), asked);
  const target = escapeHtml(location);
  const headers = new Headers({ "Content-Type": "text/html; charset=utf-8" });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Signing in</title>
<meta http-equiv="refresh" content="0;url=${target}"></head>
<body><p><a href="${target}">Go on to your company's sign-in</a></p></body></html>`;
  return new Response(page, { headers });
}
