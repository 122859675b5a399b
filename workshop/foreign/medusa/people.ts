import { type Filling, mark, nth, type Value } from "../product.ts";

/** Text that goes with a row of the shop, in the JSON that nearly every table has for such things. */
export const note = (...whose: string[]): Value => JSON.stringify({ note: mark(...whose) });
/** An exact amount as Medusa keeps it beside the rounded one. */
export const raw = (amount: number): Value => JSON.stringify({ value: String(amount), precision: 20 });

type Customer = readonly [
  id: string,
  email: string,
  first: string,
  last: string,
  account: boolean,
  deleted: boolean,
  whose: string,
];

/** Whoever buys without signing in is a customer of their own, with the same address as their account has. */
const customers: readonly Customer[] = [
  ["cus_mina", "mina@example.com", "Mina", "Okafor", true, false, "mina"],
  ["cus_mina_guest", "mina@example.com", "M.", "Okafor", false, false, "mina"],
  ["cus_minb", "m.okafor@example.org", "Mina", "Okafor", true, false, "minb"],
  // Serves in the shop and buys there.
  ["cus_hank", "hank@example.net", "Hank", "Visser", true, false, "hank"],
  ["cus_priya", "priya@example.com", "Priya", "Raman", true, false, "priya"],
  ["cus_lea", "Lea.Brandt@Example.org", "Léa", "Brandt", true, false, "lea"],
  // Closed his account; all of it is still there.
  ["cus_tomas", "tomas@example.org", "Tomás", "Reyes", true, true, "tomas"],
  ["cus_nia", "nia@example.com", "Nia", "Adeyemi", true, false, "nia"],
];

export const addressColumns = [
  "first_name",
  "last_name",
  "address_1",
  "city",
  "country_code",
  "postal_code",
  "phone",
];
/** The values of these columns for one of a few invented places. */
export const place = (first: string, last: string, house: number): Value[] => [
  ...[first, last, `${house} Heron Walk`, "Dublin", "ie", `D08 ${house}`, `+353155501${house}`],
];

export const customerFillings: readonly Filling[] = [
  {
    table: "customer",
    columns: [
      "id",
      "email",
      "first_name",
      "last_name",
      "has_account",
      "deleted_at",
      "metadata",
      "phone",
      "created_by",
      "created_at",
    ],
    rows: customers.map(([id, email, first, last, account, deleted, whose], n) => [
      ...[id, email, first, last, account, deleted ? nth(70) : null, note(whose), `+35315550${n}00`],
      ...[id === "cus_minb" ? "user_hank" : null, nth(n)],
    ]),
  },
  {
    table: "customer_address",
    columns: ["id", "customer_id", "address_name", "is_default_shipping", ...addressColumns, "metadata"],
    rows: [
      ["cuaddr_1", "cus_mina", "Home", true, ...place("Mina", "Okafor", 11), note("mina")],
      ["cuaddr_2", "cus_mina", "Mum", false, ...place("Ada", "Okafor", 12), note("mina")],
      ["cuaddr_3", "cus_minb", "Home", true, ...place("Mina", "Okafor", 13), note("minb")],
      // The same house as Mina's.
      ["cuaddr_4", "cus_priya", "Home", true, ...place("Priya", "Raman", 11), note("priya")],
      ["cuaddr_5", "cus_tomas", "Home", true, ...place("Tomás", "Reyes", 15), note("tomas")],
    ],
  },
  {
    table: "customer_group",
    columns: ["id", "name", "metadata", "created_by"],
    rows: [
      ["cusgroup_1", "Guides", note("mina", "hank"), "user_hank"],
      ["cusgroup_2", "Wholesale", null, "user_hank"],
    ],
  },
  {
    table: "customer_group_customer",
    columns: ["id", "customer_id", "customer_group_id", "metadata", "created_by"],
    rows: [
      ["cusgc_1", "cus_mina", "cusgroup_1", note("mina"), "user_hank"],
      ["cusgc_2", "cus_hank", "cusgroup_1", note("hank"), "user_hank"],
    ],
  },
];

/** So many further customers, each with an account, an address, and (elsewhere) an order. */
export const crowdEmail = (n: number): string => `person${n}@example.${["com", "org", "net"][n % 3]}`;
