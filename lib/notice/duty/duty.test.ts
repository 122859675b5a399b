import { describe, expect, it } from "vitest";
import { dayInWords } from "#lib/core/day.ts";
import { escapeHtml } from "#lib/core/escape-html.ts";
import { answerIn } from "#lib/core/languages.ts";
import { type NoticeContent, noticeContents, noticeKinds } from "#lib/law/duties/notice.ts";
import { type Right, rights } from "#lib/law/rights.ts";
import { composeDuty } from "#lib/request/duty/compose.ts";
import { dayContents, ownContents } from "#lib/request/duty/facts.ts";
import { letterHtml } from "../letter/html.ts";
import { letterText } from "../letter/text.ts";
import { dutyText } from "./content.ts";
import { about, asked, house, laws, typical } from "./fixture/typical.ts";
import { dutyLetter } from "./letter.ts";
import { dutyMail } from "./mail.ts";

const contents = Object.keys(noticeContents) as NoticeContent[];
const oneLine = (text: string) => text.replaceAll(/\s+/g, " ");

/** All forms of a notice as lines without breaks; HTML as its letters. */
function forms(facts: ReturnType<typeof composeDuty>["facts"]): Record<string, string> {
  const text = dutyText(facts, house);
  const mail = dutyMail(text, facts.reference, house);
  const letter = dutyLetter(facts, text, house);
  return {
    "mail as text": oneLine(mail.text),
    "mail as HTML": oneLine(mail.html),
    "letter as text": oneLine(letterText(letter)),
    "letter as HTML": oneLine(letterHtml(letter)),
  };
}
const shows = (form: string, whole: string, said: string) =>
  whole.includes(form.endsWith("HTML") ? escapeHtml(said) : said);

/** Every law with every right that it gives; the company's own promise with all. */
const cases = laws.flatMap((one) =>
  (one.regime ? (Object.keys(one.regime.rights) as Right[]) : rights).map((right) => ({ one, right })),
);

describe("every notice under every law", () => {
  it("lacks nothing once staff have said what they alone know", () => {
    for (const { one, right } of cases)
      for (const notice of noticeKinds) {
        const { missing, facts } = composeDuty(about([one], right), asked(notice));
        expect(missing, `${one.law} ${right} ${notice}`).toEqual([]);
        expect(facts.contents.receipt_day).toBeDefined();
      }
  });

  it("needs nobody where the house sends it by itself", () => {
    for (const { one, right } of cases)
      for (const notice of [
        "acknowledgement",
        "complaint_acknowledgement",
        "not_held",
        "opt_out_done",
      ] as const)
        expect(
          composeDuty(about([one], right), asked(notice, {})).missing,
          `${one.law} ${right} ${notice}`,
        ).toEqual([]);
  });

  it("names each single content that is taken away, and it alone", () => {
    let tried = 0;
    for (const { one, right } of cases)
      for (const notice of noticeKinds) {
        const required = composeDuty(about([one], right), asked(notice, blank(contents))).missing;
        expect(required.length, `${one.law} ${right} ${notice}`).toBeGreaterThan(0);
        for (const content of required) {
          const given = { ...typical, [content]: " " };
          const { missing } = composeDuty(about([one], right), asked(notice, given));
          expect(missing, `${one.law} ${right} ${notice} ${content}`).toEqual([content]);
          tried += 1;
        }
      }
    expect(tried).toBeGreaterThan(10_000);
  });

  it("must satisfy every law that governs, where several do", () => {
    const both = laws.filter(({ law }) => law === "EU_GDPR" || law === "US_CA_CCPA");
    const { facts, missing } = composeDuty(about(both, "erasure"), asked("refusal"));
    expect(missing).toEqual([]);
    expect(Object.keys(facts.contents)).toEqual(
      expect.arrayContaining(["court", "complaint_authority", "offer_opt_out"]),
    );
    const short = composeDuty(
      about(both, "erasure"),
      asked("refusal", { ...typical, court: "", offer_opt_out: "" }),
    );
    expect(short.missing.sort()).toEqual(["court", "offer_opt_out"]);
  });

  it("shows in mail and letter what must be said: days, texts of staff, and whom to turn to", () => {
    for (const { one, right } of cases)
      for (const notice of noticeKinds) {
        const { facts } = composeDuty(about([one], right), asked(notice));
        const written = forms(facts);
        for (const [content, value] of Object.entries(facts.contents)) {
          for (const said of signsOf(content as NoticeContent, value, facts))
            for (const [form, whole] of Object.entries(written))
              if (!shows(form, whole, said))
                expect.fail(`${one.law} ${right} ${notice}: ${content} is not in the ${form}: ${said}`);
        }
      }
  });
});

const blank = (all: readonly NoticeContent[]) => Object.fromEntries(all.map((one) => [one, ""]));

/** What shows that a content is really said; of our own sentences, what fills them. */
function signsOf(
  content: NoticeContent,
  value: string,
  facts: ReturnType<typeof composeDuty>["facts"],
): string[] {
  if ((dayContents as readonly string[]).includes(content)) return [dayInWords(value, "en")];
  if (value !== "yes") return value.split("\n");
  const places = (all: typeof facts.authorities) =>
    all.flatMap(({ name, url, post }) => [name, url, post]).filter((sign) => sign !== "");
  switch (content) {
    case "law":
      return facts.laws;
    case "complaint_authority":
      return ["you can complain to the authority", ...places(facts.authorities)];
    case "attorney_general":
      return ["attorney general", ...places(facts.attorneysGeneral)];
    case "court":
      return ["go to court"];
    case "recourse":
      return ["If you do not agree", ...places(facts.authorities)];
    case "appeal_route":
      return ["you can appeal", "https://privacy.example.com/r/LK-7K4-2QD", "privacy@example.com"];
    case "appeal_deadline":
      return [`the answer to an appeal within ${facts.appealWithin?.n} `];
    case "complaint_to_company":
      return ["You can complain to us first", "privacy@example.com"];
    case "verification_process":
      return [
        facts.check.most === "nothing" ? "you do not have to show who you are" : "The check costs nothing",
      ];
    case "may_withdraw":
      return ["take back your request"];
    case "rest_complied_with":
      return ["all the rest of what you asked"];
    case "fallback_if_unverified":
      return ["what kinds of data we have"];
    case "treated_as_opt_out":
      return ["stopped selling and sharing"];
    case "offer_opt_out":
      return ["https://privacy.example.com/ask/opt_out"];
    case "statement_may_be_attached":
      return ["short text that says what you think is wrong"];
    case "record_kept":
      return ["We keep a note that you asked"];
    case "right_to_correct":
      return ["ask us to correct it"];
    case "who_is_responsible":
      return ["Larkspur Outdoor Ltd answers for this data"];
    case "reasons":
      return ["We searched each of our systems"];
    default:
      return expect.fail(`${content} has no words of its own`);
  }
}

describe("a notice in each language", () => {
  const dpc = laws.filter(({ law }) => law === "EU_GDPR");

  it.each(answerIn)("shows every content there is, in its place, in %s", (language) => {
    for (const notice of noticeKinds) {
      const given = Object.fromEntries(contents.map((one) => [one, `Mark of ${one} & <b>${notice}</b>.`]));
      const { facts } = composeDuty(about(dpc, "access", language), asked(notice));
      const all = { ...facts, contents: given };
      for (const [form, whole] of Object.entries(forms(all)))
        for (const [content, said] of Object.entries(given))
          expect(shows(form, whole, said), `${notice} ${content} ${form}`).toBe(true);
      for (const [form, whole] of Object.entries(forms(all)))
        if (form.endsWith("HTML")) expect(whole).not.toContain(`<b>${notice}`);
    }
  });

  it.each(answerIn)("says everything in %s with words of its own, and leaves nothing open", (language) => {
    for (const notice of noticeKinds)
      for (const right of rights) {
        const ours = Object.fromEntries(ownContents.map((one) => [one, "yes"]));
        const { facts, missingTranslation } = composeDuty(about(dpc, right, language), asked(notice));
        const text = dutyText({ ...facts, contents: { ...facts.contents, ...ours } }, house);
        expect(missingTranslation).toBe(false);
        expect(text.language).toBe(language);
        expect(JSON.stringify(text)).not.toMatch(/undefined|\bnull\b|\[object|\{[a-z]+\}|\$\{/);
        expect(text.subject).toMatch(/ LK-7K4-2QD$/);
        expect(text.subject).not.toContain("Mina");
      }
  });

  it("is never the English text where there are words of the language", () => {
    const texts = (language: string) => {
      const ours = Object.fromEntries(ownContents.map((one) => [one, "yes"]));
      return noticeKinds.flatMap((notice) => {
        const { facts } = composeDuty(about(dpc, "access", language), asked(notice, {}));
        const { blocks } = dutyText({ ...facts, contents: { ...facts.contents, ...ours } }, house);
        return blocks.flatMap((block) => ("text" in block ? [block.text] : []));
      });
    };
    const english = new Set(texts("en"));
    for (const language of answerIn.slice(1)) {
      const said = texts(language);
      expect(said.length).toBeGreaterThan(100);
      expect(said.filter((one) => english.has(one))).toEqual([]);
    }
  });

  it("is English where there are none, says so to staff, and takes the words of the language for its regions", () => {
    const unknown = composeDuty(about(dpc, "access", "tlh"), asked("refusal"));
    expect(unknown.missingTranslation).toBe(true);
    expect(dutyText(unknown.facts, house)).toMatchObject({
      language: "en",
      title: "We cannot do what you asked",
    });
    const austria = composeDuty(about(dpc, "access", "de-AT"), asked("refusal"));
    expect(austria.missingTranslation).toBe(false);
    expect(dutyText(austria.facts, house).language).toBe("de");
  });
});

describe("what is given", () => {
  const gdpr = laws.filter(({ law }) => law === "EU_GDPR");
  const with_ = (given: Partial<Record<NoticeContent, string>>) =>
    composeDuty(about(gdpr, "access"), asked("extension", { ...typical, ...given }));

  it("is a day where a day is asked", () => {
    expect(() => with_({ new_day: "soon" })).toThrow("Not a day: the new due day.");
    expect(() => with_({ new_day: "2027-02-30" })).toThrow("Not a day");
  });

  it("is not a mere yes where we have no words of our own", () => {
    expect(with_({ reasons: "yes" }).missing).toEqual(["reasons"]);
  });

  it("sends people to the authority of where they live, or of the company where the law reaches them through it", () => {
    const of = (place: string) => {
      const one = about(gdpr, "access");
      return composeDuty({ ...one, row: { ...one.row, place } }, asked("refusal")).facts.authorities;
    };
    expect(of("FR")[0]).toMatchObject({
      name: expect.stringContaining("CNIL"),
      post: expect.stringContaining("Paris"),
    });
    expect(of("BR")[0]).toMatchObject({ name: "Data Protection Commission" });
    const one = about(gdpr, "access");
    const land = { name: "Der Landesbeauftragte für den Datenschutz", url: "https://land.example.org" };
    const german = {
      ...one,
      company: { controller_place: "DE", authority: land },
      row: { ...one.row, place: "BR" },
    };
    expect(composeDuty(german, asked("refusal")).facts.authorities).toMatchObject([land]);
  });

  it("rests on the article of the ground, under the law that knows it", () => {
    const { facts } = composeDuty(about(gdpr, "access"), {
      notice: "refusal",
      given: { reasons: "Two people answer to it." },
      ground: "cannot_identify",
    });
    expect(facts.contents.legal_basis).toBe("Regulation (EU) 2016/679, articles 11(2) and 12(2)");
    expect(forms(facts)["mail as text"]).toContain("We could not make sure that it is you who asked.");
  });
});
