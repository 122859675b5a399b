import { type Lie, say } from "../system.ts";

/** A lie by its name. `holds` is true where a waiting system may keep the request waiting for longer than a case. */
export type Named = { name: string; lie: Lie };

const status =
  (code: number, headers: Record<string, string> = {}, body: unknown = { error: "in our own words" }): Lie =>
  ({ response }) =>
    say(response, { status: code, body }, headers);
const raw =
  (code: number, type: string, text: string | Buffer): Lie =>
  ({ response }) =>
    response.writeHead(code, { "content-type": type }).end(text);
const date = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();
const html = "<!doctype html><title>Sign in</title><p>Your session has ended.</p>";

/** Every way in which a status says something else than "here it is" (FI-14). */
export const statusLies: readonly Named[] = [
  { name: "200 with an error", lie: status(200) },
  {
    name: "200 with errors beside no data",
    lie: status(200, {}, { errors: [{ code: 1 }], items: undefined }),
  },
  { name: "200 with another shape", lie: status(200, {}, { data: [] }) },
  { name: "200 with a list of texts", lie: status(200, {}, { items: ["one", "two"] }) },
  { name: "200 with a number for a list", lie: status(200, {}, { items: 7 }) },
  { name: "200 with nothing", lie: raw(200, "application/json", "") },
  { name: "200 with a space", lie: raw(200, "application/json", " ") },
  { name: "200 with null", lie: raw(200, "application/json", "null") },
  { name: "200 with html", lie: raw(200, "text/html", html) },
  { name: "200 with html that says it is json", lie: raw(200, "application/json", html) },
  {
    name: "200 with half an answer",
    lie: ({ response, truth }) => {
      const whole = JSON.stringify(truth().body ?? {});
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(whole.slice(0, Math.floor(whole.length / 2)));
    },
  },
  {
    name: "200 shorter than it says",
    lie: ({ response, truth }) => {
      const whole = JSON.stringify(truth().body ?? {});
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": `${whole.length + 9}`,
      });
      response.write(whole);
      setTimeout(() => response.destroy(), 20);
    },
  },
  { name: "202", lie: raw(202, "application/json", "") },
  { name: "203 with html", lie: raw(203, "text/html", html) },
  { name: "204", lie: status(204, {}, undefined) },
  { name: "205", lie: status(205, {}, undefined) },
  {
    name: "206",
    lie: ({ response, truth }) =>
      say(response, { status: 206, body: truth().body }, { "content-range": "bytes 0-9/900" }),
  },
  ...[301, 302, 303, 307, 308].map((code) => ({
    name: `${code} to this machine`,
    lie: status(code, { location: "http://127.0.0.1:1/people" }),
  })),
  { name: "300 without a way", lie: status(300) },
  { name: "304", lie: status(304, {}, undefined) },
  ...[
    400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 411, 413, 415, 418, 421, 422, 423, 425, 426, 428, 431,
    451,
  ].map((code) => ({ name: `${code}`, lie: status(code) })),
  ...[500, 501, 502, 503, 504, 507, 508, 511, 520, 599].map((code) => ({
    name: `${code}`,
    lie: status(code),
  })),
  { name: "500 with html", lie: raw(500, "text/html", html) },
  { name: "401 asking for a password", lie: status(401, { "www-authenticate": 'Basic realm="x"' }) },
  ...Object.entries({
    none: undefined,
    zero: "0",
    one: "1",
    fraction: "0.5",
    negative: "-5",
    empty: "",
    words: "soon",
    "a date to come": date(1),
    "a date that was": date(-3600),
    "a date of another kind": new Date(Date.now() + 1000).toISOString(),
    "two of them": "0, 1",
    hexadecimal: "0x1",
    exponent: "1e0",
    endless: "0".repeat(4000),
  }).flatMap(([name, value]) =>
    [429, 503].map((code) => ({
      name: `${code}, Retry-After ${name}`,
      lie: status(code, value === undefined ? {} : { "retry-after": value }),
    })),
  ),
  { name: "429 with a reset", lie: status(429, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" }) },
  { name: "429 by the standard", lie: status(429, { ratelimit: '"a";r=0;t=1' }) },
];
