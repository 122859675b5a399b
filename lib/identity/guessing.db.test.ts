import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newToken } from "#lib/core/token.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { sendCode, tryCode, tryLink } from "#lib/request/prove.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { takeTry } from "./breaker.ts";
import { issueCode } from "./code.ts";
import { askToSignIn, trySignInCode, trySignInLink, waitsForSignIn } from "./mailbox-sign-in.ts";
import { actorOf } from "./session.ts";

const full = process.argv.includes("--full") || process.env.HABEAS_FULL === "1";
const identities = full ? 10_000 : 60;
const budget = 100;

let house: House;
beforeAll(async () => {
  house = await openHouse(["shop"], { HABEAS_CODE_TRIES: String(budget) });
});
afterAll(() => house.close());

const noTries = () => house.query("delete from code_window");

/** Work done by so many at the same time. */
async function inParallel<T>(
  count: number,
  lanes: number,
  work: (index: number) => Promise<T>,
): Promise<T[]> {
  const done: T[] = [];
  let next = 0;
  const lane = async () => {
    while (next < count) done.push(await work(next++));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done;
}

async function mailOf(kind: "code" | "sign_in", requestId: string | null) {
  if (requestId) return (await way.owedTo(requestId)).findLast((one) => one.kind === kind)?.vars;
  const { notice } = await import("#drizzle/schema/notice.ts");
  const { noticeContext, noticeKey } = await import("#lib/jobs/outbox.ts");
  const { open } = await import("#lib/vault/seal.ts");
  const rows = await database().select().from(notice);
  const [row] = rows.filter((one) => one.kind === kind).sort((a, b) => +b.createdAt - +a.createdAt);
  if (!row?.sealed) return undefined;
  const key = await inTransaction((tx) => noticeKey(tx, null));
  const { vars } = JSON.parse(open(key, noticeContext(row.id), row.sealed)) as {
    vars: Record<string, string>;
  };
  return vars;
}

describe("guessing codes", () => {
  it(
    `of ${identities} identities over parallel connections is compared with the budget's number at most`,
    async () => {
      await noTries();
      const references = Array.from({ length: identities }, (_, n) => `GU-${String(n).padStart(5, "0")}`);
      const browsers = references.map(() => newToken());
      // The codes are made as cheaply as the table allows: what counts here is how many guesses are compared.
      await inParallel(identities, 8, (n) =>
        inTransaction((tx) =>
          issueCode(tx, { kind: "reference", of: references[n] ?? "" }, browsers[n] ?? ""),
        ),
      );
      const verdicts = await inParallel(identities * 3, 16, (n) => {
        const at = n % identities;
        const browser = browsers[at] ?? "";
        return tryGuess(references[at] ?? "", browser);
      });
      const compared = await house.query<{ tries: string }>(
        "select coalesce(sum(attempts), 0) as tries from challenge",
      );
      expect(Number(compared[0]?.tries)).toBe(Math.min(budget, identities * 3));
      expect(verdicts.filter((one) => one === "paused").length).toBe(identities * 3 - budget);
    },
    full ? 3_600_000 : 600_000,
  );

  it("rests for everybody then, and the link of the mail goes on working", async () => {
    await noTries();
    const filed = await way.file();
    await sendCode(filed.visitor, filed.reference);
    const mail = await mailOf("code", filed.requestId);
    await inParallel(budget, 8, takeTry);
    expect((await tryCode(filed.visitor, filed.reference, mail?.code ?? "")).kind).toBe("paused");
    expect((await tryLink(way.newVisitor(), filed.reference, mail?.link ?? "")).kind).toBe("wrong");
    expect((await tryLink(filed.visitor, filed.reference, mail?.link ?? "")).kind).toBe("proven");
    expect((await tryLink(filed.visitor, filed.reference, mail?.link ?? "")).kind).toBe("spent");
    await noTries();
  });

  it("that were right cost nobody a try, and guesses where no code is cost none", async () => {
    await noTries();
    await way.fileAndProve({ email: "right@example.com" });
    await tryCode(way.newVisitor(), "LK-222-222", "00000000");
    const rows = await house.query<{ tries: number }>(
      "select coalesce(sum(tries), 0)::int as tries from code_window",
    );
    expect(rows[0]?.tries).toBe(0);
  });

  it("by strangers leave codes for the browser that filed the request", async () => {
    const filed = await way.file({ email: "flooded@example.com" });
    for (let sent = 0; sent < 8; sent++) await sendCode(way.newVisitor(), filed.reference);
    await expect(sendCode(way.newVisitor(), filed.reference)).rejects.toMatchObject({ code: "too_many" });
    await sendCode(filed.visitor, filed.reference);
  });
});

async function tryGuess(reference: string, browser: string) {
  // References of this test are no real ones: it goes the way of a request's code without a request behind it.
  const { checkCode, hasLiveCode } = await import("./code.ts");
  const subject = { kind: "reference", of: reference } as const;
  if ((await hasLiveCode(database(), subject, browser)) && !(await takeTry())) return "paused";
  return (await inTransaction((tx) => checkCode(tx, subject, browser, "00000000"))).kind;
}

describe("signing in by a mailbox", () => {
  const wish = { goTo: "/me", language: "en" };

  it("sends the same mail to every address, and its code opens the mailbox's account", async () => {
    const visitor = way.newVisitor();
    expect(await askToSignIn(visitor, "Nobody.Knows@Example.com", wish)).toBe(true);
    expect(await waitsForSignIn(visitor)).toEqual({ contact: "n•••@example.com", goTo: "/me" });
    expect(await waitsForSignIn(way.newVisitor())).toBeNull();
    const mail = await mailOf("sign_in", null);
    expect((await trySignInCode(way.newVisitor(), mail?.code ?? "", "")).kind).toBe("spent");
    const verdict = await trySignInCode(visitor, mail?.code ?? "", "Firefox, Linux");
    if (verdict.kind !== "proven") throw new Error(verdict.kind);
    const actor = await actorOf({ browser: visitor.browser, person: verdict.session });
    expect(actor).toMatchObject({ kind: "account", how: "code_by_mail" });
    expect(await askToSignIn(visitor, "no address", wish)).toBe(false);
  });

  it("works by the link too, once, and in no other browser", async () => {
    const visitor = way.newVisitor();
    await askToSignIn(visitor, "by.link@example.com", wish);
    const { link = "" } = (await mailOf("sign_in", null)) ?? {};
    const elsewhere = way.newVisitor();
    await askToSignIn(elsewhere, "by.link@example.com", wish);
    expect((await trySignInLink(elsewhere, link, "")).kind).toBe("wrong");
    expect((await trySignInLink(visitor, link, "")).kind).toBe("proven");
    expect((await trySignInLink(visitor, link, "")).kind).toBe("wrong");
  });
});
