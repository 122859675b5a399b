import type { GuardedClient } from "./client.ts";
import { signedHeaders } from "./hmac.ts";
import { tokenSource } from "./oauth.ts";
import type { HttpSettings } from "./settings.ts";

export type SignedRequest = { method: string; url: URL; body: string };

/** Where the headers come from that say who we are. */
export type SignIn = {
  headers(request: SignedRequest): Promise<Record<string, string>>;
  /** Forgets what these headers rest on; false where a second try could be no different. */
  renew(refused: Record<string, string>): boolean;
  /** What an operator should know of the sign-in. */
  note(): string | undefined;
};

/** Signs in as the settings say. */
export function signInFor(settings: HttpSettings, client: GuardedClient): SignIn {
  const { auth } = settings;
  const fixed = (headers: Record<string, string>): SignIn => ({
    headers: async () => headers,
    renew: () => false,
    note: () => undefined,
  });
  switch (auth.kind) {
    case "none":
      return fixed({});
    case "bearer":
      return fixed({ authorization: `Bearer ${auth.token}` });
    case "basic": {
      const both = Buffer.from(`${auth.username}:${auth.password}`).toString("base64");
      return fixed({ authorization: `Basic ${both}` });
    }
    case "header":
      return fixed(lowered(auth.headers));
    case "hmac":
      return {
        headers: async (request) => signedHeaders(auth, request),
        renew: () => false,
        note: () => undefined,
      };
    case "oauth2_client_credentials":
    case "oauth2_refresh_token": {
      const source = tokenSource(settings.base_url, auth, client);
      return {
        headers: async () => ({ authorization: `Bearer ${await source.token()}` }),
        renew: (refused) => {
          source.forget((refused.authorization ?? "").slice("Bearer ".length));
          return true;
        },
        note: () =>
          source.rotated()
            ? "Signed in, but the system replaces its refresh token at every use: ask it for one that stays."
            : undefined,
      };
    }
  }
}

/** Header names in lower case, so that one never stands beside itself. */
export function lowered(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
