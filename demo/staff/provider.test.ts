import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { childOf } from "#demo/world/child.ts";
import { freePorts } from "#demo/world/ports.ts";

const folder = mkdtempSync(join(tmpdir(), "larkspur-login-"));
const { login } = await freePorts();
const issuer = `http://localhost:${login}`;
const portal = "http://localhost:4000/api/auth/callback/company";
const verifier = "v".repeat(50);

const provider = childOf({
  name: "staff login",
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

beforeAll(() => provider.start());
afterAll(async () => {
  await provider.stop();
  rmSync(folder, { recursive: true });
});

/** A browser without scripts: keeps cookies and follows redirects until it is back at the portal. */
function browser() {
  const jar = new Map<string, string>();
  const go = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const answer = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/);
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  const signIn = async (extra: Record<string, string>, press?: string) => {
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const asked = {
      client_id: "habeas-desk",
      response_type: "code",
      scope: "openid profile email",
      state: "s",
      nonce: "n",
      redirect_uri: portal,
      ...(extra.code_challenge === "" ? {} : { code_challenge: challenge, code_challenge_method: "S256" }),
    };
    const { code_challenge: _, ...hint } = extra;
    let url = `${issuer}/auth?${new URLSearchParams({ ...asked, ...hint })}`;
    let chose = false;
    while (!url.startsWith(portal)) {
      let answer = await go(url);
      if (answer.status === 200 && press !== undefined) {
        chose = (await answer.text()).includes("Who are you?");
        answer = await go(url, { who: press });
      }
      const next = answer.headers.get("location");
      if (next === null) throw new Error(`stuck with ${answer.status}`);
      url = new URL(next, url).href;
    }
    return { back: new URL(url).searchParams, chose };
  };
  return { signIn, jar };
}

async function claims(back: URLSearchParams): Promise<Record<string, unknown>> {
  const answer = await fetch(`${issuer}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa("habeas-desk:a+secret")}` },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: back.get("code") ?? "",
      redirect_uri: portal,
      code_verifier: verifier,
    }),
  });
  const { id_token } = (await answer.json()) as { id_token: string };
  return JSON.parse(Buffer.from(id_token.split(".")[1] ?? "", "base64url").toString());
}

describe("the staff login", () => {
  it("signs in whom the hint names, and another one right after", async () => {
    const { signIn } = browser();
    expect(await claims((await signIn({ login_hint: "alba" })).back)).toMatchObject({
      sub: "alba",
      name: "Alba Reyes",
      email: "alba@larkspur.example",
      habeas_role: "officer",
      nonce: "n",
    });
    expect(await claims((await signIn({ login_hint: "rosa@larkspur.example" })).back)).toMatchObject({
      habeas_role: "approver",
    });
  });

  it("tells groups, and when it asked, where a fresh sign-in is wanted", async () => {
    const { signIn } = browser();
    await signIn({ login_hint: "lena" });
    const told = await claims((await signIn({ login_hint: "lena", prompt: "login", max_age: "0" })).back);
    expect(told.groups).toEqual(["everybody", "privacy-team-dach"]);
    expect(Math.abs(Number(told.auth_time) - Date.now() / 1000)).toBeLessThan(60);
  });

  it("asks who it is where nobody is named, each time", async () => {
    const { signIn } = browser();
    for (const [who, role] of [
      ["ravi", "auditor"],
      ["idris", "analyst"],
    ]) {
      const { back, chose } = await signIn({}, who);
      expect(chose).toBe(true);
      expect((await claims(back)).habeas_role).toBe(role);
    }
  });

  it("knows the part that was chosen on the stage", async () => {
    const { signIn, jar } = browser();
    jar.set("larkspur_part", "idris");
    expect((await claims((await signIn({})).back)).sub).toBe("idris");
  });

  it("refuses a sign-in without PKCE", async () => {
    const { back } = await browser().signIn({ code_challenge: "", login_hint: "alba" });
    expect(back.get("error")).toBe("invalid_request");
    expect(back.get("code")).toBeNull();
  });
});
