import { describe, expect, it } from "vitest";
import { clearSecrets } from "./clear-secrets.ts";

const places = (settings: unknown) => clearSecrets(settings, ["settings"]).map((one) => one.path.join("."));

describe("a secret in clear is found", () => {
  it.each<[unknown, string[]]>([
    [{ url: "postgres://u:canary@db.example.com/shop" }, ["settings.url"]],
    [{ url: "postgres://u@db.example.com/shop" }, []],
    [{ url: "https://api.example.com/v1?page=1" }, []],
    [{ url: "postgres://db.example.com/shop?user=u&password=canary" }, ["settings.url"]],
    [{ base_url: "https://api.example.com/v1?api-key=canary#top" }, ["settings.base_url"]],
    [{ base_url: "https://api.example.com/v1?token=" }, []],
    [{ url: "env:SHOP_URL" }, []],
    [{ password: "canary" }, ["settings.password"]],
    [{ password: "secret:password" }, []],
    [{ password: "secret: password" }, ["settings.password"]],
    [{ password: 4711 }, ["settings.password"]],
    [{ auth: { kind: "bearer", token: "canary" } }, ["settings.auth.token"]],
    [{ auth: { kind: "oauth2", token_url: "/token", client_id: "habeas", client_secret: "env:S" } }, []],
    [{ auth: { kind: "header", headers: { "X-Anything": "canary" } } }, ["settings.auth.headers.X-Anything"]],
    [{ auth: { kind: "header", headers: { "X-Anything": "secret:key" } } }, []],
    [{ headers: { "X-Api-Key": "canary", Accept: "text/plain" } }, ["settings.headers.X-Api-Key"]],
    [{ headers: { Via: "Bearer canary-canary" } }, ["settings.headers.Via"]],
    [{ secrets: ["env:NEW", "canary"] }, ["settings.secrets.1"]],
    [{ bucket: { secret_access_key: "canary", access_key_id: "AK" } }, ["settings.bucket.secret_access_key"]],
    [{ note: "-----BEGIN RSA PRIVATE KEY-----\ncanary" }, ["settings.note"]],
    [{ ask: { name: "Hank", question: "Please look in your sheet." } }, []],
    [null, []],
  ])("in %j", (settings, expected) => {
    expect(places(settings)).toEqual(expected);
    expect(JSON.stringify(clearSecrets(settings, []))).not.toContain("canary");
  });
});
