import { type Filling, nth } from "../product.ts";

/** So many further people, each with an account, two edits of an article and a page they watch. */
export function crowdFillings(size: number): Filling[] {
  const each = <T>(of: (n: number) => T[]): T[] => Array.from({ length: size }, (_, n) => of(n)).flat();
  const id = (n: number) => 100_000 + n;
  const edits = (n: number) => [0, 1].map((k) => 100_000 + n * 2 + k);
  const email = (n: number) => `person${n}@example.${["com", "org", "net"][n % 3]}`;
  return [
    {
      table: "user",
      columns: ["user_id", "user_name", "user_password", "user_newpassword", "user_email", "user_touched"],
      rows: each((n) => [[id(n), `Person${n}`, "", "", email(n), nth(n)]]),
    },
    {
      table: "actor",
      columns: ["actor_id", "actor_user", "actor_name"],
      rows: each((n) => [[id(n), id(n), `Person${n}`]]),
    },
    {
      table: "watchlist",
      columns: ["wl_id", "wl_user", "wl_namespace", "wl_title"],
      rows: each((n) => [[id(n), id(n), 0, "Tents"]]),
    },
    {
      table: "revision",
      columns: ["rev_id", "rev_page", "rev_comment_id", "rev_actor", "rev_timestamp", "rev_parent_id"],
      rows: each((n) => edits(n).map((edit) => [edit, 301, 500, id(n), nth(n), 0])),
    },
    {
      table: "slots",
      columns: ["slot_revision_id", "slot_role_id", "slot_content_id", "slot_origin"],
      rows: each((n) => edits(n).map((edit) => [edit, 1, edit, edit])),
    },
    {
      table: "content",
      columns: ["content_id", "content_size", "content_sha1", "content_model", "content_address"],
      rows: each((n) => edits(n).map((edit) => [edit, 9, "", 1, `tt:${edit}`])),
    },
    {
      table: "text",
      columns: ["old_id", "old_text", "old_flags"],
      rows: each((n) => edits(n).map((edit) => [edit, `Words of person ${n}.`, "utf-8"])),
    },
    {
      table: "recentchanges",
      columns: ["rc_id", "rc_timestamp", "rc_actor", "rc_title", "rc_comment_id", "rc_this_oldid", "rc_ip"],
      rows: each((n) => edits(n).map((edit) => [edit, nth(n), id(n), "Tents", 500, edit, "198.51.100.1"])),
    },
  ];
}
