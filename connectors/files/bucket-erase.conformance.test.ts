import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import S3rver from "s3rver";
import { expect, test } from "vitest";
import type { Collection } from "#connectors/collection.ts";
import { conformErasing, type ErasingRig, type Lying } from "#connectors/conformance/erasing.ts";
import { wireTo } from "#connectors/conformance/proxy.ts";
import { failureOfWork } from "#connectors/conformance/reading.ts";
import { mina, type Person } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { bucketPlace } from "./bucket.ts";
import { csvOf, mapOf, ndjsonOf, notesTable, peopleTable } from "./fixture/tables.ts";
import { patternOf } from "./pattern.ts";
import { filesSettings } from "./settings.ts";

const keys = { access_key_id: "S3RVER", secret_access_key: "S3RVER" };
const names = ["people.csv", "notes/2026-03-01.ndjson.gz"] as const;

type BucketRig = ErasingRig & {
  put(key: string, bytes: Buffer): Promise<void>;
  head(key: string): Promise<object>;
};

async function start(persons: readonly Person[]): Promise<BucketRig> {
  const directory = mkdtempSync(join(tmpdir(), "habeas-bucket-"));
  const configureBuckets = [{ name: "exports", configs: [] }];
  const server = new S3rver({ port: 0, address: "127.0.0.1", silent: true, directory, configureBuckets });
  const { port } = await server.run();
  const wire = await wireTo("127.0.0.1", port);
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: keys.access_key_id, secretAccessKey: keys.secret_access_key },
  });
  const at = (key: string) => ({ Bucket: "exports", Key: `nightly/${key}` });
  const putObject = async (key: string, bytes: Buffer) => {
    const Body = key.endsWith(".gz") ? gzipSync(bytes) : bytes;
    const kept = { ContentType: "text/x-export", Metadata: { origin: "till" } };
    await client.send(new PutObjectCommand({ ...at(key), ...kept, Body }));
  };
  const read = async (key: string): Promise<Buffer> => {
    const body = (await client.send(new GetObjectCommand(at(key)))).Body;
    const bytes = Buffer.from((await body?.transformToByteArray()) ?? []);
    return key.endsWith(".gz") ? gunzipSync(bytes) : bytes;
  };
  await putObject(names[0], csvOf(peopleTable(persons)));
  await putObject(names[1], ndjsonOf(notesTable(persons)));
  const endpoint = `http://127.0.0.1:${wire.port}`;
  const bucket = { name: "exports", endpoint, path_style: true, prefix: "nightly/", ...keys };
  const collections = mapOf("people.csv", "notes/{date}.ndjson.gz");
  const erasure = { act: "anonymise", fields: { name: "keyed_hash", email: "null" } } as const;
  const rig: BucketRig = {
    settings: { bucket, rewrite: { settled_minutes: 0 } },
    collections,
    anonymising: collections.map((one): Collection => (one.name === "people" ? { ...one, erasure } : one)),
    internalHosts: [`127.0.0.1:${wire.port}`],
    secrets: ["S3RVER", directory],
    async lying() {
      const lines = await Promise.all(names.map(async (name) => (await read(name)).toString().split("\n")));
      const idIn = (line: string) =>
        persons.find(({ id }) =>
          [id.replaceAll('"', '""'), JSON.stringify(id).slice(1, -1)].some((one) => line.includes(one)),
        )?.id ?? null;
      return lines.flat().flatMap((bytes): Lying[] => (bytes === "" ? [] : [{ bytes, person: idIn(bytes) }]));
    },
    putBack: () => putObject(names[0], csvOf(peopleTable(persons))),
    plant: async (text) => {
      await putObject("notes/readme.txt", Buffer.from(text));
      return { table: "notes/readme.txt", column: "the file's text" };
    },
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
    put: putObject,
    head: (key) => client.send(new HeadObjectCommand(at(key))),
    stop: async () => {
      client.destroy();
      await wire.close();
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return rig;
}

conformErasing("files of a bucket", {
  connector: () => connectorOf("files"),
  start,
  without: {
    busy: "what the store answers besides objects is in bucket-failure.test.ts",
    broken: "what the store answers besides objects is in bucket-failure.test.ts",
  },
});

test("an object that was replaced meanwhile is left alone, and a large one goes up in parts", async () => {
  const rig = await start([mina]);
  const { bucket } = filesSettings.parse(rig.settings);
  if (bucket === undefined) throw new Error("a bucket was expected");
  const place = bucketPlace(bucket, {
    internalHosts: rig.internalHosts,
    signal: new AbortController().signal,
  });
  const opened = async () => {
    const [stored] = await place.list(patternOf("people.csv", "people"));
    if (stored === undefined) throw new Error("there is an object");
    return { stored, replacement: await stored.replace(await stored.open()) };
  };
  const first = await opened();
  await first.replacement.write(Buffer.from("ours"));
  await rig.put("people.csv", Buffer.from("theirs"));
  expect((await failureOfWork(() => first.replacement.commit())).code).toBe("bad_answer");
  await first.replacement.abandon();
  const second = await opened();
  for (let part = 0; part < 3; part += 1) await second.replacement.write(Buffer.alloc(9 * 1024 * 1024, "x"));
  await second.replacement.commit();
  expect(await rig.head("people.csv")).toMatchObject({
    ContentLength: 27 * 1024 * 1024,
    ContentType: "text/x-export",
    Metadata: { origin: "till" },
  });
  await place.close();
  await rig.stop();
});
