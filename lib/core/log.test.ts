import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const logged = (script: string) => {
  const { stderr } = spawnSync(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `import { log } from ${JSON.stringify(new URL("./log.ts", import.meta.url).href)}; ${script}`,
    ],
    { encoding: "utf8", env: { ...process.env, HABEAS_LOG: "info" } },
  );
  return stderr;
};

test("of a foreign error the log has its class and place, and nothing of its message", () => {
  const said = logged(`
    const error = new TypeError("canary\\n    at canary@example.com lives here\\n    at canary (a:1:1)");
    log.error({ err: error }, "it failed");
    error.message = "another canary";
    error.cause = new Error("\\n at canary");
    log.error({ err: error }, "it failed again");`);
  const [first = "", second = ""] = said.split("\n");
  expect(JSON.parse(first)).toMatchObject({ err: { type: "TypeError" }, msg: "it failed" });
  expect(JSON.parse(first).err.place.length).toBeGreaterThan(0);
  expect(first).not.toContain("canary");
  expect(second).not.toContain("canary@example.com");
});
