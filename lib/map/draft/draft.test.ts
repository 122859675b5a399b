import { describe, expect, it } from "vitest";
import type { Session } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { draftFrom, draftOf } from "./draft.ts";
import { saying } from "./fixture/saying.ts";
import { liveOf, samplesOf } from "./fixture/schema.ts";
import { conference, crm, forum, hr } from "./fixture/sketches.ts";
import { singular, splitterFor } from "./names.ts";

describe("a first map", () => {
  it("of a conference: papers, reviews and conflicts lead to whoever is in them", () => {
    const said = saying(conference);
    expect(said.roots).toEqual(["contact_info contactId"]);
    expect(said.found).toContain("contact_info.email+preferredEmail email");
    expect(said.edges).toEqual(
      expect.arrayContaining([
        "paper_review(contactId) owned contact_info",
        "paper_conflict(contactId) owned contact_info",
        "paper(leadContactId) shared contact_info",
        "paper(managerContactId) about contact_info",
      ]),
    );
    expect(said.secrets).toEqual(expect.arrayContaining(["contact_info.password", "capability.salt"]));
    expect(said.left).toEqual(expect.arrayContaining(["TopicArea", "Settings"]));
  });

  it("of a forum: found by what stands in another table, messages have two ends", () => {
    const said = saying(forum);
    expect(said.roots).toEqual(["users id"]);
    expect(said.found).toEqual(["users.username username", "user_emails.email email"]);
    expect(said.edges).toEqual(
      expect.arrayContaining([
        "private_messages(sender_id) authored users",
        "private_messages(recipient_id) owned users",
        "posts(reply_to_user_id) about users",
        "bookmarks(bookmarkable_id) owned posts",
      ]),
    );
    expect(said.secrets).toContain("user_auth_tokens.auth_token");
    expect(said.left).toEqual(expect.arrayContaining(["tags", "categories"]));
  });

  it("says when rows arose and what they are in open formats, where columns say so plainly", () => {
    const said = (sketch: typeof crm, table: string) => {
      const { collections } = draftFrom(liveOf(sketch), samplesOf(sketch), 500);
      const { occurred, form } = collections.find(({ written }) => written.name === table)?.written ?? {};
      return { occurred, form };
    };
    expect(said(forum, "private_messages")).toEqual({
      occurred: "sent_at",
      form: { as: "message", body: "body", at: "sent_at", subject: "subject" },
    });
    expect(said(crm, "leads").form).toEqual({
      as: "contact",
      given_name: "first_name",
      family_name: "last_name",
      email: "email",
      phone: "phone",
    });
    expect(said(hr, "salaries")).toEqual({ occurred: undefined, form: undefined });
  });

  it("of an office of people: whoever approves is not whose it is; applicants have no account", () => {
    const said = saying(hr);
    expect(said.roots).toEqual(["employees emp_no", "job_applications applicant_email"]);
    expect(said.edges).toEqual(
      expect.arrayContaining([
        "salaries(emp_no) owned employees",
        "leave_requests(employee_id) owned employees",
        "leave_requests(approver_id) about employees",
        "performance_reviews(reviewer_id) authored employees",
      ]),
    );
    expect(said.left).toEqual(expect.arrayContaining(["departments", "positions"]));
  });

  it("of a customer register: contacts are people beside the staff who look after them", () => {
    const said = saying(crm);
    expect(said.roots).toEqual(expect.arrayContaining(["contacts id", "leads id", "users id"]));
    expect(said.edges).toEqual(
      expect.arrayContaining([
        "opportunities(assigned_user_id) about users",
        "calls(parent_id) owned contacts",
        "calls(parent_id) owned leads",
        "opportunities_contacts(contact_id) owned contacts",
      ]),
    );
    expect(said.secrets).toContain("users.user_hash");
  });

  it("says why, for every table and every edge", () => {
    for (const sketch of [conference, forum, hr, crm]) {
      const { reasons } = saying(sketch);
      expect(reasons.every((reason) => reason.length > 5)).toBe(true);
    }
  });
});

describe("what may not be read", () => {
  const session = (code: "forbidden" | "unreachable") =>
    ({
      inspect: async () => liveOf(hr),
      sample: async (table: string) => {
        if (table === "salaries") throw new ConnectorError(code, "The account may not read it.");
        return [];
      },
    }) as unknown as Session;

  it("is drafted by its names and keys, and anything else that goes wrong is said", async () => {
    const { collections } = await draftOf(session("forbidden"));
    expect(collections.map((one) => one.written.name)).toContain("salaries");
    await expect(draftOf(session("unreachable"))).rejects.toMatchObject({ code: "unreachable" });
  });
});

describe("names", () => {
  const split = splitterFor(["users", "objectcustomfieldvalues", "scrips"]);
  it.each([
    ["lastUpdatedBy", "last updated by"],
    ["lastupdatedby", "last updated by"],
    ["emailaddress", "email address"],
    ["user_id", "user id"],
    ["HTTPHeader", "http header"],
    ["categories", "category"],
    ["scripid", "scrip id"],
  ])("%s", (name, words) => {
    expect(split(name).join(" ")).toBe(words);
  });
  it.each([
    ["addresses", "address"],
    ["status", "status"],
    ["boxes", "box"],
    ["news", "news"],
    ["entries", "entry"],
  ])("one of %s is %s", (many, one) => {
    expect(singular(many)).toBe(one);
  });
});
