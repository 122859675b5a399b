import { HabeasError } from "#lib/core/errors.ts";
import type { KeyKeeper } from "./keeper.ts";

type Kms = typeof import("@aws-sdk/client-kms");

/**
 * A key of AWS KMS, by its ARN. The context is KMS's encryption context, so that KMS itself refuses to decrypt for another
 * place, and writes the place into its own log. Credentials come as the AWS SDK finds them. `milliseconds`: the
 * longest time of one act, its second try included.
 */
export function awsKms(arn: string, milliseconds = 5000): KeyKeeper {
  const region = arn.split(":")[3] ?? "";
  return {
    id: `aws-kms:${arn}`,
    wrap: (text, context) =>
      asked(region, async (client, { EncryptCommand }) => {
        const [Plaintext, EncryptionContext] = [Buffer.from(text), { habeas: context }];
        const answer = await client.send(new EncryptCommand({ KeyId: arn, Plaintext, EncryptionContext }), {
          abortSignal: AbortSignal.timeout(milliseconds),
        });
        return some(answer.CiphertextBlob);
      }),
    unwrap: (wrapped, context) =>
      asked(region, async (client, { DecryptCommand }) => {
        const [CiphertextBlob, EncryptionContext] = [wrapped, { habeas: context }];
        const command = new DecryptCommand({ KeyId: arn, CiphertextBlob, EncryptionContext });
        const answer = await client.send(command, { abortSignal: AbortSignal.timeout(milliseconds) });
        return some(answer.Plaintext).toString("utf8");
      }),
  };
}

function some(bytes: Uint8Array | undefined): Buffer {
  if (bytes === undefined || bytes.length === 0) throw new Error("EmptyAnswer");
  return Buffer.from(bytes);
}

async function asked<T>(
  region: string,
  ask: (client: InstanceType<Kms["KMSClient"]>, kms: Kms) => Promise<T>,
): Promise<T> {
  // It is large, and most houses have no use for it.
  const kms = await import("@aws-sdk/client-kms");
  const client = new kms.KMSClient({ region, maxAttempts: 2 });
  try {
    return await ask(client, kms);
  } catch (error) {
    // The name of the failure is one of a closed list; its text may hold more than anybody should read.
    const name = error instanceof Error && /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : "failure";
    throw new HabeasError("unavailable", `The key service of AWS did not do it (${name}).`);
  } finally {
    client.destroy();
  }
}
