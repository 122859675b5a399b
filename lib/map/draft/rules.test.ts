import { describe, expect, it } from "vitest";
import { saying } from "./fixture/saying.ts";

/** Rows of a column each: the nth value of every column, as a sample would hold them. */
const rows = (count: number, row: (n: number) => (string | null)[]) =>
  Array.from({ length: count }, (_, n) => row(n + 1));
const person = (n: number) => [`${n}`, `name${n}`, `person${n}@example.com`, "$2b$10$".padEnd(60, "x")];
const users = {
  columns: "id int!, username varchar!, email varchar, password varchar",
  unique: [["username"]],
  rows: rows(20, person),
};

describe("rules of a draft", () => {
  it("a column named after people leads to them, not to a table that has the same column for its key", () => {
    const said = saying({
      users,
      user_profiles: {
        columns: "user_id int!, bio text",
        key: ["user_id"],
        rows: rows(20, (n) => [`${n}`, "words"]),
      },
      user_options: {
        columns: "user_id int!, timezone text",
        key: ["user_id"],
        rows: rows(20, (n) => [`${n}`, "UTC"]),
      },
      posts: { columns: "id int!, user_id int!, body text", rows: rows(9, (n) => [`${n}`, `${n}`, "words"]) },
    });
    expect(said.edges).toEqual(
      expect.arrayContaining(["posts(user_id) owned users", "user_options(user_id) owned users"]),
    );
    expect(said.edges.filter((edge) => edge.includes("user_profiles", 1))).toEqual([]);
  });

  it("names may begin with the product's own: wp_posts is of posts", () => {
    const said = saying({
      wp_users: users,
      wp_wc_orders: {
        columns: "id int!, customer_id int!, total int",
        rows: rows(9, (n) => [`${n}`, `${n}`, "3"]),
      },
      wp_order_items: {
        columns: "item_id int!, order_id int!",
        key: ["item_id"],
        rows: rows(9, (n) => [`${n}`, `${n}`]),
      },
      wp_options: { columns: "id int!, name text", rows: [] },
      wp_terms: { columns: "id int!, name text", rows: [] },
    });
    expect(said.edges).toEqual(
      expect.arrayContaining([
        "wp_wc_orders(customer_id) owned wp_users",
        "wp_order_items(order_id) owned wp_wc_orders",
      ]),
    );
  });

  it("Nr and no say key as id does; a key of several tables says nothing", () => {
    const said = saying({
      Patienten: {
        columns: "PatientNr int!, Vorname varchar, Nachname varchar, EMail varchar",
        key: ["PatientNr"],
        rows: rows(9, (n) => [`${n}`, "Ada", "Roth", `p${n}@example.com`]),
      },
      Rechnungen: {
        columns: "RechnungNr int!, PatientNr int!, Betrag numeric",
        key: ["RechnungNr"],
        rows: rows(9, (n) => [`${n}`, `${n}`, "3"]),
      },
      product_entity: {
        columns: "entity_id int!, sku varchar",
        key: ["entity_id"],
        rows: rows(5, (n) => [`${n}`, "x"]),
      },
      stock_entity: {
        columns: "entity_id int!, shelf varchar",
        key: ["entity_id"],
        rows: rows(5, (n) => [`${n}`, "x"]),
      },
    });
    expect(said.roots).toEqual(["patienten PatientNr"]);
    expect(said.edges).toEqual(["rechnungen(PatientNr) owned patienten"]);
  });

  it("what few people take part in is theirs together; a room of many and what was marked is not", () => {
    const said = saying({
      users,
      conversations: { columns: "id int!, opened date", rows: rows(5, (n) => [`${n}`, "2024-01-01"]) },
      conversation_members: {
        columns: "conversation_id int!, user_id int!",
        key: ["conversation_id", "user_id"],
        rows: rows(10, (n) => [`${Math.ceil(n / 2)}`, `${n}`]),
      },
      messages: {
        columns: "id int!, conversation_id int!, author_id int!, body text",
        rows: rows(10, (n) => [`${n}`, `${Math.ceil(n / 2)}`, `${n}`, "words"]),
      },
      rooms: { columns: "id int!, title varchar", rows: rows(2, (n) => [`${n}`, "x"]) },
      room_members: {
        columns: "room_id int!, user_id int!",
        key: ["room_id", "user_id"],
        rows: rows(20, (n) => [`${1 + (n % 2)}`, `${n}`]),
      },
      articles: { columns: "id int!, body text", rows: rows(20, (n) => [`${n}`, "words"]) },
      bookmarks: {
        columns: "article_id int!, user_id int!",
        key: ["article_id", "user_id"],
        rows: rows(20, (n) => [`${n}`, `${n}`]),
      },
    });
    expect(said.edges).toEqual(
      expect.arrayContaining([
        "conversations(id) shared conversation_members",
        "messages(conversation_id) shared conversations",
      ]),
    );
    expect(said.left).toEqual(expect.arrayContaining(["rooms", "articles"]));
  });

  it("addresses beside a table that says whose they are, by type", () => {
    const key = (n: number) => `0000000${n % 10}-0000-4000-8000-00000000000${n % 10}`;
    const said = saying({
      contacts: {
        columns: "id uuid!, first_name varchar, last_name varchar, phone_mobile varchar",
        rows: rows(9, (n) => [key(n), "Ada", "Roth", "+353 85 100 1000"]),
      },
      contacts_cstm: {
        columns: "id_c uuid!, shoe_size varchar",
        key: ["id_c"],
        rows: rows(9, (n) => [key(n), "44"]),
      },
      email_addresses: {
        columns: "id uuid!, email_address varchar",
        rows: rows(9, (n) => [key(n), `p${n}@example.com`]),
      },
      email_bean_rel: {
        columns: "id uuid!, email_address_id uuid!, bean_id uuid!, bean_module varchar!",
        rows: rows(9, (n) => [key(n), key(n), key(n), "Contacts"]),
      },
      calls: {
        columns: "id uuid!, modified_user_id uuid, contact_id uuid, description text",
        rows: rows(9, (n) => [key(n), key(n), key(n), "words"]),
      },
    });
    expect(said.found).toContain("email_addresses.email_address email");
    expect(said.edges).toEqual(
      expect.arrayContaining([
        "email_bean_rel(bean_id) owned contacts",
        "contacts_cstm(id_c) owned contacts",
      ]),
    );
    expect(said.edges.filter((edge) => edge.includes("modified_user_id"))).toEqual([]);
  });

  it("0 for nobody is a guest; whoever owns a ticket that a customer asked for only looks after it", () => {
    const said = saying({
      users,
      tickets: {
        columns: "id int!, customer_id int!, owner_id int!, title varchar",
        rows: rows(9, (n) => [`${n}`, `${n}`, "3", "Help"]),
      },
      orders: {
        columns: "id int!, customer_id int!, billing_email varchar",
        rows: rows(9, (n) => [`${n}`, n % 3 === 0 ? "0" : `${n}`, `person${n}@example.com`]),
      },
      download_permission: {
        columns: "id int!, user_email varchar!, user_id int!",
        rows: rows(9, (n) => [`${n}`, `person${n}@example.com`, `${n}`]),
      },
      order_tag: {
        columns: "order_id int!, tag varchar!",
        key: ["order_id", "tag"],
        rows: rows(9, (n) => [`${n}`, "new"]),
      },
    });
    expect(said.edges).toEqual(
      expect.arrayContaining([
        "tickets(customer_id) owned users",
        "tickets(owner_id) about users",
        "orders(billing_email) owned users",
        "order_tag(order_id) owned orders",
        "download_permission(user_id) owned users",
      ]),
    );
  });

  it("names of the map are plain letters, and each stands once", () => {
    const said = saying({
      users,
      Fälle: { columns: "id int!, user_id int!", rows: rows(9, (n) => [`${n}`, `${n}`]) },
      "user notes": { columns: "id int!, user_id int!", rows: rows(9, (n) => [`${n}`, `${n}`]) },
      user_notes: { columns: "id int!, user_id int!", rows: rows(9, (n) => [`${n}`, `${n}`]) },
    });
    expect(said.edges).toEqual([
      "faelle(user_id) owned users",
      "user_notes(user_id) owned users",
      "user_notes_2(user_id) owned users",
    ]);
  });

  it("an applicant is found by e-mail, and is not the interviewer's; a post is not whoever liked it", () => {
    const said = saying({
      users,
      job_applications: {
        columns: "id int!, applicant_email varchar!, cv text",
        rows: rows(9, (n) => [`${n}`, `new${n}@example.org`, "words"]),
      },
      interviews: {
        columns: "id int!, job_application_id int!, interviewer_id int!, notes text",
        rows: rows(9, (n) => [`${n}`, `${n}`, `${n}`, "words"]),
      },
      posts: { columns: "id int!, author_id int!, body text", rows: rows(9, (n) => [`${n}`, "2", "words"]) },
      post_likes: {
        columns: "id int!, post_id int!, user_id int!",
        rows: rows(9, (n) => [`${n}`, `${n}`, `${n}`]),
      },
    });
    expect(said.roots).toEqual(["users id", "job_applications applicant_email"]);
    expect(said.edges.filter((edge) => edge.startsWith("posts("))).toEqual([
      "posts(author_id) authored users",
    ]);
  });

  it("whoever acts is one of the people others refer to, not of those who are only named beside them", () => {
    const said = saying({
      emergency_contacts: {
        columns: "id int!, emp_no int!, full_name varchar, email varchar",
        points: { emp_no: "employees" },
        rows: rows(9, (n) => [`${n}`, `${n}`, "Ada Roth", `kin${n}@example.org`]),
      },
      employees: {
        columns: "emp_no int!, full_name varchar, email varchar",
        key: ["emp_no"],
        rows: rows(20, (n) => [`${n + 20}`, "Ada Roth", `person${n}@example.com`]),
      },
      leave_requests: {
        columns: "id int!, employee_no int!, approver_no int, reason text",
        rows: rows(9, (n) => [`${n}`, `${n + 20}`, "23", "words"]),
      },
    });
    expect(said.edges).toEqual(
      expect.arrayContaining([
        "leave_requests(employee_no) owned employees",
        "leave_requests(approver_no) about employees",
      ]),
    );
  });
});
