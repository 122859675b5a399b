import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { revealValue } from "#lib/fanout/reveal.ts";
import { currentMap } from "#lib/map/current.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { aboutKind } from "./about-kind.ts";
import { answerStep, readDraft, sendDraft, startDraft } from "./draft.ts";
import { fileRequest } from "./file.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

const count = async () =>
  (await house.query<{ n: number }>("select count(*)::int as n from request"))[0]?.n ?? 0;

const you = { name: "Mina Okafor", email: "mina.okafor@example.com", otherEmails: "", phone: "" };

async function filled(change: Record<string, string> = {}) {
  const visitor = way.newVisitor();
  await startDraft(visitor, "access");
  await answerStep(visitor, "who", { who: "self" });
  await answerStep(visitor, "where", { place: "IE" });
  await answerStep(visitor, "you", { ...you, ...change });
  await answerStep(visitor, "what", { scope: "everything" });
  const draft = await readDraft(visitor);
  return { visitor, formKey: draft?.formKey ?? "", draft };
}

describe("filing", () => {
  it("of one form in twenty posts at the same moment makes one request with one clock", async () => {
    const visitor = way.newVisitor();
    const before = await count();
    const once = randomUUID();
    const filed = await Promise.all(
      Array.from({ length: 20 }, () => fileRequest(visitor, way.asked(), once, "portal")),
    );
    expect(new Set(filed.map((one) => one.reference)).size).toBe(1);
    expect((await count()) - before).toBe(1);
    const chain = filed[0]?.requestId;
    expect(await house.query("select 1 from audit_event where chain = $1", [chain])).toHaveLength(1);
    expect(await house.query("select 1 from request_key where request_id = $1", [chain])).toHaveLength(1);
  });

  it("of different forms at the same moment makes a request for each", async () => {
    const filed = await Promise.all(Array.from({ length: 20 }, () => way.file()));
    expect(new Set(filed.map((one) => one.reference)).size).toBe(20);
  });

  it("without a usable address leaves nothing behind", async () => {
    const before = await count();
    for (const email of [
      "",
      "mina",
      "mina@example.com, noor@example.net",
      "mina@example.com\nBcc: x@example.com",
    ]) {
      await expect(
        fileRequest(way.newVisitor(), { ...way.asked(), email }, randomUUID(), "portal"),
      ).rejects.toMatchObject({ code: "invalid" });
    }
    expect(await count()).toBe(before);
  });

  it("keeps further addresses as claimed, each once and in the form in which systems are asked", async () => {
    const { reference } = await way.fileAndProve({
      otherEmails: "Mina.New@Example.com, mina.new@example.com; MINA.OKAFOR@example.com\nnot an address",
    });
    const { identifiers } = await readRequestFile(way.operator, reference);
    expect(identifiers.map((one) => `${one.origin} ${one.value.masked}`)).toEqual([
      "proven m•••@example.com",
      "claimed m•••@example.com",
    ]);
    // What was typed is still there to be read, as it was typed.
    expect(await revealValue(way.operator, reference, "others", "")).toContain("not an address");
  });
});

describe("a draft", () => {
  it("sent twice, in a row or at the same moment, is one request", async () => {
    const { visitor, formKey } = await filled();
    const before = await count();
    const sent = await Promise.all([1, 2, 3].map(() => sendDraft(visitor, formKey)));
    sent.push(await sendDraft(visitor, formKey));
    expect(new Set(sent.map(([one]) => one?.reference)).size).toBe(1);
    expect((await count()) - before).toBe(1);
    expect((await readDraft(visitor))?.sentReference).toBe(sent[0]?.[0]?.reference);
  });

  it("is answered in the language that the person chose, where the company answers in it", async () => {
    for (const [asked, kept] of [
      ["ar", "ar"],
      ["tlh", "en"],
      [undefined, "en"],
    ] as const) {
      const { visitor, formKey } = await filled();
      const [sent] = await sendDraft(visitor, formKey, asked);
      const rows = await house.query("select language from request where reference = $1", [sent?.reference]);
      expect(rows, asked).toEqual([{ language: kept }]);
    }
  });

  it("changed after it was sent is another request, with a form of its own", async () => {
    const { visitor, formKey } = await filled();
    const [first] = await sendDraft(visitor, formKey);
    await answerStep(visitor, "what", { scope: "some", details: "only orders" });
    await expect(sendDraft(visitor, formKey)).rejects.toMatchObject({ code: "conflict" });
    const again = await readDraft(visitor);
    const [second] = await sendDraft(visitor, again?.formKey ?? "");
    expect(second?.reference).not.toBe(first?.reference);
  });

  it("keeps every wrong answer with its error, and nothing of it moves on", async () => {
    const { visitor, formKey } = await filled();
    const typed = { name: "", email: "mina(at)example.com", otherEmails: "x", phone: "+353 1" };
    expect(await answerStep(visitor, "you", typed)).toMatchObject({ ok: false, draft: { next: "you" } });
    const draft = await readDraft(visitor);
    expect(draft?.values).toMatchObject(typed);
    expect(draft?.errors).toEqual({ name: "you.name.missing", email: "you.email.format" });
    expect(draft?.values.place).toBe("IE");
    await expect(sendDraft(visitor, formKey)).rejects.toMatchObject({ code: "conflict" });
    expect(await answerStep(visitor, "you", you)).toMatchObject({ ok: true, draft: { next: "check" } });
    expect((await readDraft(visitor))?.errors).toEqual({});
  });

  it.each([
    ["a NUL", "Mina\u0000 Okafor", true],
    ["a direction override", "Mina\u202e Okafor", false],
    ["an isolate", "Mina\u2066 Okafor", false],
    ["a bell", "Mina\u0007", false],
    ["a lone surrogate", "Mina \ud83d", true],
    ["letters of any script", "ミナ Окафор אבי", true],
    ["a megabyte", "m".repeat(1024 * 1024), false],
    ["what looks like code", `"'><script>alert(1)</script>{{7*7}}`, true],
  ])("with %s in the name is answered, kept and read again", async (_what, name, ok) => {
    const visitor = way.newVisitor();
    await startDraft(visitor, "access");
    expect((await answerStep(visitor, "you", { ...you, name })).ok).toBe(ok);
    const kept = (await readDraft(visitor))?.values.name ?? "";
    expect(name.replaceAll("\u0000", "").startsWith(kept)).toBe(true);
    expect(kept.length).toBeGreaterThanOrEqual(Math.min(name.length - 1, 5_000));
  });

  it("knows only the questions of its step, whatever else is posted", async () => {
    const visitor = way.newVisitor();
    await startDraft(visitor, "opt_out");
    await answerStep(visitor, "where", {
      place: "IE",
      right: "access",
      formKey: "mine",
      sentReference: "LK-1",
      __proto__: "x",
    });
    const draft = await readDraft(visitor);
    expect(draft).toMatchObject({ right: "opt_out", sentReference: null, values: { place: "IE" } });
    expect(Object.keys(draft?.values ?? {})).toEqual(["place", "placeHint"]);
  });

  it("is one browser's, and is gone after seven days", async () => {
    const { visitor, formKey } = await filled();
    expect(await readDraft(way.newVisitor())).toBeNull();
    expect(await readDraft({ kind: "visitor", browser: "" })).toBeNull();
    await expect(startDraft({ kind: "visitor", browser: "" }, "access")).rejects.toMatchObject({
      code: "invalid",
    });
    await house.query("update draft set expires_at = now()");
    expect(await readDraft(visitor)).toBeNull();
    await expect(sendDraft(visitor, formKey)).rejects.toMatchObject({ code: "gone" });
    await expect(answerStep(visitor, "who", { who: "self" })).rejects.toMatchObject({ code: "gone" });
  });

  it("of a correction asks what is wrong", async () => {
    const visitor = way.newVisitor();
    await startDraft(visitor, "rectification");
    expect((await answerStep(visitor, "what", { scope: "everything", wrong: " " })).ok).toBe(false);
    expect((await readDraft(visitor))?.errors).toMatchObject({ wrong: "what.wrong.missing" });
    expect((await answerStep(visitor, "what", { scope: "everything", wrong: "My street" })).ok).toBe(true);
  });

  it("for another right begins anew and asks nobody to type name and address twice", async () => {
    const { visitor, formKey } = await filled();
    const other = await startDraft(visitor, "erasure");
    expect(other).toMatchObject({ right: "erasure", done: [], next: "who", sentReference: null });
    expect(other.values).toMatchObject({ name: you.name, email: you.email, place: "IE" });
    expect(other.formKey).not.toBe(formKey);
    expect((await startDraft(visitor, "erasure")).formKey).toBe(other.formKey);
  });

  it("begun by a link in somebody's copy names the kind of data, and keeps what was typed", async () => {
    const visitor = way.newVisitor();
    const [system] = currentMap().systems;
    const [kind] = system?.collections ?? [];
    const named = { system: system?.id, collection: kind?.name };
    const about = `${kind?.label} (${system?.title})`;
    expect(aboutKind("rectification", { ...named, collection: "nothing" })).toEqual({});
    const begun = await startDraft(visitor, "rectification", aboutKind("rectification", named));
    expect(begun.whats.rectification).toEqual({ wrong: `${about}: ` });
    await answerStep(visitor, "what", { scope: "everything", wrong: "My street" });
    const again = await startDraft(visitor, "rectification", aboutKind("rectification", named));
    expect(again.whats.rectification).toMatchObject({ wrong: "My street" });
    const other = await startDraft(visitor, "erasure", aboutKind("erasure", named));
    expect(other.whats.erasure).toEqual({ scope: "some", details: about });
  });

  it("of somebody who asks for another person says for whom and by what right", async () => {
    const visitor = way.newVisitor();
    await startDraft(visitor, "access");
    expect(await answerStep(visitor, "who", { who: "other" })).toMatchObject({
      ok: false,
      draft: { next: "who" },
    });
    expect((await readDraft(visitor))?.errors).toEqual({
      relation: "who.relation.missing",
    });
    expect((await answerStep(visitor, "who", { who: "other", relation: "parent", theirName: "Bo" })).ok).toBe(
      true,
    );
  });
});
