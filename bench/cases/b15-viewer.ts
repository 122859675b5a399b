import { createHash } from "node:crypto";
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright";
import type { BundleFacts, Letter } from "#lib/bundle/contents.ts";
import { inventedFacts, ownKey, pieces } from "#lib/bundle/fixture/source.ts";
import { writeBundle } from "#lib/bundle/write.ts";
import type { OpenFile, Package, StepFiles } from "#lib/bundle/zip/package.ts";
import { chooseBrowser } from "#workshop/browser.ts";
import { compare, type Side } from "../harness/pairs.ts";
import type { Bench } from "../run.ts";

const small = 1_000;
const searched = 100_000;
const large = 1_000_000;
const perPiece = 500;

/** A package that lies unpacked in a folder, as a person has it who opens it. */
function inFolder(folder: string): Package {
  const files: StepFiles = {
    begin(path): OpenFile {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      const out = createWriteStream(join(folder, path));
      const hash = createHash("sha256");
      let bytes = 0;
      return {
        write(piece) {
          hash.update(piece);
          bytes += piece.length;
          return new Promise((settle, fail) => out.write(piece, (error) => (error ? fail(error) : settle())));
        },
        end: () => new Promise((settle) => out.end(() => settle({ bytes, sha256: hash.digest("hex") }))),
      };
    },
    async add(path, content) {
      const file = files.begin(path);
      for await (const piece of content) await file.write(Buffer.from(piece));
      return file.end();
    },
  };
  return { step: (_name, work) => work(files), finish: async () => ({ bytes: 0, sha256: "" }) };
}

function factsOf(rows: number): BundleFacts {
  async function* lines() {
    for (let from = 0; from < rows; from += perPiece) {
      let text = "";
      for (let i = from; i < Math.min(rows, from + perPiece); i += 1) {
        const note = `${(i * 2_654_435_761) >>> 0} Please leave it at the door, Łódź ${i % 97}`;
        text += `${ownKey}\t${JSON.stringify({ number: i, note, total: i / 4 })}\n`;
      }
      yield Buffer.from(text);
    }
  }
  return inventedFacts({ orders: { rows, open: lines } });
}

const letter: Letter = {
  pdf: () => pieces(Buffer.from("%PDF-1.7\n"), 9),
  html: "<p>Letter",
  text: "Letter\n",
};

async function bundleOf(home: string, rows: number): Promise<{ url: string; parsed: number }> {
  const folder = join(home, String(rows));
  await writeBundle({ ...factsOf(rows), letter }, inFolder(folder));
  const atOpen = ["START-HERE.html", "viewer/app.js", "viewer/app.css", "viewer/index.js"];
  const parsed = atOpen.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  return { url: pathToFileURL(join(folder, "START-HERE.html")).href, parsed };
}

type Opened = { ms: number; paint: number; heap: number; requests: number };

/** Opens START-HERE.html in a browser that has just been started, until its search can be used. */
async function opened(executablePath: string, args: string[], url: string): Promise<Opened> {
  const browser = await chromium.launch({ executablePath, args });
  try {
    const { page, outside } = await watched(browser);
    const began = performance.now();
    await page.goto(url);
    await page.getByRole("searchbox").waitFor();
    const ms = performance.now() - began;
    const paint = await page.evaluate(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    );
    return { ms, paint, heap: await heapOf(page), requests: outside() };
  } finally {
    await browser.close();
  }
}

async function watched(browser: Browser): Promise<{ page: Page; outside: () => number }> {
  const page = await browser.newPage();
  let outside = 0;
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) outside += 1;
  });
  return { page, outside: () => outside };
}

/** Bytes in use after the garbage was collected. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}

/** Milliseconds of searches for a word that one record holds: the first reads the disk, the second has it in memory. */
async function searches(
  executablePath: string,
  args: string[],
  url: string,
): Promise<[number, number, number]> {
  const browser = await chromium.launch({ executablePath, args });
  try {
    const { page } = await watched(browser);
    await page.goto(`${url}#records`);
    await page.locator("article.card").first().waitFor();
    const search = () =>
      page.evaluate(async () => {
        const said = document.querySelector("#view [role=status]");
        const input = document.querySelector<HTMLInputElement>("#view input[type=search]");
        if (!said || !input?.form) return Number.NaN;
        input.value = "2654435761";
        const began = performance.now();
        input.form.requestSubmit();
        while (!said.textContent?.startsWith("1 record found.")) await new Promise((go) => setTimeout(go));
        return performance.now() - began;
      });
    return [await search(), await search(), await heapOf(page)];
  } finally {
    await browser.close();
  }
}

export const bench: Bench = {
  title:
    "the viewer: a million-row bundle opened cold from disk over one of 1,000 rows (pass: 1.3, first paint 300 ms, heap 60 MB, 400 kB parsed)",
  async run() {
    const home = mkdtempSync(join(tmpdir(), "habeas-b15-"));
    try {
      const { executablePath, args } = await chooseBrowser();
      const big = await bundleOf(home, large);
      const little = await bundleOf(home, small);
      const middle = await bundleOf(home, searched);
      const side =
        (url: string, note: (one: Opened) => Record<string, number>): Side =>
        async () => {
          const one = await opened(executablePath, args, url);
          return { ms: one.ms, made: `${one.requests} requests outside`, note: note(one) };
        };
      const result = await compare(
        side(big.url, (one) => ({ "first paint ms": one.paint, "heap MB": one.heap / 1e6 })),
        side(little.url, (one) => ({ "first paint of 1k ms": one.paint })),
      );
      const [cold, warm] = await searches(executablePath, args, middle.url);
      const [everything, , heap] = await searches(executablePath, args, big.url);
      Object.assign(result.notes, {
        "kB parsed at open": big.parsed / 1000,
        "search of 100k from disk ms": cold,
        "search of 100k again ms": warm,
        "search of 1M ms": everything,
        "heap after it MB": heap / 1e6,
      });
      return { "opened, ready to search": result };
    } finally {
      rmSync(home, { recursive: true });
    }
  },
};
