import { createServer } from "node:http";
import { needed, serve } from "#demo/process.ts";
import { smtpFor } from "./smtp.ts";
import { openTray } from "./tray.ts";

const tray = openTray(needed("LARKSPUR_MAIL_FOLDER"));
const smtp = smtpFor(tray, {
  address: needed("LARKSPUR_ANSWER_ADDRESS"),
  portal: needed("HABEAS_ORIGIN"),
  secret: needed("LARKSPUR_ANSWER_SECRET"),
});
smtp.on("error", (error) => console.error(error.message));
const smtpPort = Number(needed("LARKSPUR_SMTP_PORT"));

const http = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://mail.invalid");
  const id = /^\/api\/messages\/([\w-]+)$/.exec(url.pathname)?.[1];
  const known = request.method === "GET" && (url.pathname === "/api/messages" || id !== undefined);
  const body =
    id === undefined ? { messages: tray.list(url.searchParams.get("to") ?? undefined) } : tray.get(id);
  const status = url.pathname === "/health" || (known && body !== undefined) ? 200 : 404;
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify(status === 200 && known ? body : { ok: status === 200 }));
});

smtp.listen(smtpPort, "127.0.0.1", () =>
  serve(http, Number(needed("LARKSPUR_MAIL_PORT")), () => smtp.close()),
);
