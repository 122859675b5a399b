import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import S3rver from "s3rver";
import { conformCorrecting } from "#connectors/conformance/correcting.ts";
import type { CorrectingRig } from "#connectors/conformance/correcting-rig.ts";
import { wireTo } from "#connectors/conformance/proxy.ts";
import type { Person } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { conditional } from "./fixture/conditional.ts";
import { rigOf } from "./fixture/correcting.ts";

const keys = { access_key_id: "S3RVER", secret_access_key: "S3RVER" };
const files = { people: "people.csv", notes: "notes/2026-03-01.ndjson.gz" };

async function start(persons: readonly Person[]): Promise<CorrectingRig> {
  const directory = mkdtempSync(join(tmpdir(), "habeas-bucket-"));
  const configureBuckets = [{ name: "exports", configs: [] }];
  const server = new S3rver({ port: 0, address: "127.0.0.1", silent: true, directory, configureBuckets });
  const { port } = await server.run();
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: keys.access_key_id, secretAccessKey: keys.secret_access_key },
  });
  const store = await conditional(port, async (path) => {
    const Key = decodeURIComponent(path.replace("/exports/", ""));
    return (await client.send(new HeadObjectCommand({ Bucket: "exports", Key }))).ETag;
  });
  const wire = await wireTo("127.0.0.1", store.port);
  const at = (name: string) => ({ Bucket: "exports", Key: `nightly/${name}` });
  const shelf = {
    read: async (name: string) => {
      const body = (await client.send(new GetObjectCommand(at(name)))).Body;
      const bytes = Buffer.from((await body?.transformToByteArray()) ?? []);
      return name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
    },
    write: async (name: string, bytes: Buffer) => {
      const Body = name.endsWith(".gz") ? gzipSync(bytes) : bytes;
      await client.send(new PutObjectCommand({ ...at(name), Body }));
    },
  };
  const endpoint = `http://127.0.0.1:${wire.port}`;
  const bucket = { name: "exports", endpoint, path_style: true, prefix: "nightly/", ...keys };
  const patterns = { people: "people.csv", notes: "notes/{date}.ndjson.gz" };
  const rig: CorrectingRig = {
    ...(await rigOf(persons, files, shelf, patterns)),
    settings: { bucket, rewrite: { settled_minutes: 0 } },
    internalHosts: [`127.0.0.1:${wire.port}`],
    secrets: ["S3RVER", directory],
    forbid: async () => {
      rig.settings = { bucket };
    },
    troubles: {
      cut: async () => {
        const every = setInterval(() => void wire.cut(), 5);
        return async () => clearInterval(every);
      },
      slow: async () => wire.slow(),
    },
    stop: async () => {
      client.destroy();
      await wire.close();
      await store.close();
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return rig;
}

conformCorrecting("files of a bucket", {
  connector: () => connectorOf("files"),
  start,
  without: {
    busy: "what the store answers besides objects is in bucket-failure.test.ts",
    broken: "what the store answers besides objects is in bucket-failure.test.ts",
    lost: "a put whose answer is lost is read anew by the next look, as `cut` shows",
    refused: "no store refuses a text; what a format cannot hold is among the hostile texts",
    typed: "values of other types than text are in correct.test.ts",
  },
});
