import { describe, expect, it } from "vitest";
import { readForm } from "./read-form.ts";

function form(body: string | Uint8Array, type = "application/x-www-form-urlencoded") {
  return new Request("http://localhost/ask/who/send", {
    method: "POST",
    headers: { "content-type": type },
    body: body as BodyInit,
  });
}

describe("reading a form", () => {
  it("keeps what was typed, letter by letter", async () => {
    const read = await readForm(form("name=Leila%20Haddad+%D9%84%D9%8A%D9%84%D9%89&empty=&name=Last"));
    expect(read).toEqual({ ok: true, values: { name: "Last", empty: "" } });
    expect(await readForm(form("name=%D9%84%D9%8A%D9%84%D9%89"))).toMatchObject({ values: { name: "ليلى" } });
  });

  it("stops at the limit, whatever the headers say", async () => {
    expect(await readForm(form(`name=${"a".repeat(1_000_000)}`))).toEqual({ ok: false, why: "large" });
    expect(await readForm(form("name=abcdefgh"), 8)).toEqual({ ok: false, why: "large" });
  });

  it("refuses other kinds of bodies and broken text", async () => {
    expect(await readForm(form("{}", "application/json"))).toEqual({ ok: false, why: "unreadable" });
    expect(await readForm(form(new Uint8Array([0x6e, 0x3d, 0xff])))).toEqual({
      ok: false,
      why: "unreadable",
    });
  });

  it("does not let a field name reach the prototype", async () => {
    const read = await readForm(form("__proto__=x&name=Mina"));
    if (!read.ok) throw new Error("unread");
    expect(Object.getPrototypeOf(read.values)).toBe(Object.prototype);
    expect(read.values.name).toBe("Mina");
  });
});
