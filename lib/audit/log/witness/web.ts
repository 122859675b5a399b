import { guardedClient } from "#connectors/http/client.ts";
import { signatureHeaders } from "#connectors/http/signed-message.ts";
import { internalHosts } from "#lib/config/environment.ts";
import { mostHeld, type Witness } from "./contract.ts";

const silenceSeconds = 15;

/**
 * A service of somebody else. `POST` hands it a checkpoint, signed as Standard Webhooks wants it; `GET` asks what it has:
 * a note a line as a JSON string, the newest last, at least the newest one.
 */
export function webWitness(address: string, secrets: readonly string[]): Witness {
  return {
    async take(note, before, proof) {
      const hashes = proof.map((one) => one.toString("hex"));
      const data = { note, before, consistency: hashes };
      await ask(
        "POST",
        JSON.stringify({ type: "habeas.checkpoint", timestamp: new Date().toISOString(), data }),
      );
    },
    async held() {
      const lines = (await ask("GET", "")).split("\n").filter((line) => line !== "");
      return { lines, whole: false };
    },
  };

  async function ask(method: "GET" | "POST", body: string): Promise<string> {
    const signal = AbortSignal.timeout(2 * silenceSeconds * 1000);
    const client = guardedClient({ internalHosts: internalHosts(), signal, silenceSeconds });
    try {
      const headers = { "content-type": "application/json", ...signatureHeaders(secrets, body) };
      const answer = await client.send(address, {
        ...{ method, maxBytes: mostHeld, headers },
        ...(body === "" ? {} : { body }),
      });
      const parts: Uint8Array[] = [];
      for await (const part of answer.bytes) parts.push(part);
      return Buffer.concat(parts).toString("utf8");
    } finally {
      await client.close();
    }
  }
}
