import { describe, expect, it } from "vitest";
import { asProcess, inHere } from "./fixture/shell.ts";

const explain = (...args: string[]) => inHere(args);

type Told = {
  regime: string;
  version: number;
  because: string | null;
  notCounted: string[];
  clocks: {
    kind: string;
    state: string;
    legalDue: string | null;
    safeDue: string | null;
    steps: string[];
    warnings: string[];
    source: { cite: string; confidence: string };
  }[];
};

async function told(...args: string[]): Promise<Told[]> {
  const { code, out, err } = await explain("--json", "clock", "explain", ...args);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out) as Told[];
}

const european = ["--regime", "EU_GDPR", "--received", "2026-01-31", "--today", "2026-02-25"];

describe("habeas clock explain", { timeout: 60_000 }, () => {
  it("tells every clock with its days, its steps and where the rule stands", async () => {
    const [gdpr, ...others] = await told(
      ...european,
      "--right",
      "access",
      "--place",
      "IE",
      "--controller",
      "IE",
    );
    expect(others).toEqual([]);
    expect(gdpr?.clocks.map(({ kind, state, legalDue }) => [kind, state, legalDue])).toEqual([
      ["answer", "running", "2026-03-02"],
      ["extension_notice", "running", "2026-03-02"],
      ["refusal_notice", "running", "2026-03-02"],
    ]);
    const [answer] = gdpr?.clocks ?? [];
    expect(answer).toMatchObject({ safeDue: "2026-02-28", warnings: [] });
    expect(answer?.steps).toHaveLength(3);
    expect(answer?.source.cite).toContain("1182/71");
    const { code, out } = await explain("clock", "explain", ...european);
    expect(code).toBe(0);
    for (const step of answer?.steps ?? []) expect(out).toContain(step);
    expect(out).toContain("Answer: running, last day Monday");
    expect(out).toContain("(checked in the text)");
  });

  it("counts questions that may stop the clock, and says which did not", async () => {
    const questions = ["--asked", "2026-02-03", "--answered", "2026-02-09", "--asked", "2026-02-20"];
    const [open] = await told(...european, ...questions);
    expect(open?.clocks[0]).toMatchObject({ kind: "answer", state: "paused", legalDue: null });
    const [closed] = await told(...european, ...questions.slice(0, 4), "--extended", "2026-02-20");
    expect(closed?.clocks[0]).toMatchObject({ legalDue: "2026-05-06" });
    expect(
      closed?.clocks[0]?.steps.some((step) => /^Three months after Saturday,? 31 January/.test(step)),
    ).toBe(true);
    const [california] = await told("--place", "US-CA", "--received", "2026-11-02", "--asked", "2026-11-03");
    expect(california).toMatchObject({ regime: "US_CA_CCPA" });
    expect(california?.because).toContain("California");
    expect(california?.notCounted).toEqual([
      "The question of 2026-11-03: This law does not let a question like this stop the clock.",
    ]);
    const [late] = await told("--regime", "EU_GDPR", "--received", "2026-01-31", "--extended", "2026-03-03");
    expect(late?.notCounted).toEqual([
      "The notice of more time: The last day for the notice of an extension has passed.",
    ]);
    expect(late?.clocks[0]).toMatchObject({ legalDue: "2026-03-02" });
  });

  it("tells what runs beside the answer, and in the language asked for", async () => {
    const optOut = ["--regime", "US_RI", "--right", "opt_out", "--received", "2026-03-09"];
    const [island] = await told(...optOut, "--withdrawn", "2026-03-10", "--today", "2026-03-12");
    expect(island?.clocks.find(({ kind }) => kind === "consent_stop")?.legalDue).toBe("2026-03-25");
    const [state] = await told(
      ...["--place", "US-CA", "--right", "opt_out", "--received", "2026-03-09", "--evidenced"],
      ...["--followed", "2026-03-20", "--today", "2026-04-01", "--language", "de"],
    );
    const noAsk = state?.clocks.find(({ kind }) => kind === "no_ask");
    expect(noAsk).toMatchObject({ state: "running", legalDue: "2027-03-20" });
    expect(noAsk?.steps.at(-1)).toMatch(/^12 Monate später ist .*20\. März 2027 \(Civil Code 1798\.135/);
    expect(state?.because).toMatch(/Kalifornien.*wie uns gezeigt wurde\.$/);
    const [british] = await told(
      ...["--regime", "UK_GDPR", "--received", "2026-06-22", "--done", "2026-07-01"],
      ...["--complained", "2026-07-06", "--today", "2026-07-10"],
    );
    expect(british?.clocks.find(({ kind }) => kind === "complaint_outcome")?.state).toBe("policy");
    const [swiss] = await told(
      ...["--regime", "CH_FADP", "--received", "2026-11-24", "--fee", "2026-12-01", "--today", "2026-12-12"],
    );
    expect(swiss?.clocks.find(({ kind }) => kind === "answer")?.state).toBe("withdrawn");
  });

  it("takes the version that was in force, and every law of the place", async () => {
    const version = async (received: string) =>
      (await told("--regime", "UK_GDPR", "--received", received))[0]?.version;
    expect([await version("2026-02-04"), await version("2026-02-05")]).toEqual([1, 2]);
    const laws = await told("--place", "CA-QC", "--received", "2026-03-02");
    expect(laws.map((one) => one.regime).sort()).toEqual(["CA_PIPEDA", "CA_QC_LAW25"]);
  });

  it("needs nothing of the house, no database and no data map, and is the same in every zone", async () => {
    const { PATH } = process.env;
    const env = { PATH, TZ: "Pacific/Apia" };
    const args = ["--json", "clock", "explain", ...european];
    expect(await asProcess(args, { env })).toEqual(await inHere(args));
  });

  it.each([
    [["--regime", "EU_GDPR", "--received", "2017-01-31"], 5, "not in force yet"],
    [
      [...european, "--asked", "2026-02-10", "--answered", "2026-02-09"],
      5,
      "cannot have come before its question",
    ],
    [[...european, "--answered", "2026-02-09"], 5, "needs its --asked"],
    [["--regime", "EU_GDPR", "--received", "2026-02-30"], 2, "written like 2026-01-31"],
    [["--regime", "EU_GDPR", "--received", "2026-02-03", "--place", "XX"], 2, "no such place"],
    [["--regime", "EU", "--received", "2026-02-03"], 2, "Allowed choices"],
    [["--received", "2026-02-03"], 5, "Say which law"],
    [["--place", "US-NY", "--received", "2026-02-03"], 3, "No law that we know"],
    [["--regime", "EU_GDPR", "--received", "2026-02-03", "--today", "2026-02-02"], 5, "has not come yet"],
  ])("refuses %j", async (args, expected, words) => {
    const { code, out, err } = await explain("clock", "explain", ...args);
    expect({ code, out }).toEqual({ code: expected, out: "" });
    expect(err).toContain(words);
  });
});
