import { type Browser, chromium } from "playwright";
import { chooseBrowser } from "#workshop/browser.ts";

/** What one visit of a page with nothing kept cost: bytes as they went over the wire, and what the reader saw. */
export type Visit = {
  html: number;
  script: number;
  style: number;
  font: number;
  all: number;
  requests: number;
  lcp: number;
  cls: number;
};

export async function openBrowser(): Promise<Browser> {
  const { executablePath, args } = await chooseBrowser();
  return chromium.launch({ executablePath, args });
}

/** Slow 4G as the browser's own tools know it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
const slow4g = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

/** Runs in the page after it has come to rest: the browser's own account of when it painted last and what moved. */
const seen = `new Promise((resolve) => {
  const account = { lcp: 0, cls: 0 };
  const read = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  read("largest-contentful-paint", (entry) => { account.lcp = entry.startTime; });
  read("layout-shift", (entry) => { if (!entry.hadRecentInput) account.cls += entry.value; });
  setTimeout(() => resolve(account), 500);
})`;

/** Visits a page on a phone of a quarter of this machine's speed over slow 4G, with nothing kept from before. */
export async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, bypassCSP: false });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", slow4g);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    const kinds = new Map<string, string>();
    const cost: Visit = { html: 0, script: 0, style: 0, font: 0, all: 0, requests: 0, lcp: 0, cls: 0 };
    session.on("Network.responseReceived", ({ requestId, type }) => void kinds.set(requestId, type));
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      cost.requests++;
      cost.all += encodedDataLength;
      const kind = kinds.get(requestId);
      if (kind === "Document") cost.html += encodedDataLength;
      if (kind === "Script") cost.script += encodedDataLength;
      if (kind === "Stylesheet") cost.style += encodedDataLength;
      if (kind === "Font") cost.font += encodedDataLength;
    });
    await page.goto(url, { waitUntil: "networkidle" });
    const account = (await page.evaluate(seen)) as { lcp: number; cls: number };
    return { ...cost, ...account };
  } finally {
    await context.close();
  }
}
