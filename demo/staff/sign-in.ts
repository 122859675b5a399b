import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import { html } from "#demo/stage/html.ts";
import { page } from "#demo/stage/page.ts";
import { type Member, membersOf } from "./members.ts";

/** Set by the stage when somebody there chose who to be; lives a few minutes. */
export const PART_COOKIE = "larkspur_part";

async function chosen(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk).slice(0, 200);
  return new URLSearchParams(text).get("who") ?? "";
}

/** Gives the client everything it asked for: in this company staff do not consent one by one. */
async function grantFor(provider: Provider, sub: string, clientId: string): Promise<string> {
  const grant = new provider.Grant({ accountId: sub, clientId });
  grant.addOIDCScope("openid profile email");
  return grant.save();
}

/** The part chosen on the stage. Cookies know hosts, not ports, so the stage's cookie arrives here too. */
function partOf(request: IncomingMessage): string {
  return new RegExp(`(?:^|; )${PART_COOKIE}=([a-z]+)`).exec(request.headers.cookie ?? "")?.[1] ?? "";
}

function choosePage(uid: string, members: readonly Member[]): string {
  const buttons = members.map(
    (member) => html`<li class="row">
      <span><strong>${member.name}</strong><br><span class="quiet">${member.part}</span></span>
      <button name="who" value="${member.sub}">Sign in as ${member.name.split(" ")[0] ?? ""}</button>
    </li>`,
  );
  return page({
    title: "Who are you?",
    body: html`<h1>Who are you?</h1>
      <p>Larkspur's staff and customers sign in here. In the demo no password is asked.</p>
      <form method="post" action="/sign-in/${uid}"><ul class="rows">${buttons}</ul></form>`,
  });
}

/** The page on which staff say who they are. A `login_hint`, or a part chosen on the stage, signs that person in without asking. */
export function signInRoute(
  provider: Provider,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const details = await provider.interactionDetails(request, response);
    const hint = String(details.params.login_hint ?? "");
    const posted = request.method === "POST" ? await chosen(request) : "";
    const atDesk = details.params.client_id === process.env.HABEAS_OIDC_CLIENT_ID;
    const members = membersOf(atDesk ? "desk" : "portal");
    // The stage lets people choose a part at the desk only.
    const asked = posted || hint || (atDesk ? partOf(request) : "");
    const member = members.find((one) => one.sub === asked || one.email === asked);
    if (member === undefined) {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
      response.end(choosePage(details.uid, members));
      return;
    }
    // A session of somebody else would make the library ask for a sign-out first, by a page that needs scripts.
    if (details.session !== undefined) {
      await (await provider.Session.findByUid(details.session.uid))?.destroy();
      delete details.session;
      await details.save(600);
    }
    const grantId = await grantFor(provider, member.sub, String(details.params.client_id));
    await provider.interactionFinished(
      request,
      response,
      { login: { accountId: member.sub, remember: false }, consent: { grantId } },
      { mergeWithLastSubmission: false },
    );
  };
}
