import type { Stand, TrueCollection, TruePerson } from "../product.ts";
import { actor, ids, wikiNames } from "./accounts.ts";

/**
 * What belongs to a person in MediaWiki, decided as a privacy officer would, in SQL written by hand; it knows of no
 * data map and no walk.
 *
 * - Theirs: the account, its actor, rights, preferences, watch list, uploads; the pages in their own name (name spaces
 *   2 and 3) with what anybody wrote there, because it was written to them.
 * - What they wrote anywhere, deleted or not, with its text. A revision that shows an earlier one's text again (a
 *   rollback) makes that text nobody else's: the slot's origin says whose it is.
 * - Summaries are stored once for all who wrote the same: each of them gets it.
 * - Log entries by them, about their pages and rights, and those that the table of searches ties to them.
 * - Blocks of them, with the blocks of addresses that the wiki made out of these. An administrator gets that they
 *   blocked somebody, never the addresses.
 * - Not theirs: what was written without an account from an address that they also used; who watches their page; the
 *   recent changes of others (they carry the others' addresses).
 */
function truthOf(id: number, name: string): Record<string, TrueCollection> {
  const by = actor(id);
  const ownPages = `select p.page_id from page p where p.page_namespace in (2, 3) and p.page_title = '${name}'`;
  const revisions = `select r.rev_id from revision r where r.rev_actor = ${by} or r.rev_page in (${ownPages})`;
  const archived = `select a.ar_rev_id from archive a where a.ar_actor = ${by}`;
  const slots = `select s.slot_content_id from slots s where s.slot_origin = s.slot_revision_id
    and (s.slot_revision_id in (${revisions}) or s.slot_revision_id in (${archived}))`;
  const contents = `select c.content_address from content c where c.content_id in (${slots})`;
  const logs = `select l.log_id from logging l where l.log_actor = ${by}
    or (l.log_namespace in (2, 3) and l.log_title = '${name}')
    or l.log_id in (select ls.ls_log_id from log_search ls
      where ls.ls_field = 'target_author_actor' and ls.ls_value = '${by}')`;
  const blocks = `select b.ipb_id from ipblocks b where b.ipb_user = ${id}
    or b.ipb_parent_block_id in (select p.ipb_id from ipblocks p where p.ipb_user = ${id})`;
  const summaries = [
    `select t.revcomment_comment_id from revision_comment_temp t where t.revcomment_rev in (${revisions})`,
    `select r.rev_comment_id from revision r where r.rev_id in (${revisions})`,
    `select a.ar_comment_id from archive a where a.ar_actor = ${by}`,
    `select l.log_comment_id from logging l where l.log_id in (${logs})`,
    `select rc.rc_comment_id from recentchanges rc where rc.rc_actor = ${by}`,
    `select b.ipb_reason_id from ipblocks b where b.ipb_id in (${blocks})`,
    `select i.img_description_id from image i where i.img_actor = ${by}`,
    `select i.oi_description_id from oldimage i where i.oi_actor = ${by}`,
    `select f.fa_description_id from filearchive f where f.fa_actor = ${by}`,
    `select pt.pt_reason_id from protected_titles pt where pt.pt_user = ${id}`,
  ].join(" union ");
  const of = (table: string, key: string[], where: string, ...stands: Stand[]): TrueCollection => ({
    table,
    key,
    stands: stands.length ? stands : ["owned"],
    sql: `select t.* from "${table}" t where ${where}`,
  });
  return {
    user: {
      ...of("user", ["user_id"], `t.user_id = ${id}`),
      never: ["user_password", "user_newpassword", "user_token", "user_email_token"],
    },
    actor: of("actor", ["actor_id"], `t.actor_user = ${id}`),
    user_groups: of("user_groups", ["ug_user", "ug_group"], `t.ug_user = ${id}`),
    user_former_groups: of("user_former_groups", ["ufg_user", "ufg_group"], `t.ufg_user = ${id}`),
    user_properties: of("user_properties", ["up_user", "up_property"], `t.up_user = ${id}`),
    bot_passwords: {
      ...of("bot_passwords", ["bp_user", "bp_app_id"], `t.bp_user = ${id}`),
      never: ["bp_password", "bp_token"],
    },
    watchlist: of("watchlist", ["wl_id"], `t.wl_user = ${id}`),
    watchlist_expiry: of(
      "watchlist_expiry",
      ["we_item"],
      `t.we_item in (select w.wl_id from watchlist w where w.wl_user = ${id})`,
    ),
    user_newtalk: of("user_newtalk", ["user_id", "user_last_timestamp"], `t.user_id = ${id}`),
    uploadstash: of("uploadstash", ["us_id"], `t.us_user = ${id}`),
    page: of("page", ["page_id"], `t.page_id in (${ownPages})`),
    revision: of("revision", ["rev_id"], `t.rev_id in (${revisions})`, "authored", "shared"),
    revision_comment_temp: of(
      "revision_comment_temp",
      ["revcomment_rev", "revcomment_comment_id"],
      `t.revcomment_rev in (${revisions})`,
      "authored",
    ),
    archive: of("archive", ["ar_id"], `t.ar_actor = ${by}`, "authored"),
    slots: of(
      "slots",
      ["slot_revision_id", "slot_role_id"],
      `t.slot_origin = t.slot_revision_id
        and (t.slot_revision_id in (${revisions}) or t.slot_revision_id in (${archived}))`,
      "authored",
    ),
    content: of("content", ["content_id"], `t.content_id in (${slots})`, "authored"),
    text: of(
      "text",
      ["old_id"],
      `exists (select 1 from (${contents}) c where c.content_address = 'tt:' || t.old_id)`,
      "authored",
    ),
    comment: of("comment", ["comment_id"], `t.comment_id in (${summaries})`, "shared"),
    logging: of("logging", ["log_id"], `t.log_id in (${logs})`, "authored", "about"),
    log_search: of(
      "log_search",
      ["ls_field", "ls_value", "ls_log_id"],
      `t.ls_field = 'target_author_actor' and t.ls_value = '${by}'`,
      "about",
    ),
    recentchanges: of("recentchanges", ["rc_id"], `t.rc_actor = ${by}`, "authored"),
    blocks_of_you: of("ipblocks", ["ipb_id"], `t.ipb_id in (${blocks})`, "about"),
    blocks_by_you: {
      ...of("ipblocks", ["ipb_id"], `t.ipb_by_actor = ${by} and t.ipb_auto = 0`, "authored"),
      only: ["ipb_id", "ipb_by_actor", "ipb_timestamp", "ipb_auto", "ipb_expiry", "ipb_sitewide"],
    },
    ipblocks_restrictions: of(
      "ipblocks_restrictions",
      ["ir_ipb_id", "ir_type", "ir_value"],
      `t.ir_ipb_id in (${blocks})`,
      "about",
    ),
    image: of("image", ["img_name"], `t.img_actor = ${by}`, "authored"),
    oldimage: of("oldimage", ["oi_name", "oi_archive_name"], `t.oi_actor = ${by}`, "authored"),
    filearchive: of("filearchive", ["fa_id"], `t.fa_actor = ${by}`, "authored"),
    protected_titles: of("protected_titles", ["pt_namespace", "pt_title"], `t.pt_user = ${id}`, "authored"),
    change_tag: of(
      "change_tag",
      ["ct_id"],
      `t.ct_rev_id in (${revisions}) or t.ct_log_id in (${logs})
        or t.ct_rc_id in (select rc.rc_id from recentchanges rc where rc.rc_actor = ${by})`,
      "about",
    ),
  };
}

const person = (name: keyof typeof ids, email: string, trap: string): TruePerson => ({
  name,
  email,
  trap,
  collections: truthOf(ids[name], wikiNames[name]),
});

export const mediawikiPeople: readonly TruePerson[] = [
  person("mina", "mina@example.com", "an article has her name, a stranger her address, a rollback her words"),
  person("minb", "m.okafor@example.org", "has the same real name as Mina"),
  person("hank", "hank@example.net", "administrator: blocks, rolls back, writes on others' pages"),
  person("priya", "priya@example.com", "is blocked, and the wiki blocked her address too"),
  person("jonas", "jonas@example.net", "administrator: hid what Priya wrote"),
  person("lea", "lea.brandt@example.org", "her address is written with capitals; uploads pictures"),
  person("tomas", "tomas@example.org", "wrote the article with Mina's name"),
  person("nia", "nia@example.com", "has an account and did nothing"),
];
