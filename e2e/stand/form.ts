import { request as http } from "node:http";
import { at } from "./person.ts";

/** What came back, with nothing followed. */
export type Answer = { status: number; location: string; text: string; bytes: Buffer; cookies: string[] };

/** A path on the portal of this run, or a whole address. */
const whole = (path: string) => (path.startsWith("/") ? at(path) : path);

/**
 * Sends a form as a program would that is no browser: any headers, any fields, no redirect followed. By default it
 * looks as if it came from our own page.
 */
export async function post(
  path: string,
  fields: Record<string, string> | Buffer,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const body = Buffer.isBuffer(fields) ? fields : Buffer.from(new URLSearchParams(fields).toString());
  return send("POST", path, body, {
    "content-type": "application/x-www-form-urlencoded",
    origin: new URL(whole(path)).origin,
    ...headers,
  });
}

/** Fetches a page with the given headers. */
export function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return send("GET", path, Buffer.alloc(0), headers);
}

function send(method: string, path: string, body: Buffer, headers: Record<string, string>): Promise<Answer> {
  return new Promise((settle, fail) => {
    const sent = http(
      whole(path),
      { method, headers: { ...headers, "content-length": body.length } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          const bytes = Buffer.concat(chunks);
          settle({
            status: answer.statusCode ?? 0,
            location: answer.headers.location ?? "",
            text: bytes.toString("utf8"),
            bytes,
            cookies: answer.headers["set-cookie"] ?? [],
          });
        });
        answer.on("error", fail);
      },
    );
    sent.on("error", fail);
    sent.end(body);
  });
}
