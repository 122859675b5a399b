import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { people } from "#demo/people.ts";
import { placesIn } from "#demo/places.ts";
import { needed, serve } from "#demo/process.ts";
import { csvOf } from "#demo/seed/loyalty.ts";
import { onStage } from "#demo/staff/members.ts";
import { PART_COOKIE } from "#demo/staff/sign-in.ts";
import { sheetRows, truthOf } from "#demo/truth.ts";
import { mailboxAt } from "#demo/world/mailbox.ts";
import { links, type Surroundings } from "./address.ts";
import { html } from "./html.ts";
import { lookPage, personPage } from "./look.ts";
import { messageHtml, messagePage, trayPage } from "./mail.ts";
import { fontNames, page } from "./page.ts";
import { supportTrouble, troublePage } from "./troubles.ts";
import { askStarter } from "./wishes.ts";
import { hanksTask, noTaskPage, youPage } from "./you.ts";

const around: Surroundings = {
  portalUrl: needed("LARKSPUR_PORTAL_URL"),
  mailUrl: needed("LARKSPUR_MAIL_URL"),
  folder: needed("LARKSPUR_FOLDER"),
  shopUrl: needed("LARKSPUR_SHOP_ADMIN_URL"),
  ledgerUrl: needed("LARKSPUR_LEDGER_ADMIN_URL"),
};
const mail = mailboxAt(around.mailUrl);

/** Only our own style and fonts; frames hold mails; no script runs on any page of the stage. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src data:; frame-src 'self'; base-uri 'none'";
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox";

function send(response: ServerResponse, status: number, body: string, contentPolicy = policy): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": contentPolicy,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}

function go(response: ServerResponse, to: string, cookies: string[] = []): void {
  response.writeHead(303, { location: to, "cache-control": "no-store", "set-cookie": cookies });
  response.end();
}

function notFound(response: ServerResponse): void {
  send(
    response,
    404,
    page({
      title: "Not here",
      links,
      body: html`<h1>There is no such page</h1><p><a href="/">To the stage</a></p>`,
    }),
  );
}

function sendFont(name: string, response: ServerResponse): void {
  if (!fontNames.includes(name)) {
    notFound(response);
    return;
  }
  const file = `../../node_modules/@fontsource-variable/${name}/files/${name}-latin-wght-normal.woff2`;
  response.writeHead(200, { "content-type": "font/woff2", "cache-control": "max-age=86400" });
  createReadStream(fileURLToPath(new URL(file, import.meta.url))).pipe(response);
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = "";
  for await (const chunk of request) if (text.length < 10_000) text += String(chunk);
  return new URLSearchParams(text);
}

async function look(parts: string[], response: ServerResponse): Promise<void> {
  if (parts.length === 1) return send(response, 200, lookPage());
  const who = people.find((one) => one.key === parts[1]);
  if (who === undefined) return notFound(response);
  if (parts[2] === "loyalty.csv") {
    const rows = sheetRows(placesIn(around.folder).loyalty, who.knownAs.cards);
    const columns = ["card_no", "name", "email", "date", "store", "what", "points", "remark"];
    const cells = rows.map((row) => columns.map((column) => String(row[column] ?? "")));
    response.writeHead(200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="loyalty-${who.key}.csv"`,
    });
    response.end(csvOf({ name: "loyalty", columns, rows: cells }));
    return;
  }
  send(response, 200, personPage(who, await truthOf(who.key, around)));
}

async function tray(url: URL, parts: string[], response: ServerResponse): Promise<void> {
  const to = url.searchParams.get("to");
  if (parts.length === 1)
    return send(response, 200, trayPage(await (to === null ? mail.all() : mail.messagesTo(to)), to));
  const message = await mail.get(parts[1] ?? "");
  if (message === null) return notFound(response);
  if (parts[2] === "html") return send(response, 200, messageHtml(message), mailPolicy);
  send(response, 200, messagePage(message));
}

/** One press changes who you are: whoever is signed in at the desk is forgotten, and the next sign-in knows you. */
async function be(who: string | undefined, response: ServerResponse): Promise<void> {
  if (who === "hank") {
    const door = await hanksTask(mail, around.portalUrl);
    return door === null ? send(response, 200, noTaskPage()) : go(response, door);
  }
  if (!onStage.some((one) => one.sub === who)) return notFound(response);
  go(response, `${around.portalUrl}/desk/sign-in`, [
    "habeas-staff=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict",
    `${PART_COOKIE}=${who}; Path=/; Max-Age=300; HttpOnly; SameSite=Lax`,
  ]);
}

async function switchTrouble(parts: string[], right: boolean, response: ServerResponse): Promise<void> {
  const trouble = supportTrouble(parts[2] ?? "");
  if (parts[1] === "support" && trouble !== null)
    await askStarter({ want: "support", trouble: right ? "none" : trouble });
  else if (parts[1] === "shop-password")
    await askStarter({ want: "shopPassword", state: right ? "right" : "changed" });
  else return notFound(response);
  go(response, "/trouble");
}

/** Other pages in the browser must not press our buttons. */
function isOurs(request: IncomingMessage): boolean {
  const site = request.headers["sec-fetch-site"];
  return site === undefined || site === "same-origin" || site === "none";
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://stage.invalid");
  const parts = url.pathname.split("/").filter((part) => part !== "");
  if (request.method === "POST") {
    if (!isOurs(request))
      return send(
        response,
        403,
        page({ title: "No", links, body: html`<h1>That press came from another page</h1>` }),
      );
    const form = await formOf(request);
    if (parts[0] === "be") return be(parts[1], response);
    if (parts[0] === "trouble") return switchTrouble(parts, form.get("do") === "right", response);
    return notFound(response);
  }
  if (parts.length === 0) return send(response, 200, youPage(around));
  if (parts[0] === "health") return send(response, 200, "ok");
  if (parts[0] === "fonts") return sendFont((parts[1] ?? "").replace(/\.woff2$/, ""), response);
  if (parts[0] === "mail") return tray(url, parts, response);
  if (parts[0] === "trouble" && parts.length === 1)
    return send(response, 200, troublePage(await askStarter({ want: "state" }), null));
  if (parts[0] === "look") return look(parts, response);
  notFound(response);
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: Error) => {
    const body = html`<h1>That did not work</h1><p>${error.message}</p><p><a href="/">To the stage</a></p>`;
    if (response.headersSent) response.destroy();
    else send(response, 500, page({ title: "That did not work", links, body }));
  });
});

serve(server, Number(needed("LARKSPUR_STAGE_PORT")));
