import { type Filling, mark, nth, type Value } from "../product.ts";
import { addressColumns, note, place, raw } from "./people.ts";

type Order = readonly [
  id: string,
  customer: string | null,
  email: string,
  shipping: string,
  billing: string | null,
  whose: string,
];

const orders: readonly Order[] = [
  ["order_1", "cus_mina", "mina@example.com", "ordaddr_1", "ordaddr_2", "mina"],
  ["order_2", "cus_mina_guest", "mina@example.com", "ordaddr_3", null, "mina"],
  // A present for Mina: Priya's order, with Mina's name and door on the parcel.
  ["order_3", "cus_priya", "priya@example.com", "ordaddr_4", "ordaddr_5", "priya"],
  // From before there were accounts: only the address says whose.
  ["order_4", null, "mina@example.com", "ordaddr_6", null, "mina"],
  // Hank's, who had the mails about it sent to Priya.
  ["order_5", "cus_hank", "priya@example.com", "ordaddr_7", null, "hank"],
  ["order_6", "cus_lea", "Lea.Brandt@Example.org", "ordaddr_8", null, "lea"],
  ["order_7", "cus_tomas", "tomas@example.org", "ordaddr_9", null, "tomas"],
];

const addresses: readonly [id: string, first: string, last: string, house: number, whose: string][] = [
  ["ordaddr_1", "Mina", "Okafor", 11, "mina"],
  ["ordaddr_2", "Ada", "Okafor", 12, "mina"],
  ["ordaddr_3", "M.", "Okafor", 11, "mina"],
  ["ordaddr_4", "Mina", "Okafor", 11, "priya"],
  ["ordaddr_5", "Priya", "Raman", 11, "priya"],
  ["ordaddr_6", "Mina", "Okafor", 11, "mina"],
  ["ordaddr_7", "Hank", "Visser", 14, "hank"],
  ["ordaddr_8", "Léa", "Brandt", 16, "lea"],
  ["ordaddr_9", "Tomás", "Reyes", 15, "tomas"],
];

/** One row for each order, made from its number and whose it is. */
const perOrder = (row: (n: number, order: string, whose: string) => Value[]): Value[][] =>
  orders.map(([id, , , , , whose], n) => row(n + 1, id, whose));

const zero = raw(0);

export const orderFillings: readonly Filling[] = [
  {
    table: "order_address",
    columns: ["id", ...addressColumns, "metadata"],
    rows: addresses.map(([id, first, last, house, whose]) => [id, ...place(first, last, house), note(whose)]),
  },
  {
    table: "order",
    columns: [
      "id",
      "customer_id",
      "email",
      "currency_code",
      "shipping_address_id",
      "billing_address_id",
      "metadata",
      "created_at",
    ],
    rows: orders.map(([id, customer, email, shipping, billing, whose], n) => [
      ...[id, customer, email, "eur", shipping, billing, note(whose), nth(n)],
    ]),
  },
  {
    table: "order_summary",
    columns: ["id", "order_id", "totals"],
    rows: perOrder((n, order, whose) => [
      `ordsum_${n}`,
      order,
      JSON.stringify({ paid: 100, note: mark(whose) }),
    ]),
  },
  {
    table: "order_line_item",
    columns: ["id", "title", "unit_price", "raw_unit_price", "metadata"],
    rows: perOrder((n, _order, whose) => [`ordli_${n}`, "Tent", 199, raw(199), note(whose)]),
  },
  {
    table: "order_item",
    columns: [
      ...[
        "id",
        "order_id",
        "version",
        "item_id",
        "quantity",
        "raw_quantity",
        "fulfilled_quantity",
        "raw_fulfilled_quantity",
      ],
      ...[
        "shipped_quantity",
        "raw_shipped_quantity",
        "return_requested_quantity",
        "raw_return_requested_quantity",
      ],
      ...["return_received_quantity", "raw_return_received_quantity", "return_dismissed_quantity"],
      ...["raw_return_dismissed_quantity", "written_off_quantity", "raw_written_off_quantity", "metadata"],
    ],
    rows: perOrder((n, order, whose) => [
      ...[`orditem_${n}`, order, 1, `ordli_${n}`, 1, raw(1), 1, raw(1), 1, raw(1)],
      ...[0, zero, 0, zero, 0, zero, 0, zero, note(whose)],
    ]),
  },
  {
    table: "order_line_item_tax_line",
    columns: ["id", "item_id", "code", "rate", "raw_rate", "description"],
    rows: [["ordlitxl_1", "ordli_1", "VAT", 23, raw(23), mark("mina")]],
  },
  {
    table: "order_line_item_adjustment",
    columns: ["id", "item_id", "code", "amount", "raw_amount", "description"],
    rows: [["ordliadj_1", "ordli_3", "GIFT", 5, raw(5), mark("priya")]],
  },
  {
    table: "order_shipping_method",
    columns: ["id", "name", "amount", "raw_amount", "metadata"],
    rows: perOrder((n, _order, whose) => [`ordsm_${n}`, "Courier", 6, raw(6), note(whose)]),
  },
  {
    table: "order_shipping",
    columns: ["id", "order_id", "version", "shipping_method_id"],
    rows: perOrder((n, order) => [`ordspmv_${n}`, order, 1, `ordsm_${n}`]),
  },
  {
    table: "order_shipping_method_tax_line",
    columns: ["id", "shipping_method_id", "code", "rate", "raw_rate", "description"],
    rows: [["ordsmtxl_1", "ordsm_1", "VAT", 23, raw(23), mark("mina")]],
  },
  {
    table: "order_shipping_method_adjustment",
    columns: ["id", "shipping_method_id", "code", "amount", "raw_amount", "description"],
    rows: [["ordsmadj_1", "ordsm_6", "FREESHIP", 6, raw(6), mark("lea")]],
  },
  {
    table: "order_transaction",
    columns: ["id", "order_id", "amount", "raw_amount", "currency_code", "reference", "reference_id"],
    rows: perOrder((n, order, whose) => [
      `ordtrx_${n}`,
      order,
      205,
      raw(205),
      "eur",
      "capture",
      `capt_${n} ${mark(whose)}`,
    ]),
  },
  {
    table: "order_credit_line",
    columns: ["id", "order_id", "reference", "reference_id", "amount", "raw_amount", "metadata"],
    rows: [["ordcl_1", "order_7", "goodwill", null, 10, raw(10), note("tomas")]],
  },
];
