import { ConnectorError } from "#connectors/errors.ts";
import { isObject } from "#connectors/json.ts";
import type { GuardedClient } from "./client.ts";
import { readJson } from "./read-json.ts";
import { addressIn } from "./request.ts";
import type { HttpSettings } from "./settings.ts";

type Auth = Extract<HttpSettings["auth"], { token_url: string }>;
type Token = { value: string; until: number };

export type TokenSource = {
  token(): Promise<string>;
  /** Forgets a token that was refused, unless a newer one has taken its place. */
  forget(token: string): void;
  /** True once the system has replaced the refresh token that stands in the settings. */
  rotated(): boolean;
};

const early = 10_000;
// RFC 6749, 2.3.1: id and secret are encoded before they become Basic credentials; %20 is read by every decoder, + is not.
const encoded = encodeURIComponent;

/** Tokens by client credentials or by a refresh token, asked for once however many requests wait for one. */
export function tokenSource(base: string, auth: Auth, client: GuardedClient): TokenSource {
  let refreshToken = auth.kind === "oauth2_refresh_token" ? auth.refresh_token : undefined;
  let rotated = false;
  let current: Promise<Token> | undefined;
  let latest: Token | undefined;

  const issue = async (): Promise<Token> => {
    const inBody = auth.client_in === "body" || auth.client_secret === undefined;
    const answer = await client.send(addressIn(base, auth.token_url), {
      method: "POST",
      maxBytes: 100_000,
      headers: {
        accept: "application/json",
        "content-type": "application/x-www-form-urlencoded",
        ...(inBody
          ? {}
          : {
              authorization: `Basic ${Buffer.from(`${encoded(auth.client_id)}:${encoded(auth.client_secret ?? "")}`).toString("base64")}`,
            }),
      },
      body: formOf(auth, refreshToken, inBody),
      // RFC 6749, 5.2: a wrong client or an ended refresh token is answered with 400 as well.
      meaning: (status) =>
        status === 400
          ? new ConnectorError("refused_credentials", "The system's sign-in refused what we presented.")
          : undefined,
    });
    const body = await readJson(answer.bytes);
    if (
      !isObject(body) ||
      typeof body.access_token !== "string" ||
      !/^[\x21-\x7e]+$/.test(body.access_token)
    ) {
      throw new ConnectorError("bad_answer", "The system's sign-in answered without a token.");
    }
    if (
      refreshToken !== undefined &&
      typeof body.refresh_token === "string" &&
      body.refresh_token !== refreshToken
    ) {
      refreshToken = body.refresh_token;
      rotated = true;
    }
    const seconds = Number(body.expires_in);
    latest = {
      value: body.access_token,
      until: Date.now() + (Number.isFinite(seconds) ? seconds : 60) * 1000,
    };
    return latest;
  };
  const fresh = (): Promise<Token> => {
    const asked = issue();
    current = asked;
    asked.catch(() => {
      if (current === asked) current = undefined;
    });
    return asked;
  };
  return {
    token: async () => {
      const asked = current ?? fresh();
      const known = await asked;
      if (known.until - early > Date.now()) return known.value;
      // Whoever finds it run out first asks for the next; a token that is born short-lived is used all the same.
      return (await (current === asked ? fresh() : (current ?? fresh()))).value;
    },
    forget: (token) => {
      if (latest?.value === token) current = undefined;
    },
    rotated: () => rotated,
  };
}

function formOf(auth: Auth, refreshToken: string | undefined, inBody: boolean): string {
  const form = new URLSearchParams(
    refreshToken === undefined
      ? { grant_type: "client_credentials" }
      : { grant_type: "refresh_token", refresh_token: refreshToken },
  );
  if (inBody) form.set("client_id", auth.client_id);
  if (inBody && auth.client_secret !== undefined) form.set("client_secret", auth.client_secret);
  if (auth.scope !== undefined) form.set("scope", auth.scope);
  if (auth.kind === "oauth2_client_credentials" && auth.audience !== undefined)
    form.set("audience", auth.audience);
  return form.toString();
}
