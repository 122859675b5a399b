import { describe, expect, it } from "vitest";
import type { Right } from "#lib/law/rights.ts";
import { facts } from "./fixture/facts.ts";
import { checklistOf } from "./judge.ts";

const signs = { done: "+", open: "!", later: "~", not_needed: "-" };

/** Each line by its name and its state (+ done, ! open, ~ later, - not needed); a second ! where it keeps the answer back. */
const inShort = (law: string, right: Right) =>
  checklistOf(facts(law, right))
    .map(({ id, state, blocks }) => `${id}${signs[state]}${blocks ? "!" : ""}`)
    .join(" ");

/** What each law asks for each right, of a request that is collected and on which nothing else has been done. */
const table: Record<string, Record<Right, string>> = {
  EU_GDPR: {
    access:
      "receipt+ proof+ more_time- searched+ one_person+ others_data+ explained+ understandable+ recipients_named+ abroad- automated- their_rights+ in_time! record~",
    portability:
      "receipt+ proof+ more_time- searched+ one_person+ others_data+ understandable+ portable+ straight_to_another- in_time! record~",
    rectification:
      "receipt+ proof+ more_time- searched+ one_person+ corrected!! meanwhile- in_time! recipients_told~ record~",
    erasure:
      "receipt+ proof+ more_time- searched+ one_person+ erased!! stays~ in_time! recipients_told~ record~",
    restriction:
      "receipt+ proof+ more_time- searched+ one_person+ placed!! in_effect- in_time! told_before_lifted- recipients_told~ record~",
    objection:
      "receipt+ proof+ more_time- searched+ one_person+ meanwhile- weighed!! in_effect- in_time! upheld_erases- record~",
    opt_out: "receipt+ proof+ searched+ one_person+ in_effect~ in_time! recipients_told~ record~",
    limit_sensitive:
      "receipt+ proof+ more_time- searched+ one_person+ in_effect~ in_time! recipients_told~ record~",
    automated_decision_review:
      "receipt+ proof+ more_time- searched+ one_person+ looked_again- in_time! record~",
    appeal: "receipt+ proof+ more_time- somebody_else+ decided!! in_time! record~",
    complaint: "receipt+ proof+ more_time- decided!! in_time! record~",
  },
  UK_GDPR: {
    access:
      "receipt+ proof+ more_time- searched+ one_person+ others_data+ explained+ understandable+ recipients_named+ abroad- automated- their_rights+ in_time! record~",
    portability:
      "receipt+ proof+ more_time- searched+ one_person+ others_data+ understandable+ portable+ straight_to_another- in_time! record~",
    rectification:
      "receipt+ proof+ more_time- searched+ one_person+ corrected!! meanwhile- in_time! recipients_told~ record~",
    erasure:
      "receipt+ proof+ more_time- searched+ one_person+ erased!! stays~ in_time! recipients_told~ record~",
    restriction:
      "receipt+ proof+ more_time- searched+ one_person+ placed!! in_effect- in_time! told_before_lifted- recipients_told~ record~",
    objection:
      "receipt+ proof+ more_time- searched+ one_person+ meanwhile- weighed!! in_effect- in_time! upheld_erases- record~",
    opt_out: "receipt+ proof+ searched+ one_person+ in_effect~ in_time! recipients_told~ record~",
    limit_sensitive:
      "receipt+ proof+ more_time- searched+ one_person+ in_effect~ in_time! recipients_told~ record~",
    automated_decision_review:
      "receipt+ proof+ more_time- searched+ one_person+ looked_again- in_time! record~",
    appeal: "receipt+ proof+ more_time- somebody_else+ decided!! in_time! record~",
    complaint: "receipt+ proof+ decided!! in_time! record~",
  },
  US_CA_CCPA: {
    access:
      "receipt+ proof+ declaration+ more_time- searched+ one_person+ others_data+ never_disclose+ explained+ understandable+ recipients_named+ inferences- their_rights+ in_time! record~",
    portability:
      "receipt+ proof+ declaration+ more_time- searched+ one_person+ others_data+ never_disclose+ understandable+ portable+ in_time! record~",
    rectification:
      "receipt+ proof+ more_time- searched+ one_person+ corrected!! statement- in_time! recipients_told~ record~",
    erasure:
      "receipt+ proof+ more_time- searched+ one_person+ erased!! stays~ in_time! recipients_told~ record~",
    restriction: "receipt+ proof+ more_time- searched+ one_person+ placed!! in_effect- in_time! record~",
    objection: "receipt+ proof+ more_time- searched+ one_person+ weighed!! in_effect- in_time! record~",
    opt_out: "receipt+ proof+ searched+ one_person+ in_effect~ in_time! no_ask~ recipients_told~ record~",
    limit_sensitive:
      "receipt+ proof+ searched+ one_person+ in_effect~ in_time! no_ask~ recipients_told~ record~",
    automated_decision_review:
      "receipt+ proof+ more_time- searched+ one_person+ looked_again- in_time! record~",
    appeal: "receipt+ proof+ more_time- somebody_else+ decided!! in_time! record~",
    complaint: "receipt+ proof+ more_time- decided!! in_time! record~",
  },
  CH_FADP: {
    access:
      "receipt+ proof+ more_time- searched+ one_person+ others_data+ explained+ understandable+ recipients_named+ abroad- automated- their_rights+ in_time! record~",
    portability:
      "receipt+ proof+ more_time- searched+ one_person+ others_data+ understandable+ portable+ straight_to_another- in_time! record~",
    rectification:
      "receipt+ proof+ more_time- searched+ one_person+ corrected!! in_time! recipients_told~ record~",
    erasure:
      "receipt+ proof+ more_time- searched+ one_person+ erased!! stays~ in_time! recipients_told~ record~",
    restriction: "receipt+ proof+ more_time- searched+ one_person+ placed!! in_effect- in_time! record~",
    objection: "receipt+ proof+ more_time- searched+ one_person+ weighed!! in_effect- in_time! record~",
    opt_out: "receipt+ proof+ more_time- searched+ one_person+ in_effect~ in_time! record~",
    limit_sensitive: "receipt+ proof+ more_time- searched+ one_person+ in_effect~ in_time! record~",
    automated_decision_review:
      "receipt+ proof+ more_time- searched+ one_person+ looked_again- in_time! record~",
    appeal: "receipt+ proof+ more_time- somebody_else+ decided!! in_time! record~",
    complaint: "receipt+ proof+ more_time- decided!! in_time! record~",
  },
  US_VA: {
    access:
      "receipt+ proof+ more_time- searched+ one_person+ others_data+ explained+ understandable+ recipients_named+ their_rights+ in_time! record~",
    portability:
      "receipt+ proof+ more_time- searched+ one_person+ others_data+ understandable+ portable+ in_time! record~",
    rectification:
      "receipt+ proof+ more_time- searched+ one_person+ corrected!! in_time! recipients_told~ record~",
    erasure:
      "receipt+ proof+ more_time- searched+ one_person+ erased!! stays~ in_time! recipients_told~ record~",
    restriction:
      "receipt+ proof+ more_time- searched+ one_person+ placed!! in_effect- in_time! recipients_told~ record~",
    objection: "receipt+ proof+ more_time- searched+ one_person+ weighed!! in_effect- in_time! record~",
    opt_out: "receipt+ proof+ more_time- searched+ one_person+ in_effect~ in_time! recipients_told~ record~",
    limit_sensitive:
      "receipt+ proof+ more_time- searched+ one_person+ in_effect~ in_time! recipients_told~ record~",
    automated_decision_review:
      "receipt+ proof+ more_time- searched+ one_person+ looked_again- in_time! record~",
    appeal: "receipt+ proof+ more_time- somebody_else+ decided!! in_time! record~",
    complaint: "receipt+ proof+ more_time- decided!! in_time! record~",
  },
  ZA_POPIA: {
    access:
      "receipt+ proof+ more_time- searched+ one_person+ others_data+ explained+ understandable+ recipients_named+ their_rights+ in_time! record~",
    portability:
      "receipt+ proof+ more_time- searched+ one_person+ others_data+ understandable+ portable+ in_time! record~",
    rectification:
      "receipt+ proof+ more_time- searched+ one_person+ corrected!! statement- in_time! recipients_told~ record~",
    erasure:
      "receipt+ proof+ more_time- searched+ one_person+ erased!! stays~ in_time! recipients_told~ record~",
    restriction:
      "receipt+ proof+ more_time- searched+ one_person+ placed!! in_effect- in_time! recipients_told~ record~",
    objection: "receipt+ proof+ more_time- searched+ one_person+ weighed!! in_effect- in_time! record~",
    opt_out: "receipt+ proof+ more_time- searched+ one_person+ in_effect~ in_time! recipients_told~ record~",
    limit_sensitive:
      "receipt+ proof+ more_time- searched+ one_person+ in_effect~ in_time! recipients_told~ record~",
    automated_decision_review:
      "receipt+ proof+ more_time- searched+ one_person+ looked_again- in_time! record~",
    appeal: "receipt+ proof+ more_time- somebody_else+ decided!! in_time! record~",
    complaint: "receipt+ proof+ more_time- decided!! in_time! record~",
  },
  OWN_POLICY: {
    access:
      "receipt+ proof+ searched+ one_person+ others_data+ explained+ understandable+ recipients_named+ their_rights+ in_time! record~",
    portability:
      "receipt+ proof+ searched+ one_person+ others_data+ understandable+ portable+ in_time! record~",
    rectification: "receipt+ proof+ searched+ one_person+ corrected!! in_time! recipients_told~ record~",
    erasure: "receipt+ proof+ searched+ one_person+ erased!! stays~ in_time! recipients_told~ record~",
    restriction:
      "receipt+ proof+ searched+ one_person+ placed!! in_effect- in_time! recipients_told~ record~",
    objection: "receipt+ proof+ searched+ one_person+ weighed!! in_effect- in_time! record~",
    opt_out: "receipt+ proof+ searched+ one_person+ in_effect~ in_time! recipients_told~ record~",
    limit_sensitive: "receipt+ proof+ searched+ one_person+ in_effect~ in_time! recipients_told~ record~",
    automated_decision_review: "receipt+ proof+ searched+ one_person+ looked_again- in_time! record~",
    appeal: "receipt+ proof+ somebody_else+ decided!! in_time! record~",
    complaint: "receipt+ proof+ decided!! in_time! record~",
  },
};

describe("what the law asks for a request", () => {
  const rows = Object.entries(table).flatMap(([law, byRight]) =>
    Object.entries(byRight).map(([right, lines]) => [law, right as Right, lines] as const),
  );
  it.each(rows)("%s, %s", (law, right, lines) => {
    expect(inShort(law, right)).toBe(lines);
  });
});
