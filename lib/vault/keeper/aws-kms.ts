import { HabeasError } from "#lib/core/errors.ts";
import type { KeyKeeper } from "./keeper.ts";

const seconds = 5;

/**
 * A key of AWS KMS, by its ARN. The context is KMS's encryption context, so that KMS itself refuses to decrypt for another
 * place, and writes the place into its own log. Credentials come as the AWS SDK finds them.
 */
export function awsKms(arn: string): KeyKeeper {
  const region = arn.split(":")[3] ?? "";
  const client = async () => {
    // It is large, and most houses have no use for it.
    const kms = await import("@aws-sdk/client-kms");
    const requestHandler = { connectionTimeout: seconds * 1000, requestTimeout: seconds * 1000 };
    return { kms, client: new kms.KMSClient({ region, maxAttempts: 2, requestHandler }) };
  };
  return {
    id: `aws-kms:${arn}`,
    wrap: (text, context) =>
      asked(async () => {
        const { kms, client: to } = await client();
        const answer = await to.send(
          new kms.EncryptCommand({
            KeyId: arn,
            Plaintext: Buffer.from(text),
            EncryptionContext: { habeas: context },
          }),
        );
        return Buffer.from(some(answer.CiphertextBlob));
      }),
    unwrap: (wrapped, context) =>
      asked(async () => {
        const { kms, client: to } = await client();
        const answer = await to.send(
          new kms.DecryptCommand({
            KeyId: arn,
            CiphertextBlob: wrapped,
            EncryptionContext: { habeas: context },
          }),
        );
        return Buffer.from(some(answer.Plaintext)).toString("utf8");
      }),
  };
}

function some(bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined || bytes.length === 0) throw new Error("EmptyAnswer");
  return bytes;
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    // The name of the failure is one of a closed list; its text may hold more than anybody should read.
    const name = error instanceof Error && /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : "failure";
    throw new HabeasError("unavailable", `The key service of AWS did not do it (${name}).`);
  }
}
