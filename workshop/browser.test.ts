import { createServer } from "node:http";
import { chromium } from "playwright";
import { expect, test } from "vitest";
import { chooseBrowser } from "./browser.ts";

test("finds a browser that opens a page, presses a button and takes a picture", async () => {
  const server = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(`<button onclick="document.title = 'pressed'">Press</button>`);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const { executablePath, args } = await chooseBrowser();
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage({ viewport: { width: 320, height: 200 } });
    await page.goto(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`);
    await page.getByRole("button", { name: "Press" }).click();
    expect(await page.title()).toBe("pressed");
    const picture = await page.screenshot();
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([320, 200]);
  } finally {
    await browser.close();
    server.close();
  }
});

test("a named browser that does not start is named in the complaint", async () => {
  await expect(chooseBrowser({ HABEAS_BROWSER: "/nowhere/chrome" })).rejects.toThrow(
    "HABEAS_BROWSER names /nowhere/chrome, which is not a browser that starts: correct it or unset it.",
  );
});
