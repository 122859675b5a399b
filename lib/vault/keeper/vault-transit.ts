import { text as textOf } from "node:stream/consumers";
import { z } from "zod";
import { guardedClient } from "#connectors/http/client.ts";
import { environment, internalHosts } from "#lib/config/environment.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { KeyKeeper } from "./keeper.ts";

const maxBytes = 64 * 1024;

const encrypted = z.object({ data: z.object({ ciphertext: z.string().startsWith("vault:") }) });
const decrypted = z.object({ data: z.object({ plaintext: z.base64() }) });

/**
 * A key of HashiCorp Vault's transit engine: `address` is the server's, the mount and the key's name behind it. The context
 * is associated data of the key's own AES-GCM, so the key must be of such a kind (`aes256-gcm96`, Vault's usual one).
 */
export function vaultTransit(address: string, seconds = 5): KeyKeeper {
  const url = new URL(address);
  const parts = url.pathname.split("/").filter((part) => part !== "");
  const name = parts.pop() ?? "";
  const ask = askOf(seconds);
  const path = (act: "encrypt" | "decrypt") => `${url.origin}/v1/${parts.join("/")}/${act}/${name}`;
  return {
    id: `vault-transit:${address}`,
    async wrap(text, context) {
      const body = { plaintext: inBase64(text), associated_data: inBase64(context) };
      return Buffer.from((await ask(path("encrypt"), body, encrypted)).data.ciphertext);
    },
    async unwrap(wrapped, context) {
      const body = { ciphertext: wrapped.toString("utf8"), associated_data: inBase64(context) };
      const { plaintext } = (await ask(path("decrypt"), body, decrypted)).data;
      return Buffer.from(plaintext, "base64").toString("utf8");
    },
  };
}

const inBase64 = (text: string) => Buffer.from(text).toString("base64");

const askOf =
  (seconds: number) =>
  async <T>(address: string, body: Record<string, string>, shape: z.ZodType<T>): Promise<T> => {
    const client = guardedClient({
      internalHosts: internalHosts(),
      signal: AbortSignal.timeout(seconds * 1000),
      connectSeconds: seconds,
      silenceSeconds: seconds,
    });
    try {
      const answer = await client.send(address, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-vault-request": "true",
          "x-vault-token": environment().HABEAS_VAULT_TOKEN ?? "",
        },
        body: JSON.stringify(body),
        maxBytes,
      });
      return shape.parse(JSON.parse(await textOf(answer.bytes)));
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      const why = typeof code === "string" && /^[a-z_]{1,40}$/.test(code) ? ` (${code})` : "";
      throw new HabeasError("unavailable", `The key service of Vault did not do it${why}.`);
    } finally {
      await client.close();
    }
  };
