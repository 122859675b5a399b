import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("./fixture/portal.ts", import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const one of children.splice(0)) one.kill("SIGKILL");
});

async function portal(
  drainSeconds: number,
): Promise<{ child: ChildProcess; at: string; gone: Promise<unknown[]> }> {
  const child = spawn(process.execPath, [program], {
    stdio: ["ignore", "pipe", "ignore"],
    env: {
      HABEAS_DATABASE_URL: "postgres://127.0.0.1/none",
      HABEAS_ORIGIN: "https://privacy.example.com",
      HABEAS_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
      HABEAS_MAP: "map.yaml",
      HABEAS_STORE: "store",
      HABEAS_DRAIN_SECONDS: String(drainSeconds),
      NODE_ENV: "test",
    },
  });
  children.push(child);
  const gone = once(child, "exit");
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  return { child, at: `http://127.0.0.1:${line.toString().trim()}`, gone };
}

describe("FI-03 a portal that is told to stop", () => {
  it("says first that it is not ready, finishes what it answers, and ends", async () => {
    const { child, at, gone } = await portal(10);
    expect((await fetch(`${at}/ready`)).status).toBe(200);
    const slow = fetch(`${at}/slow`).then((answer) => answer.text());
    await new Promise((resolve) => setTimeout(resolve, 200));
    child.kill("SIGTERM");
    await expect.poll(async () => (await fetch(`${at}/ready`)).status, { timeout: 1500 }).toBe(503);
    expect(await slow).toBe("whole");
    expect(await gone).toEqual([143, null]);
  });

  it("cuts what does not end in its time", async () => {
    const { child, at, gone } = await portal(1);
    await fetch(`${at}/never`);
    const told = Date.now();
    child.kill("SIGTERM");
    expect(await gone).toEqual([143, null]);
    expect(Date.now() - told).toBeGreaterThanOrEqual(900);
  });
});
