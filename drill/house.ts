import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import S3rver from "s3rver";
import { ensureBuild } from "#demo/world/build.ts";
import { answersAt, type Child, childOf } from "#demo/world/child.ts";
import { freePort } from "#demo/world/ports.ts";
import { startWorld, type World } from "#demo/world.ts";
import { openProxy } from "./proxy.ts";

/** An installation as the guide describes it: two portals behind a proxy, two workers, Postgres and a store that speaks S3. */
export type DrillHouse = {
  world: World;
  env: Record<string, string>;
  origin: string;
  portals: readonly Child[];
  workers: readonly Child[];
  /** Whether a portal says that it is ready. */
  ready(): Promise<boolean>;
  /** One command of the operator. Throws with its words where it fails. */
  habeas(...words: string[]): string;
  close(): Promise<void>;
};

const checkout = join(import.meta.dirname, "..");

/** Installs everything in a folder of its own. The portal is built where it is not yet. */
export async function install(folder: string, say: (line: string) => void): Promise<DrillHouse> {
  const world = await startWorld({ folder, portal: false, worker: false, stage: false, fast: true, say });
  const build = await ensureBuild(checkout, join(folder, "logs"));
  mkdirSync(join(folder, "s3"), { recursive: true });
  const bucket = new S3rver({
    ...{ port: 0, address: "127.0.0.1", silent: true, directory: join(folder, "s3") },
    configureBuckets: [{ name: "habeas", configs: [] }],
  });
  const store = await bucket.run();
  const env: Record<string, string> = {
    ...world.env,
    HABEAS_STORE: "s3://habeas/drill",
    HABEAS_STORE_ENDPOINT: `http://127.0.0.1:${store.port}`,
    ...{ AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER", AWS_REGION: "eu-west-1" },
    HABEAS_WITNESS: `file:${join(folder, "witness")}`,
    HABEAS_LEDGER: join(folder, "ledger"),
    HABEAS_ADDRESS_HEADER: "x-forwarded-for",
    HABEAS_FILINGS_BEFORE_EFFORT: "100000",
  };
  const first = await freePort();
  const ports = [first, await freePort([first])];
  const common = { env, cwd: checkout, restart: false, notice: say };
  const portals = ports.map((port, n) =>
    childOf({
      ...common,
      name: `portal ${n + 1}`,
      script: build.server,
      env: { ...env, PORT: String(port), HOSTNAME: "127.0.0.1" },
      logFile: join(folder, "logs", `portal-${n + 1}.log`),
      isReady: answersAt(`http://127.0.0.1:${port}/api/health`),
    }),
  );
  const workers = ["1", "2"].map((n) =>
    childOf({
      ...common,
      name: `worker ${n}`,
      script: join(checkout, "lib/worker/main.ts"),
      logFile: join(folder, "logs", `worker-${n}.log`),
      readyWords: "the worker is ready",
    }),
  );
  const origin = env.HABEAS_ORIGIN ?? "";
  const proxy = await openProxy(Number(new URL(origin).port), ports);
  await Promise.all([...portals, ...workers].map((one) => one.start()));
  return {
    ...{ world, env, origin, portals, workers },
    ready: () =>
      fetch(`${origin}/api/health?ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    habeas(...words) {
      const command = [join(checkout, "cli/habeas.ts"), ...words];
      const { status, stdout, stderr } = spawnSync(process.execPath, command, {
        env: env as NodeJS.ProcessEnv,
        cwd: checkout,
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(`habeas ${words.join(" ")}: ${stderr || stdout}`);
      return stdout.trim();
    },
    async close() {
      await Promise.all([...portals, ...workers].map((one) => one.stop()));
      await proxy.close();
      await bucket.close();
      await world.stop();
    },
  };
}
