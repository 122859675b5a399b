import { describe, expect, it } from "vitest";
import type { Day } from "#lib/core/day.ts";
import { lawIds, regimes } from "#lib/law/regimes/all.ts";
import { type Right, rights } from "#lib/law/rights.ts";
import { missingContents, type NoticeAsked, requiredContents } from "./contents.ts";
import { isNoticeContent, noticeContents, noticeKinds } from "./notice.ts";

const laws = [...lawIds, "OWN_POLICY"];
const day = "2026-11-02";
const wanted = (
  law: string,
  right: Right,
  notice: NoticeAsked["notice"],
  more: Partial<NoticeAsked> & { received?: Day } = {},
) => requiredContents({ law, right, notice, received: day, place: "IE", ...more }).map((one) => one.content);

describe("what a notice must say", () => {
  it("is named for each law, right and notice, once, with its source, and the same each time", () => {
    const used = new Set<string>();
    for (const law of laws)
      for (const right of rights)
        for (const notice of noticeKinds) {
          const asked = { law, right, notice, received: day, place: "IE" } as const;
          const required = requiredContents(asked);
          expect(required.length, `${law} ${right} ${notice}`).toBeGreaterThan(0);
          expect(requiredContents(asked)).toEqual(required);
          expect(new Set(required.map((one) => one.content)).size).toBe(required.length);
          for (const { content, why } of required) {
            expect(isNoticeContent(content)).toBe(true);
            expect(why.cite).not.toBe("");
            used.add(content);
          }
          expect(required.some((one) => one.content === "law")).toBe(law !== "OWN_POLICY");
        }
    expect([...used].sort()).toEqual(Object.keys(noticeContents).sort());
  });

  it("agrees with what the regimes say of refusals and of who can be turned to", () => {
    for (const regime of regimes)
      for (const right of Object.keys(regime.rights) as Right[])
        for (const notice of ["refusal", "partial_refusal"] as const) {
          const said = wanted(regime.id, right, notice, { received: regime.from });
          expect(said).toEqual(expect.arrayContaining(["reasons", "legal_basis", "decided_on", "law"]));
          const { contents } = regime.refusal;
          expect(said.includes("appeal_route"), regime.id).toBe(contents.includes("how_to_appeal"));
          expect(contents.includes("how_to_appeal"), regime.id).toBe(regime.appeal !== null);
          if (regime.remedies.includes("authority")) expect(said, regime.id).toContain("complaint_authority");
          if (regime.remedies.includes("court")) expect(said, regime.id).toContain("court");
          expect(said.includes("what_was_provided")).toBe(notice === "partial_refusal");
        }
  });

  it("agrees with what the regimes say of acknowledgements, appeals and fees", () => {
    for (const regime of regimes)
      for (const right of Object.keys(regime.rights) as Right[]) {
        const { id, appeal, acknowledgement, fee } = regime;
        const at = { received: regime.from };
        const first = wanted(id, right, "acknowledgement", at);
        expect(first.includes("verification_process"), id).toBe(
          acknowledgement?.rights.includes(right) ?? false,
        );
        expect(wanted(id, right, "appeal_denied", at).includes("attorney_general"), id).toBe(appeal !== null);
        expect(wanted(id, right, "appeal_granted", at)).not.toContain("attorney_general");
        expect(wanted(id, right, "fee", at).includes("reply_by"), id).toBe(fee.reflection !== undefined);
      }
  });

  it("names the complaint to the company in Britain from the day that the Act says, by the day of sending", () => {
    const until = { received: "2026-05-20", sent: "2026-06-18" };
    const from = { received: "2026-05-20", sent: "2026-06-19" };
    expect(wanted("UK_GDPR", "access", "refusal", until)).not.toContain("complaint_to_company");
    expect(wanted("UK_GDPR", "access", "refusal", from)).toContain("complaint_to_company");
    expect(wanted("UK_GDPR", "access", "refusal", { received: "2026-06-18" })).not.toContain(
      "complaint_to_company",
    );
    expect(wanted("EU_GDPR", "access", "refusal")).not.toContain("complaint_to_company");
  });

  it("tells a person of the Union the authority and the court, and one of a state the appeal", () => {
    expect(wanted("EU_GDPR", "access", "refusal")).toEqual([
      "reasons",
      "complaint_authority",
      "court",
      "decided_on",
      "law",
      "legal_basis",
    ]);
    expect(wanted("US_VA", "erasure", "refusal")).toEqual([
      "reasons",
      "appeal_route",
      "appeal_deadline",
      "decided_on",
      "law",
      "legal_basis",
    ]);
    expect(wanted("US_UT", "erasure", "refusal")).toContain("attorney_general");
    expect(wanted("CA_QC_LAW25", "access", "refusal")).toEqual(
      expect.arrayContaining(["recourse", "recourse_deadline", "legal_basis"]),
    );
  });

  it("has what California adds", () => {
    expect(wanted("US_CA_CCPA", "erasure", "granted")).toContain("record_kept");
    expect(wanted("US_CA_CCPA", "access", "granted")).not.toContain("record_kept");
    expect(wanted("US_CA_CCPA", "erasure", "refusal")).toContain("offer_opt_out");
    expect(wanted("US_CA_CCPA", "access", "refusal")).toContain("fallback_if_unverified");
    expect(wanted("US_CA_CCPA", "access", "refusal", { ground: "ca_never_disclose" })).not.toContain(
      "fallback_if_unverified",
    );
    expect(wanted("US_CA_CCPA", "access", "refusal")).not.toContain("rest_complied_with");
    expect(wanted("US_CA_CCPA", "access", "partial_refusal")).toContain("rest_complied_with");
    expect(wanted("US_CA_CCPA", "rectification", "refusal")).toContain("statement_may_be_attached");
    expect(wanted("US_CA_DELETE_ACT", "erasure", "refusal")).toContain("treated_as_opt_out");
    expect(wanted("US_CA_CCPA", "opt_out", "acknowledgement")).not.toContain("verification_process");
  });

  it("says what a question does to the clock only where it does something", () => {
    expect(wanted("EU_GDPR", "access", "question")).toContain("clock_effect");
    expect(wanted("UK_GDPR", "erasure", "question")).toContain("clock_effect");
    expect(wanted("US_CA_CCPA", "access", "question")).not.toContain("clock_effect");
    expect(wanted("UK_GDPR", "opt_out", "question")).not.toContain("clock_effect");
  });

  it("asks little of the company's own promise", () => {
    expect(wanted("OWN_POLICY", "access", "refusal")).toEqual(["reasons", "decided_on"]);
    expect(wanted("OWN_POLICY", "access", "acknowledgement")).toEqual(["receipt_day", "expected_date"]);
  });

  it("finds what is missing, and nothing more", () => {
    const required = requiredContents({
      law: "EU_GDPR",
      right: "access",
      notice: "extension",
      received: day,
      place: "IE",
    });
    expect(missingContents(required, new Set()).map((one) => one.content)).toEqual(
      required.map((one) => one.content),
    );
    expect(
      missingContents(required, new Set(["reasons", "new_day", "law", "court"])).map((one) => one.content),
    ).toEqual(["first_day"]);
  });
});
