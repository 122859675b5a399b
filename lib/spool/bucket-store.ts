import { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import { checkedKey, type Store } from "./place.ts";

/** One part at a time, so that an upload holds little; 10,000 parts are the most that S3 takes, so 50 GB a piece. */
const partBytes = 5 * 1024 * 1024;

/**
 * Sealed bytes as objects of a bucket that speaks S3. `location`: `s3://bucket/prefix`. Keys and region come from the
 * settings that the AWS SDK reads (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, a role of the machine).
 */
export function bucketStore(location: string, endpoint: string | undefined): Store {
  const { hostname: Bucket, pathname } = new URL(location);
  const prefix = pathname.replace(/^\/|\/$/g, "");
  const below = (key: string) => (prefix === "" ? checkedKey(key) : `${prefix}/${checkedKey(key)}`);
  const nameOf = (key: string) => `${below(key)}.sealed`;
  let client: Promise<S3Client> | undefined;
  const connected = () => {
    client ??= connect(endpoint);
    return client;
  };

  /** Every object below a key, a page at a time; with the names of its folders only, where asked. */
  async function* pages(key: string, foldersOnly: boolean) {
    const { ListObjectsV2Command } = await import("@aws-sdk/client-s3");
    let from: string | undefined;
    do {
      const page = await (await connected()).send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: `${below(key)}/`,
          ...(foldersOnly ? { Delimiter: "/" } : {}),
          ...(from === undefined ? {} : { ContinuationToken: from }),
        }),
      );
      yield page;
      from = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (from !== undefined);
  }

  return {
    async put(key, bytes) {
      const { Upload } = await import("@aws-sdk/lib-storage");
      const broken: { why?: unknown } = {};
      const Body = Readable.from(noticing(bytes, broken), { objectMode: false });
      const upload = new Upload({
        client: await connected(),
        params: { Bucket, Key: nameOf(key), Body },
        partSize: partBytes,
        queueSize: 1,
        // What was sent of a stream that broke is taken away; an object appears only with its last part.
        leavePartsOnError: false,
      });
      try {
        await upload.done();
      } catch (error) {
        // Why the source broke says more than that the store was then told to forget its parts.
        throw broken.why ?? error;
      } finally {
        Body.destroy();
      }
    },
    async *get(key, range) {
      const { GetObjectCommand } = await import("@aws-sdk/client-s3");
      const Range = range === undefined ? {} : { Range: `bytes=${range.from}-${range.to - 1}` };
      const answer = await (await connected()).send(
        new GetObjectCommand({ Bucket, Key: nameOf(key), ...Range }),
      );
      const body = answer.Body as Readable;
      let passed = 0;
      try {
        for await (const chunk of body) {
          passed += (chunk as Buffer).length;
          yield chunk as Buffer;
        }
      } finally {
        body.destroy();
      }
      const whole = range === undefined ? answer.ContentLength : range.to - range.from;
      if (passed !== whole) throw new Error("the store's answer ended before it was whole");
    },
    async remove(key) {
      const { DeleteObjectCommand, DeleteObjectsCommand } = await import("@aws-sdk/client-s3");
      const s3 = await connected();
      await s3.send(new DeleteObjectCommand({ Bucket, Key: nameOf(key) }));
      for await (const { Contents = [] } of pages(key, false)) {
        const Objects = Contents.map(({ Key }) => ({ Key }));
        if (Objects.length === 0) continue;
        const { Errors = [] } = await s3.send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
        );
        // The answer is 200 also where the server kept some: nobody may take them for destroyed.
        if (Errors.length > 0)
          throw new Error(`the bucket kept ${Errors.length} objects: ${Errors[0]?.Code}`);
      }
    },
    async folders(key) {
      const names: string[] = [];
      for await (const { CommonPrefixes = [] } of pages(key, true)) {
        for (const { Prefix = "" } of CommonPrefixes) names.push(Prefix.slice(below(key).length + 1, -1));
      }
      return names;
    },
  };
}

async function* noticing(bytes: AsyncIterable<Uint8Array>, broken: { why?: unknown }) {
  try {
    yield* bytes;
  } catch (error) {
    broken.why = error;
    throw error;
  }
}

async function connect(endpoint: string | undefined): Promise<S3Client> {
  const { S3Client } = await import("@aws-sdk/client-s3");
  return new S3Client({
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(process.env.AWS_REGION === undefined ? { region: "us-east-1" } : {}),
    // Not every server that speaks S3 knows the newer checksums; the sealed stream proves itself.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: 10_000, requestTimeout: 60_000 },
  });
}
