import type { SealPurpose } from "./key-ring.ts";

/** A row's columns by which its ciphertext is bound, as text; bytes in hex. */
type Row = Readonly<Record<string, string>>;

/** A column in which lies what is sealed under the house's own key. */
export type SealedPlace = {
  table: string;
  /** The columns of its primary key, in order. */
  key: readonly { column: string; type: "uuid" | "text" | "bytea" }[];
  column: string;
  purpose: SealPurpose;
  /** More columns that the context needs. */
  also?: readonly string[];
  context(row: Row): string;
  /** The context that the first format had, where it had another. */
  before?(row: Row): string;
  /** Only these rows: the others of the column lie under another key. */
  where?: string;
};

const id = [{ column: "id", type: "uuid" }] as const;

/**
 * Every column that is sealed under the house's own key: what a rotation seals again, and what must be empty of a key
 * before that is retired. The contexts are those of the rooms that own the tables. Not among them, as they end within
 * minutes by themselves: the mailbox of a sign-in code (`challenge.sealed`), tickets and steps that lie in pages.
 */
export const sealedPlaces: readonly SealedPlace[] = [
  {
    ...{ table: "request_key", key: [{ column: "request_id", type: "uuid" }], column: "wrapped" },
    ...{ purpose: "wrap", context: (row) => `request_key/${row.request_id}/wrapped` },
  },
  {
    ...{ table: "choice_person", key: id, column: "wrapped" },
    ...{ purpose: "wrap", context: (row) => `choice_person/${row.id}/wrapped` },
  },
  {
    ...{ table: "erasure_batch", key: id, column: "wrapped_key" },
    ...{ purpose: "wrap", context: (row) => `erasure_batch/${row.id}/wrapped_key` },
  },
  {
    ...{ table: "erasure_undo", key: id, column: "wrapped" },
    ...{ purpose: "undo", context: (row) => `erasure_undo/${row.id}/wrapped` },
  },
  {
    ...{ table: "behalf_paper", key: id, column: "wrapped", also: ["batch_id"] },
    ...{ purpose: "wrap", context: (row) => `behalf_paper/${row.batch_id}/wrapped` },
  },
  {
    ...{ table: "system_secret", column: "sealed", purpose: "secret" },
    key: [
      { column: "system_id", type: "text" },
      { column: "name", type: "text" },
    ],
    context: (row) => `system_secret/${row.system_id}/${row.name}`,
  },
  {
    ...{ table: "account", key: id, column: "sealed", also: ["kind", "token"], purpose: "account" },
    context: (row) => `account/${row.kind}/${row.token}`,
    before: (row) => `account/${row.kind}`,
  },
  {
    ...{ table: "feed_token", key: id, column: "sealed_name", also: ["account_id"] },
    ...{ purpose: "account", context: (row) => `feed_token/${row.account_id}/name` },
  },
  {
    ...{ table: "legal_hold", key: id, column: "sealed_reason" },
    ...{ purpose: "hold", context: (row) => `legal_hold/${row.id}/reason` },
  },
  {
    ...{ table: "notice", key: id, column: "sealed", where: "request_id is null" },
    ...{ purpose: "notice", context: (row) => `notice/${row.id}/sealed` },
  },
  {
    ...{ table: "bulk_run", key: id, column: "sealed" },
    ...{ purpose: "bulk", context: (row) => `bulk_run/${row.id}/sealed` },
  },
  {
    ...{ table: "staff_kept_form", key: [{ column: "staff_id", type: "uuid" }], column: "sealed" },
    ...{ purpose: "kept_form", context: (row) => `staff_kept_form/${row.staff_id}/sealed` },
  },
  {
    ...{ table: "ceremony", key: [{ column: "id", type: "bytea" }], column: "sealed" },
    ...{ purpose: "account", context: (row) => `ceremony/${row.id}` },
  },
  {
    // Lists that somebody drew up and has not sent are kept as drafts too.
    ...{ table: "draft", key: [{ column: "browser", type: "bytea" }], column: "sealed" },
    ...{ purpose: "draft", context: (row) => `draft/${row.browser}` },
  },
];
