import { describe, expect, it } from "vitest";
import { type NoticeKind, noticeKinds } from "#lib/law/duties/notice.ts";
import { rights } from "#lib/law/rights.ts";
import { composeDuty } from "#lib/request/duty/compose.ts";
import { type DutyFacts, ownContents } from "#lib/request/duty/facts.ts";
import { dutyText } from "./content.ts";
import { gradeOf } from "./fixture/grade.ts";
import { about, asked, house, laws } from "./fixture/typical.ts";

/** A child of twelve reads at grade 6 to 7; grade 8 is the most that we allow ourselves. */
const most = 8;

/** What we do not choose: names and addresses of laws and authorities, links, and the article of a law. */
function ourWords(facts: DutyFacts): string[] {
  const neutral: DutyFacts = {
    ...facts,
    laws: [],
    authorities: [],
    attorneysGeneral: [],
    contents: { ...facts.contents, legal_basis: "" },
  };
  const { blocks } = dutyText(neutral, { ...house, legalName: "Larkspur", contact: "us", email: "us" });
  return blocks.flatMap((block) => ("text" in block ? [block.text.replaceAll(/\(?https?:\S+\)?/g, "")] : []));
}

const gradesOf = (notice: NoticeKind, regime: (typeof laws)[number]) =>
  rights.map((right) => {
    const { facts } = composeDuty(about([regime], right), asked(notice));
    return { right, grade: gradeOf(ourWords(facts)) };
  });

describe("notices of duty in English", () => {
  it("the measure tells plain from hard", () => {
    expect(gradeOf(["We need more time. We will answer by Friday."])).toBeLessThan(5);
    expect(
      gradeOf([
        "Notwithstanding the aforementioned considerations, the supervisory authority reserves its discretion.",
      ]),
    ).toBeGreaterThan(16);
  });

  it.each(noticeKinds)("%s can be read by a child of twelve, whichever law and right", (notice) => {
    for (const law of laws)
      for (const { right, grade } of gradesOf(notice, law))
        expect(grade, `${notice} ${law.law} ${right}`).toBeLessThanOrEqual(most);
  });

  it.each(ownContents)("so can our own words for %s, alone", (content) => {
    for (const law of laws.filter(({ law: id }) => ["EU_GDPR", "US_CA_CCPA", "US_VA"].includes(id))) {
      const { facts } = composeDuty(about([law], "access"), asked("refusal", {}));
      const alone: DutyFacts = { ...facts, contents: { [content]: "yes" } };
      const [, , ...said] = ourWords(alone);
      expect(gradeOf(said.length > 0 ? said : ourWords(alone)), content).toBeLessThanOrEqual(most);
    }
  });
});
