import { describe, expect, it } from "vitest";
import { cameFromOurPage } from "./origin.ts";

const ours = "https://privacy.example.com";
const sent = (headers: Record<string, string>) => cameFromOurPage({ headers: new Headers(headers) }, ours);

describe("a form's origin", () => {
  it("is ours where the browser says so", () => {
    expect(sent({ "sec-fetch-site": "same-origin", origin: ours })).toBe(true);
    // A page with `Referrer-Policy: no-referrer` sends `Origin: null` for its own forms.
    expect(sent({ "sec-fetch-site": "same-origin", origin: "null" })).toBe(true);
    expect(sent({ origin: ours })).toBe(true);
  });

  it.each([
    { "sec-fetch-site": "cross-site", origin: ours },
    { "sec-fetch-site": "same-site", origin: "https://shop.example.com" },
    { "sec-fetch-site": "none" },
    { origin: "null" },
    { origin: "https://privacy.example.com.evil.example" },
    { origin: "http://privacy.example.com" },
    { origin: "https://privacy.example.com:8443" },
    { referer: `${ours}/ask/who` },
    {},
  ])("is foreign otherwise: %o", (headers) => {
    expect(sent(headers as Record<string, string>)).toBe(false);
  });
});
