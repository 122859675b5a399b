import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright";
import { packagedBrowser } from "./packaged-browser.ts";

const run = promisify(execFile);

/** A browser that was started once and answered. `source` says where it was found, for people. */
export type Browser = { executablePath: string; args: string[]; source: string };

/**
 * The tests open pages of this machine only, so the browser's own sandbox may be missing (it cannot be had as root
 * or in most containers), and it has nobody else to talk to.
 */
const args = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-default-browser-check",
  "--no-first-run",
  "--no-pings",
  "--font-render-hinting=none",
];

/**
 * Finds a browser, in this order: the one named by `HABEAS_BROWSER`, an installed Chrome or Chromium, the one that
 * Playwright downloaded, the one in the npm package `@sparticuz/chromium`.
 * @throws Error with one sentence when none can be started
 */
export async function chooseBrowser(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Browser> {
  const named = environment.HABEAS_BROWSER;
  if (named) {
    if (await starts(named)) return { executablePath: named, args, source: "HABEAS_BROWSER" };
    throw new Error(
      `HABEAS_BROWSER names ${named}, which is not a browser that starts: correct it or unset it.`,
    );
  }
  for (const [source, paths] of [
    ["installed on this machine", installed(environment.PATH ?? "")],
    ["downloaded by Playwright", downloaded()],
  ] as const) {
    for (const path of paths) {
      if (existsSync(path) && (await starts(path))) return { executablePath: path, args, source };
    }
  }
  const packaged = await packagedBrowser(starts);
  if (packaged) return { executablePath: packaged, args, source: "npm package @sparticuz/chromium" };
  throw new Error(
    "No browser was found that starts: install Chrome or Chromium, or name one with HABEAS_BROWSER=/path/to/chrome.",
  );
}

async function starts(path: string): Promise<boolean> {
  try {
    const { stdout } = await run(path, ["--version", "--no-sandbox"], { timeout: 20_000 });
    return /chrom/i.test(stdout);
  } catch {
    return false;
  }
}

function installed(path: string): string[] {
  const names = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chrome"];
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  return [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ];
}

/** Playwright's browser for this version, and the smaller headless shell that it may have fetched instead. */
function downloaded(): string[] {
  const full = chromium.executablePath();
  const store = dirname(dirname(dirname(full)));
  if (!existsSync(store)) return [];
  const shells = readdirSync(store, { recursive: true, encoding: "utf8" })
    .filter((entry) =>
      /chromium_headless_shell[^/\\]*[/\\][^/\\]+[/\\](chrome-)?headless[-_]shell$/.test(entry),
    )
    .map((entry) => join(store, entry));
  return [full, ...shells];
}
