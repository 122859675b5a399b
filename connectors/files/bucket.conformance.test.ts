import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import S3rver from "s3rver";
import { expect, test } from "vitest";
import { conform } from "#connectors/conformance/kit.ts";
import { wireTo } from "#connectors/conformance/proxy.ts";
import { failureOfWork, openOn } from "#connectors/conformance/reading.ts";
import { type Harness, mina, notOfFiles, type Person, type Rig } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { bucketPlace } from "./bucket.ts";
import { mapOf, ndjsonOf, notesTable, parquetOf, peopleTable } from "./fixture/tables.ts";
import { patternOf } from "./pattern.ts";
import { filesSettings } from "./settings.ts";

const keys = { access_key_id: "S3RVER", secret_access_key: "S3RVER" };

type BucketRig = Rig & { put(key: string, bytes: Buffer): Promise<void> };

async function start(people: readonly Person[]): Promise<BucketRig> {
  const directory = mkdtempSync(join(tmpdir(), "habeas-bucket-"));
  const server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory,
    configureBuckets: [{ name: "exports", configs: [] }],
  });
  const { port } = await server.run();
  const wire = await wireTo("127.0.0.1", port);
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: keys.access_key_id, secretAccessKey: keys.secret_access_key },
  });
  const putObject = async (key: string, bytes: Buffer) => {
    await client.send(new PutObjectCommand({ Bucket: "exports", Key: `nightly/${key}`, Body: bytes }));
  };
  const bucket = {
    name: "exports",
    endpoint: `http://127.0.0.1:${wire.port}`,
    path_style: true,
    prefix: "nightly/",
    ...keys,
  };
  const notes = notesTable(people);
  await putObject("people.parquet", parquetOf(peopleTable(people)));
  await putObject("notes/2026-03-01.ndjson", ndjsonOf(notes));
  await putObject("notes/readme.txt", Buffer.from("not a day"));
  const nobody = await unusedPort();
  return {
    settings: { bucket },
    collections: mapOf("people.parquet", "notes/{date}.ndjson"),
    internalHosts: [`127.0.0.1:${wire.port}`, `127.0.0.1:${nobody}`],
    secrets: ["S3RVER", directory],
    troubles: {
      stall: async () => wire.stall(),
      slow: async () => wire.slow(),
      cut: () => wire.cut(),
      // The test server knows keys but does not verify signatures; a wrong one is in bucket-failure.test.ts.
      wrongCredentials: { bucket: { ...bucket, access_key_id: "canary-wrong" } },
      unreachable: { bucket: { ...bucket, endpoint: `http://127.0.0.1:${nobody}` } },
    },
    dropField: () =>
      putObject(
        "people.parquet",
        parquetOf({ ...peopleTable(people), columns: ["ident", "email", "phone", "name", "secret"] }),
      ),
    addNotes: async (person, count) => {
      const rows = Array.from({ length: count }, (_, at) => [
        `m${at}`,
        person.id,
        `line ${at} ${"x ".repeat(40)}`,
      ]);
      await putObject("notes/2026-03-02.ndjson", ndjsonOf({ ...notes, rows }));
    },
    put: putObject,
    stop: async () => {
      client.destroy();
      await wire.close();
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function unusedPort(): Promise<number> {
  const wire = await wireTo("127.0.0.1", 1);
  await wire.close();
  return wire.port;
}

const harness: Harness = {
  connector: () => connectorOf("files"),
  start,
  holds: (text) => text.isWellFormed(),
  without: {
    busy: "what the store answers besides objects is in bucket-failure.test.ts",
    broken: "what the store answers besides objects is in bucket-failure.test.ts",
    half: "an object says its length; a shorter one is a cut connection",
    twice: notOfFiles.twice,
    stranger: notOfFiles.stranger,
    mayWrite: "whether the keys may write cannot be tried without writing",
  },
  manyRows: 100_000,
};

conform("files of a bucket", harness);

test("only a host that is public and https, or that an operator listed, is asked", async () => {
  const rig = await start([mina]);
  const asking = (change: object, internalHosts = rig.internalHosts) =>
    failureOfWork(async () => {
      const { bucket } = rig.settings as { bucket: object };
      const other = { ...rig, internalHosts, settings: { bucket: { ...bucket, ...change } } };
      const session = await openOn(await connectorOf("files"), other);
      await session.locate([{ kind: "email", value: mina.email }]);
    });
  expect((await asking({}, [])).code).toBe("misconfigured");
  expect((await asking({ endpoint: "https://127.0.0.1:9000" })).code).toBe("misconfigured");
  expect((await asking({ endpoint: "https://169.254.169.254" })).code).toBe("misconfigured");
  expect((await asking({ name: "another-bucket" })).code).toMatch(/misconfigured|forbidden/);
  await rig.stop();
});

test("a file that is replaced after it was opened is never read as a mixture", async () => {
  const rig = await start([mina]);
  const { bucket } = filesSettings.parse(rig.settings);
  if (bucket === undefined) throw new Error("a bucket was expected");
  const { signal } = new AbortController();
  const place = bucketPlace(bucket, { internalHosts: rig.internalHosts, signal });
  const [stored] = await place.list(patternOf("notes/{date}.ndjson", "notes"));
  const file = await stored?.open();
  if (file === undefined) throw new Error("there is a file");
  await rig.put("notes/2026-03-01.ndjson", Buffer.alloc(file.size, "x"));
  const failure = await failureOfWork(async () => {
    for await (const _ of file.bytes(0, file.size));
  });
  expect(failure.code).toBe("bad_answer");
  await place.close();
  await rig.stop();
});
