import { ConnectorError } from "#connectors/errors.ts";
import { isObject } from "#connectors/json.ts";
import type { GuardedClient } from "./client.ts";
import { readJson } from "./read-json.ts";
import type { HttpSettings } from "./settings.ts";

/** Where the header of a signed-in request comes from; `renew` forgets a token that was refused. */
export type SignIn = { headers(): Promise<Record<string, string>>; renew(): boolean };

const early = 10_000;

/** Signs in as the settings say. A token is used until shortly before its end. */
export function signInFor(settings: HttpSettings, client: GuardedClient): SignIn {
  const { auth } = settings;
  if (auth.kind === "none") return { headers: async () => ({}), renew: () => false };
  if (auth.kind === "bearer") {
    return { headers: async () => ({ authorization: `Bearer ${auth.token}` }), renew: () => false };
  }
  let token: { value: string; until: number } | undefined;
  const issue = async (): Promise<string> => {
    const answer = await client.send(addressIn(settings.base_url, auth.token_url), {
      method: "POST",
      maxBytes: 100_000,
      headers: {
        accept: "application/json",
        "content-type": "application/x-www-form-urlencoded",
        authorization: `Basic ${Buffer.from(`${encoded(auth.client_id)}:${encoded(auth.client_secret)}`).toString("base64")}`,
      },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        ...(auth.scope === undefined ? {} : { scope: auth.scope }),
      }).toString(),
    });
    const body = await readJson(answer.bytes);
    if (
      !isObject(body) ||
      typeof body.access_token !== "string" ||
      !/^[\x21-\x7e]+$/.test(body.access_token)
    ) {
      throw new ConnectorError("bad_answer", "The system's sign-in answered without a token.");
    }
    const seconds = typeof body.expires_in === "number" ? body.expires_in : 60;
    token = { value: body.access_token, until: Date.now() + seconds * 1000 };
    return token.value;
  };
  return {
    headers: async () => {
      const value = token !== undefined && token.until - early > Date.now() ? token.value : await issue();
      return { authorization: `Bearer ${value}` };
    },
    renew: () => {
      token = undefined;
      return true;
    },
  };
}

// RFC 6749, 2.3.1: id and secret are encoded before they become Basic credentials; %20 is read by every decoder, + is not.
const encoded = encodeURIComponent;

/** An address that is whole, or begins below the base address. */
export function addressIn(base: string, path: string): string {
  return /^https?:/i.test(path)
    ? path
    : base.replace(/\/+$/, "") + (path.startsWith("/") ? path : `/${path}`);
}
