import { type Filling, mark, nth } from "../product.ts";

/** The invented people of the wiki: account numbers. Everybody's actor, under which they write, is 200 above. */
export const ids = { mina: 1, minb: 2, hank: 3, priya: 4, jonas: 5, lea: 6, tomas: 7, nia: 8 };
/** Their names in the wiki, which are also the titles of their own pages. */
export const wikiNames: Record<keyof typeof ids, string> = {
  mina: "Mina",
  minb: "MinaO",
  hank: "Hank",
  priya: "Priya",
  jonas: "Jonas",
  lea: "Lea",
  tomas: "Tomas",
  nia: "Nia",
};
export const actor = (user: number): number => 200 + user;
/** Somebody without an account, at the address that Mina also once wrote from. */
export const stranger = 299;

const { mina, minb, hank, priya, jonas, lea, tomas, nia } = ids;

const users: readonly [id: number, name: string, realName: string, email: string][] = [
  [mina, wikiNames.mina, "Mina Okafor", "mina@example.com"],
  [minb, wikiNames.minb, "Mina Okafor", "m.okafor@example.org"],
  [hank, wikiNames.hank, "Hank Visser", "hank@example.net"],
  [priya, wikiNames.priya, "Priya Raman", "priya@example.com"],
  [jonas, wikiNames.jonas, "Jonas Weiß", "jonas@example.net"],
  [lea, wikiNames.lea, "Léa Brandt", "Lea.Brandt@Example.org"],
  [tomas, wikiNames.tomas, "Tomás Reyes", "tomas@example.org"],
  [nia, wikiNames.nia, "", "nia@example.com"],
];

/** Accounts and what hangs on them directly. */
export const accountFillings: readonly Filling[] = [
  {
    table: "user",
    columns: [
      ...["user_id", "user_name", "user_real_name", "user_password", "user_newpassword", "user_email"],
      ...["user_touched", "user_token", "user_email_token", "user_registration", "user_editcount"],
    ],
    rows: users.map(([id, name, realName, email], n) => [
      ...[id, name, realName, `:pbkdf2:sha512:${mark("never")}`, mark("never"), email],
      ...[nth(n + 50), mark("never"), mark("never"), nth(n), id === nia ? 0 : 3],
    ]),
  },
  {
    table: "actor",
    columns: ["actor_id", "actor_user", "actor_name"],
    rows: [...users.map(([id, name]) => [actor(id), id, name]), [stranger, null, "203.0.113.7"]],
  },
  {
    table: "user_groups",
    columns: ["ug_user", "ug_group", "ug_expiry"],
    rows: [
      [hank, "sysop", null],
      [jonas, "sysop", null],
      [jonas, "bureaucrat", nth(900)],
    ],
  },
  { table: "user_former_groups", columns: ["ufg_user", "ufg_group"], rows: [[hank, "bureaucrat"]] },
  {
    table: "user_properties",
    columns: ["up_user", "up_property", "up_value"],
    rows: [
      [mina, "gender", `female ${mark("mina")}`],
      [mina, "nickname", `Mina of the tents ${mark("mina")}`],
      [minb, "language", `en ${mark("minb")}`],
      [hank, "language", `nl ${mark("hank")}`],
      [lea, "language", `fr ${mark("lea")}`],
    ],
  },
  {
    table: "bot_passwords",
    columns: ["bp_user", "bp_app_id", "bp_password", "bp_token", "bp_restrictions", "bp_grants"],
    rows: [[hank, `cleaner ${mark("hank")}`, mark("never"), mark("never"), "{}", "[]"]],
  },
  {
    table: "watchlist",
    columns: ["wl_id", "wl_user", "wl_namespace", "wl_title"],
    rows: [
      [1201, mina, 0, `Tents_${mark("mina")}`],
      [1202, priya, 0, `Tents_${mark("priya")}`],
      // Priya watches Mina's page: hers, not Mina's.
      [1203, priya, 2, `Mina_${mark("priya")}`],
    ],
  },
  {
    table: "watchlist_expiry",
    columns: ["we_item", "we_expiry"],
    rows: [1201, 1203].map((id) => [id, nth(800)]),
  },
  {
    table: "user_newtalk",
    columns: ["user_id", "user_ip", "user_last_timestamp"],
    rows: [
      [mina, "", nth(30)],
      // For the stranger, told by address.
      [0, "203.0.113.7", nth(31)],
    ],
  },
  {
    table: "uploadstash",
    columns: [
      "us_id",
      "us_user",
      "us_key",
      "us_orig_path",
      "us_path",
      "us_timestamp",
      "us_status",
      "us_size",
      "us_sha1",
    ],
    rows: [[1401, lea, "k1.jpg", `/tmp/${mark("lea")}`, "mwstore://local/1", nth(40), "finished", 99, "a1"]],
  },
];
