import { spawn } from "node:child_process";
import { mkdirSync, rmSync, statfsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { removePostgres } from "#workshop/postgres/leftover.ts";
import { placesIn } from "./places.ts";
import { dangers } from "./world/danger.ts";
import { lockFolder } from "./world/lock.ts";
import { FIRST_PORT, portsFrom } from "./world/ports.ts";
import { DemoError, sentenceOf } from "./world/sentence.ts";
import { startWorld, type World } from "./world.ts";

const help = `npm run demo -- [options]

Starts Larkspur, a whole company with six systems, and Habeas on top of it. Nothing leaves this computer.

  --reset        begin with nothing: the folder .habeas/demo is made anew
  --remove       remove everything the demo has made, and end
  --scale 1000   a million page views for Harriet Vance (--large is the same)
  --port N       first of the ports (default ${FIRST_PORT})
  --no-open      do not open a browser
  --help         this text
`;

const folder = fileURLToPath(new URL("../.habeas/demo", import.meta.url));
const began = performance.now();

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function say(line: string, ms?: number): void {
  console.log(ms === undefined ? `  ${line}` : `  ${line.padEnd(52)} ${seconds(ms).padStart(7)}`);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      reset: { type: "boolean", default: false },
      remove: { type: "boolean", default: false },
      large: { type: "boolean", default: false },
      scale: { type: "string" },
      port: { type: "string" },
      open: { type: "boolean", default: true },
      help: { type: "boolean", default: false },
    },
    allowNegative: true,
  });
  if (values.scale !== undefined && values.scale !== "1" && values.scale !== "1000") {
    throw new DemoError("--scale knows 1 and 1000.");
  }
  const port = values.port === undefined ? FIRST_PORT : Number(values.port);
  if (!Number.isInteger(port) || port < 1024 || port > 65_000) {
    throw new DemoError("--port wants a number from 1024 to 65000.");
  }
  return { ...values, large: values.large || values.scale === "1000", port };
}

function checkRoom(): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < 300_000_000) {
    throw new DemoError(
      `Only ${Math.floor((bavail * bsize) / 1e6)} MB are free where ${folder} lies: the demo needs about 1.5 GB with its build.`,
    );
  }
}

/** Removes all that the demo has made, unless it is running. */
async function remove(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const places = placesIn(folder);
  lockFolder(places.lock);
  await removePostgres(places.postgres);
  rmSync(folder, { recursive: true, force: true });
  console.log(`${folder} is removed.`);
}

function openBrowser(url: string): void {
  const program = process.platform === "darwin" ? "open" : process.env.DISPLAY ? "xdg-open" : null;
  if (program === null || !process.stdout.isTTY) return;
  const child = spawn(program, [url], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}

function introduce(world: World): void {
  console.log(`
Ready in ${seconds(performance.now() - began)}.

  Portal   ${world.urls.portal}         ask as Mina Okafor, mina.okafor@example.com
  Stage    ${world.urls.stage}         who you are, mail tray, trouble, look inside
  Desk     ${world.urls.portal}/desk    Alba leads, Idris works, Rosa approves, Ravi reads

Everything lies in ${folder}.
Ctrl-C stops all of it; the next start goes on where you left. Logs: ${folder}/logs
`);
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    console.log(help);
    return;
  }
  const danger = dangers(process.env);
  if (danger !== null) throw new DemoError(danger);
  if (options.remove) {
    await remove();
    return;
  }
  mkdirSync(folder, { recursive: true });
  checkRoom();
  console.log("Larkspur demo. Nothing here is real.\n");
  let ending = false;
  let world: World | undefined;
  const end = (): void => {
    if (ending) process.exit(130);
    ending = true;
    console.log("\nStopping. Press Ctrl-C again to stop at once.");
    if (world === undefined) process.exit(130);
    const started = performance.now();
    void world.stop().then(() => {
      console.log(`Stopped in ${seconds(performance.now() - started)}.`);
      process.exit(0);
    });
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  process.on("SIGHUP", end);
  const given = process.env.HABEAS_DATABASE_URL;
  world = await startWorld({
    folder,
    ports: () => portsFrom(options.port, say),
    reset: options.reset,
    large: options.large,
    restart: true,
    say,
    ...(given ? { databaseUrl: given, prefix: "habeas_demo_" } : {}),
  });
  introduce(world);
  if (options.open) openBrowser(world.urls.stage);
}

main().catch((error: unknown) => {
  console.error(`\n${sentenceOf(error, folder)}`);
  process.exit(1);
});
