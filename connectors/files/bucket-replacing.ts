import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetBucketVersioningCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { ConnectorError } from "#connectors/errors.ts";
import { goneOrChanged } from "./bucket-failure.ts";
import type { Replacement } from "./place.ts";

/** Asks the store; failures are `ConnectorError`. */
export type Asking = <T>(
  ask: (client: S3Client, abort: { abortSignal: AbortSignal }) => Promise<T>,
) => Promise<T>;

/** An object as it was opened. */
export type Opened = { bucket: string; key: string; name: string; head: HeadObjectCommandOutput };

const partBytes = 16 * 1024 * 1024;
const earlier = "The bucket keeps earlier versions of its objects, in which the records would stay.";

/**
 * Writes an object anew: nothing of it can be seen before `commit`, and that puts it there only where the object is
 * still the one that was opened. Stores that do not heed `If-Match` are asked for the tag just before.
 */
export function bucketReplacement(asking: Asking, { bucket, key, name, head }: Opened): Replacement {
  if (head.VersionId !== undefined && head.VersionId !== "null")
    throw new ConnectorError("misconfigured", `${earlier} They must be erased by hand.`);
  const object = { Bucket: bucket, Key: key };
  const etag = head.ETag === undefined ? {} : { IfMatch: head.ETag };
  const parts: { ETag?: string; PartNumber: number }[] = [];
  let held: Buffer[] = [];
  let size = 0;
  let upload: string | undefined;

  const sendPart = async () => {
    const body = Buffer.concat(held);
    held = [];
    size = 0;
    upload ??= (
      await asking((s3, abort) =>
        s3.send(new CreateMultipartUploadCommand({ ...object, ...keptWith(head) }), abort),
      )
    ).UploadId;
    const PartNumber = parts.length + 1;
    const sent = await asking((s3, abort) =>
      s3.send(new UploadPartCommand({ ...object, UploadId: upload, PartNumber, Body: body }), abort),
    );
    parts.push({ PartNumber, ...(sent.ETag === undefined ? {} : { ETag: sent.ETag }) });
  };
  return {
    async write(bytes) {
      held.push(bytes);
      size += bytes.length;
      if (size >= partBytes) await sendPart();
    },
    async commit() {
      const now = await asking((s3, abort) => s3.send(new HeadObjectCommand(object), abort));
      if (now.ETag !== head.ETag) throw goneOrChanged(name);
      if (upload === undefined) {
        const Body = Buffer.concat(held);
        await asking((s3, abort) =>
          s3.send(new PutObjectCommand({ ...object, ...keptWith(head), ...etag, Body }), abort),
        );
        return;
      }
      if (size > 0) await sendPart();
      const whole = { ...object, ...etag, UploadId: upload, MultipartUpload: { Parts: parts } };
      await asking((s3, abort) => s3.send(new CompleteMultipartUploadCommand(whole), abort));
      upload = undefined;
    },
    async abandon() {
      const UploadId = upload;
      upload = undefined;
      if (UploadId === undefined) return;
      await asking((s3, abort) =>
        s3.send(new AbortMultipartUploadCommand({ ...object, UploadId }), abort),
      ).catch(() => undefined);
    },
  };
}

/** What stands beside an object's bytes and stays with them. */
function keptWith(head: HeadObjectCommandOutput) {
  const { ContentType, ContentEncoding, ContentDisposition, ContentLanguage, CacheControl, Metadata } = head;
  const { StorageClass, ServerSideEncryption, SSEKMSKeyId } = head;
  const all = {
    ContentType,
    ContentEncoding,
    ContentDisposition,
    ContentLanguage,
    CacheControl,
    Metadata,
    StorageClass,
    ServerSideEncryption,
    SSEKMSKeyId,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [name in keyof typeof all]?: NonNullable<(typeof all)[name]>;
  };
}

/** Why nothing can be erased in a bucket: it keeps what is replaced. Null where it does not, or does not say. */
export async function bucketHindrance(asking: Asking, bucket: string): Promise<string | null> {
  const found = await asking((s3, abort) =>
    s3.send(new GetBucketVersioningCommand({ Bucket: bucket }), abort),
  ).catch((error: unknown) => {
    // Whoever may not ask, or cannot, is told by the object itself.
    if (error instanceof ConnectorError && ["forbidden", "bad_answer", "unreachable"].includes(error.code))
      return undefined;
    throw error;
  });
  return found?.Status === undefined ? null : earlier;
}
