import { describe, expect, it } from "vitest";
import { newToken } from "#lib/core/token.ts";
import { asToken, cookieName, setCookie } from "./cookies.ts";

describe("the portal's cookies", () => {
  it("are bound to host and encryption where the address is https", () => {
    expect(cookieName("habeas_browser", "https://privacy.example.com")).toBe("__Host-habeas_browser");
    expect(setCookie("habeas_person", "abc", 60, "https://privacy.example.com")).toBe(
      "__Host-habeas_person=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
    );
    expect(setCookie("habeas_browser", "abc", 0, "http://localhost:4000")).toBe(
      "habeas_browser=abc; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
    );
  });

  it("count only in the shape we make", () => {
    const token = newToken();
    expect(asToken(token)).toBe(token);
    for (const tampered of [
      undefined,
      "",
      token.slice(1),
      `${token}A`,
      `${token.slice(0, 42)}%`,
      "x".repeat(9_000),
    ]) {
      expect(asToken(tampered)).toBeUndefined();
    }
  });
});
