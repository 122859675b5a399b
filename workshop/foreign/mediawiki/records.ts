import { type Filling, mark, nth } from "../product.ts";
import { actor, ids, stranger } from "./accounts.ts";

const { mina, hank, priya, jonas, lea, tomas } = ids;

const logs: readonly [
  id: number,
  type: string,
  action: string,
  by: number,
  namespace: number,
  title: string,
  comment: number,
  whose: string[],
][] = [
  [901, "block", "block", actor(hank), 2, "Priya", 505, ["hank", "priya"]],
  [902, "delete", "delete", actor(hank), 0, "Tarps", 500, ["hank"]],
  [903, "newusers", "create", actor(mina), 2, "Mina", 511, ["mina"]],
  [904, "rights", "rights", actor(jonas), 2, "Hank", 513, ["jonas", "hank"]],
  // What Priya wrote was hidden; only the table of searches says that it was hers.
  [905, "delete", "revision", actor(jonas), 0, "Tents", 510, ["jonas", "priya"]],
  [906, "move", "move", actor(tomas), 0, "Mina", 514, ["tomas"]],
  [907, "delete", "delete", actor(hank), 3, "Mina", 512, ["mina", "hank"]],
];

/** Logs, recent changes, blocks, files and tags. */
export const recordFillings: readonly Filling[] = [
  {
    table: "logging",
    columns: [
      "log_id",
      "log_type",
      "log_action",
      "log_timestamp",
      "log_actor",
      "log_namespace",
      "log_title",
      "log_comment_id",
      "log_params",
    ],
    rows: logs.map(([id, type, action, by, namespace, title, comment, whose], n) => [
      ...[id, type, action, nth(n), by, namespace, title, comment, `a:0:{} ${mark(...whose)}`],
    ]),
  },
  {
    table: "log_search",
    columns: ["ls_field", "ls_value", "ls_log_id"],
    rows: [
      ["target_author_actor", `${actor(priya)}`, 905],
      // The number of a revision, which is also that of Mina's actor.
      ["rev_id", `${actor(mina)}`, 905],
    ],
  },
  {
    table: "recentchanges",
    columns: [
      "rc_id",
      "rc_timestamp",
      "rc_actor",
      "rc_title",
      "rc_comment_id",
      "rc_this_oldid",
      "rc_ip",
      "rc_params",
    ],
    rows: [
      [1001, nth(0), actor(mina), "Tents", 501, 401, "203.0.113.7", mark("mina")],
      [1002, nth(1), actor(priya), "Tents", 501, 402, "203.0.113.99", mark("priya")],
      // The same address as Mina's, another person as far as anybody knows.
      [1003, nth(2), stranger, "Boots", 500, 407, "203.0.113.7", ""],
      // A change on Mina's talk page, with the address that Hank wrote from.
      [1004, nth(3), actor(hank), "Mina", 508, 405, "203.0.113.50", mark("hank")],
    ],
  },
  {
    table: "ipblocks",
    columns: [
      "ipb_id",
      "ipb_address",
      "ipb_user",
      "ipb_by_actor",
      "ipb_reason_id",
      "ipb_timestamp",
      "ipb_auto",
      "ipb_expiry",
      "ipb_range_start",
      "ipb_range_end",
      "ipb_parent_block_id",
    ],
    rows: [
      [1101, "Priya", priya, actor(hank), 505, nth(5), 0, nth(700), "", mark("priya"), null],
      // Made by the wiki itself: the address that Priya wrote from, which administrators are never shown.
      [1102, "203.0.113.99", 0, actor(hank), 505, nth(6), 1, nth(20), "", mark("priya"), 1101],
      [1103, "203.0.113.7", 0, actor(jonas), 500, nth(7), 0, nth(30), "", "", null],
    ],
  },
  { table: "ipblocks_restrictions", columns: ["ir_ipb_id", "ir_type", "ir_value"], rows: [[1101, 1, 301]] },
  {
    table: "image",
    columns: ["img_name", "img_metadata", "img_description_id", "img_actor", "img_timestamp"],
    rows: [["Tent.jpg", `GPS 53.27 -9.05 ${mark("lea")}`, 507, actor(lea), nth(1)]],
  },
  {
    table: "oldimage",
    columns: ["oi_name", "oi_archive_name", "oi_description_id", "oi_actor", "oi_timestamp", "oi_metadata"],
    rows: [["Tent.jpg", "20240101!Tent.jpg", 507, actor(lea), nth(0), mark("lea")]],
  },
  {
    table: "filearchive",
    columns: [
      "fa_id",
      "fa_name",
      "fa_deleted_user",
      "fa_deleted_reason_id",
      "fa_metadata",
      "fa_description_id",
      "fa_actor",
    ],
    rows: [[1501, "Boot.jpg", hank, 500, mark("mina"), 500, actor(mina)]],
  },
  {
    table: "protected_titles",
    columns: [
      "pt_namespace",
      "pt_title",
      "pt_user",
      "pt_reason_id",
      "pt_timestamp",
      "pt_expiry",
      "pt_create_perm",
    ],
    rows: [[0, "Fights", jonas, 506, nth(8), nth(900), "sysop"]],
  },
  {
    table: "change_tag_def",
    columns: ["ctd_id", "ctd_name", "ctd_user_defined"],
    rows: [[1, "mobile edit", 0]],
  },
  {
    table: "change_tag",
    columns: ["ct_id", "ct_rc_id", "ct_log_id", "ct_rev_id", "ct_params", "ct_tag_id"],
    rows: [
      [1301, null, null, 401, mark("mina"), 1],
      [1302, null, 901, null, mark("hank", "priya"), 1],
      [1303, null, null, 407, null, 1],
      [1304, 1002, null, null, mark("priya"), 1],
    ],
  },
];
