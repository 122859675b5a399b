import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { person } from "#demo/people.ts";
import { childOf } from "#demo/world/child.ts";
import { freePorts } from "#demo/world/ports.ts";
import { readAccount } from "#lib/identity/account.ts";
import { beginSignIn, finishSignIn, proofIn } from "#lib/identity/login/sign-in.ts";
import { actorOf } from "#lib/identity/session.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";

const folder = mkdtempSync(join(tmpdir(), "larkspur-people-"));
const { login } = await freePorts();
const issuer = `http://localhost:${login}`;
const provider = childOf({
  name: "login of customers",
  script: fileURLToPath(new URL("./provider.ts", import.meta.url)),
  cwd: folder,
  logFile: join(folder, "login.log"),
  restart: false,
  notice: () => {},
  env: {
    PATH: process.env.PATH ?? "",
    LARKSPUR_LOGIN_PORT: String(login),
    LARKSPUR_LOGIN_KEYS: join(folder, "keys.json"),
    HABEAS_OIDC_ISSUER: issuer,
    HABEAS_OIDC_CLIENT_ID: "habeas-desk",
    HABEAS_OIDC_CLIENT_SECRET: "a secret",
    HABEAS_PEOPLE_CLIENT_ID: "habeas-portal",
    HABEAS_PEOPLE_CLIENT_SECRET: "another secret",
    HABEAS_ORIGIN: "http://localhost:4000",
  },
});

let house: House;
beforeAll(async () => {
  house = await openHouse(["shop"], {
    HABEAS_PEOPLE_ISSUER: issuer,
    HABEAS_PEOPLE_CLIENT_ID: "habeas-portal",
    HABEAS_PEOPLE_CLIENT_SECRET: "another secret",
    HABEAS_PEOPLE_TRUST_EMAIL: "yes",
    HABEAS_PEOPLE_NUMBER_CLAIM: "customer_number",
  });
  await provider.start();
});
afterAll(async () => {
  await provider.stop();
  await house.close();
  rmSync(folder, { recursive: true });
});

/** Goes through the login as a browser without scripts would, and returns what comes back to the portal. */
async function through(url: URL, who: string): Promise<URLSearchParams> {
  const jar = new Map<string, string>();
  const go = async (target: string, form?: Record<string, string>) => {
    const answer = await fetch(target, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/);
      jar.set(name, value);
    }
    return answer;
  };
  let at = url.href;
  while (!at.startsWith("http://localhost:4000")) {
    let answer = await go(at);
    if (answer.status === 200) answer = await go(at, { who });
    at = new URL(answer.headers.get("location") ?? "", at).href;
  }
  return new URL(at).searchParams;
}

describe("a customer's sign-in", () => {
  it("is bound to issuer and subject, brings the vouched mailbox and number, and goes where it was meant to", async () => {
    const visitor = way.newVisitor();
    const back = await through(await beginSignIn(visitor, "/me/history"), "customer-mina");
    const { session, goTo } = await finishSignIn(visitor, back, "Firefox, Linux");
    expect(goTo).toBe("/me/history");
    const actor = await actorOf({ browser: visitor.browser, person: session });
    if (actor.kind !== "account") throw new Error(actor.kind);
    expect(actor.how).toBe("sign_in");
    const mina = person("mina");
    expect(await readAccount(actor)).toEqual({
      kind: "sign_in",
      issuer,
      subject: "customer-mina",
      mailbox: mina.email,
      known: [{ kind: "customer_number", value: mina.knownAs.customerNumbers[0] }],
      name: mina.name,
    });
    await expect(finishSignIn(visitor, back, ""), "the same answer again").rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("counts only in the browser that began it, with its own state, code and issuer", async () => {
    const visitor = way.newVisitor();
    const refused = (query: URLSearchParams, actor = visitor) =>
      expect(finishSignIn(actor, query, "")).rejects.toMatchObject({ code: "forbidden" });
    const changed = async (name: string, value: string | null) => {
      const back = await through(await beginSignIn(visitor, "/me"), "customer-mina");
      if (value === null) back.delete(name);
      else back.set(name, value);
      return back;
    };
    await refused(await through(await beginSignIn(visitor, "/me"), "customer-mina"), way.newVisitor());
    await refused(await changed("state", "of-somebody-else"));
    await refused(await changed("code", "stolen"));
    await refused(await changed("iss", "https://evil.example.net"));
    const others = await through(await beginSignIn(way.newVisitor(), "/me"), "customer-jun");
    await refused(await changed("code", others.get("code")));
    await refused(new URLSearchParams({ error: "access_denied" }));
    expect(await house.query("select 1 from account where kind = 'sign_in' and token is null")).toEqual([]);
  });

  it("takes an address for proven only where the login vouches for it and is trusted to", () => {
    const claims = { iss: issuer, sub: "7", email: "mina@example.com", email_verified: true, number: "C-1" };
    const mailbox = (trustsMailbox: boolean, more: object = {}) =>
      proofIn({ trustsMailbox, known: null }, { ...claims, ...more }).mailbox;
    expect(mailbox(true)).toBe("mina@example.com");
    expect(mailbox(false)).toBeNull();
    expect(mailbox(true, { email_verified: "true" })).toBeNull();
    expect(mailbox(true, { email_verified: false })).toBeNull();
    expect(mailbox(true, { email: "mina@example.com,noor@example.com" })).toBeNull();
  });
});
