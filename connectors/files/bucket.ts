import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { ConnectorError } from "#connectors/errors.ts";
import { admit, webAddress } from "#connectors/http/address.ts";
import { failureOfBucket, goneOrChanged } from "./bucket-failure.ts";
import { bucketHindrance, bucketReplacement, type Opened } from "./bucket-replacing.ts";
import { guessedPattern } from "./pattern.ts";
import type { OpenFile, Place, StoredFile } from "./place.ts";
import type { BucketSettings } from "./settings.ts";

type Guard = { internalHosts: readonly string[]; signal: AbortSignal };
type Listed = { key: string; size: number; etag: string };

/**
 * Objects of a bucket that speaks S3. Its host is resolved and judged once, and the sockets go there: https only,
 * unless an operator has listed the host. Every answer must carry the tag of the object that was listed.
 */
export function bucketPlace(settings: BucketSettings, { internalHosts, signal }: Guard): Place {
  const endpoint = webAddress(settings.endpoint ?? `https://s3.${settings.region}.amazonaws.com`);
  const host = new URL(endpoint);
  if (!settings.path_style) host.hostname = `${settings.name}.${endpoint.hostname}`;
  let client: Promise<S3Client> | undefined;

  const connected = async (): Promise<S3Client> => {
    const address = await admit(host, internalHosts);
    const family = address.includes(":") ? 6 : 4;
    const lookup = ((_host, wanted, done) => {
      if (wanted.all) done(null, [{ address, family }]);
      else done(null, address, family);
    }) as LookupFunction;
    const agent = { keepAlive: true, maxSockets: 4, lookup };
    const silence = settings.silence_seconds * 1000;
    return new S3Client({
      endpoint: endpoint.href,
      region: settings.region,
      forcePathStyle: settings.path_style,
      credentials: {
        accessKeyId: settings.access_key_id,
        secretAccessKey: settings.secret_access_key,
        ...(settings.session_token ? { sessionToken: settings.session_token } : {}),
      },
      // The runner tries again, not the library.
      maxAttempts: 1,
      followRegionRedirects: false,
      responseChecksumValidation: "WHEN_REQUIRED",
      requestHandler: {
        httpAgent: new HttpAgent(agent),
        httpsAgent: new HttpsAgent(agent),
        connectionTimeout: 10_000,
        requestTimeout: silence,
        socketTimeout: silence,
        throwOnRequestTimeout: true,
      },
    });
  };
  const asking = async <T>(
    ask: (client: S3Client, abort: { abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T> => {
    try {
      signal.throwIfAborted();
      client ??= connected();
      return await ask(await client, { abortSignal: signal });
    } catch (error) {
      throw failureOfBucket(error, signal);
    }
  };

  async function* listed(prefix: string): AsyncGenerator<Listed> {
    let from: string | undefined;
    do {
      const page = await asking((s3, abort) =>
        s3.send(
          new ListObjectsV2Command({
            Bucket: settings.name,
            Prefix: settings.prefix + prefix,
            ...(from === undefined ? {} : { ContinuationToken: from }),
          }),
          abort,
        ),
      );
      for (const one of page.Contents ?? []) {
        if (one.Key !== undefined) yield { key: one.Key, size: one.Size ?? 0, etag: one.ETag ?? "" };
      }
      from = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (from !== undefined);
  }

  const storedAs = (object: Listed, day: string | null): StoredFile => {
    const name = object.key.slice(settings.prefix.length);
    const heads = new WeakMap<OpenFile, Opened>();
    return {
      name,
      day,
      async open() {
        const { file, head } = await opened(object, name);
        heads.set(file, { bucket: settings.name, key: object.key, name, head });
        return file;
      },
      async replace(file) {
        const open = heads.get(file);
        if (open === undefined) throw goneOrChanged(name);
        return bucketReplacement(asking, open);
      },
    };
  };
  const opened = async (object: Listed, name: string) => {
    // Listed a while ago: what is read is the object as it is now, and stays that to its end.
    const head = await asking((s3, abort) =>
      s3.send(new HeadObjectCommand({ Bucket: settings.name, Key: object.key }), abort),
    );
    const etag = head.ETag ?? "";
    const file: OpenFile = {
      size: head.ContentLength ?? object.size,
      changedAt: head.LastModified?.getTime() ?? 0,
      bytes: (from, to) => pieces(object.key, etag, name, from, to),
      async verify() {},
      async close() {},
    };
    return { file, head };
  };

  async function* pieces(
    key: string,
    etag: string,
    name: string,
    from: number,
    to: number,
  ): AsyncGenerator<Buffer> {
    if (to <= from) return;
    const answer = await asking((s3, abort) =>
      s3.send(
        new GetObjectCommand({
          Bucket: settings.name,
          Key: key,
          Range: `bytes=${from}-${to - 1}`,
          ...(etag === "" ? {} : { IfMatch: etag }),
        }),
        abort,
      ),
    );
    const body = answer.Body as Readable;
    const stop = () => body.destroy(new Error("aborted"));
    signal.addEventListener("abort", stop, { once: true });
    let passed = 0;
    try {
      if (answer.ETag !== undefined && answer.ETag !== etag) throw goneOrChanged(name);
      for await (const chunk of body) {
        passed += (chunk as Buffer).length;
        yield chunk as Buffer;
      }
    } catch (error) {
      throw failureOfBucket(error, signal);
    } finally {
      signal.removeEventListener("abort", stop);
      body.destroy();
    }
    if (passed !== to - from)
      throw new ConnectorError("unreachable", "The bucket's answer ended before it was whole.");
  }

  return {
    async list(pattern) {
      const found: StoredFile[] = [];
      for await (const object of listed(pattern.prefix)) {
        const name = object.key.slice(settings.prefix.length);
        if (!pattern.fits(name)) continue;
        found.push(storedAs(object, pattern.dayOf(name)));
      }
      return found;
    },
    async every() {
      const found: StoredFile[] = [];
      for await (const object of listed(""))
        if (!object.key.endsWith("/")) found.push(storedAs(object, null));
      return found;
    },
    sweep: async () => {},
    hindrance: () => bucketHindrance(asking, settings.name),
    async names(most) {
      const names: string[] = [];
      for await (const { key } of listed("")) {
        names.push(key.slice(settings.prefix.length));
        if (names.length >= most) break;
      }
      return names.filter((name) => guessedPattern(name) !== "" && !name.endsWith("/"));
    },
    writable: async () => null,
    async close() {
      (await client?.catch(() => undefined))?.destroy();
    },
  };
}
