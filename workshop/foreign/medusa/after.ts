import { type Filling, mark, nth } from "../product.ts";
import { addressColumns, crowdEmail, note, place, raw } from "./people.ts";

/** What happened to orders afterwards: returns, claims, exchanges, and changes that may name another customer. */
export const afterFillings: readonly Filling[] = [
  {
    table: "return",
    columns: ["id", "order_id", "order_version", "display_id", "metadata", "created_by"],
    rows: [
      ["return_1", "order_1", 1, 1, note("mina"), "cus_mina"],
      // Mina sends back the present: of Priya's order.
      ["return_2", "order_3", 1, 2, note("priya"), "user_hank"],
    ],
  },
  {
    table: "return_reason",
    columns: ["id", "value", "label", "parent_return_reason_id"],
    rows: [
      ["rr_1", "size", "Does not fit", null],
      ["rr_2", "size_small", "Too small", "rr_1"],
    ],
  },
  {
    table: "return_item",
    columns: ["id", "return_id", "reason_id", "item_id", "quantity", "raw_quantity", "note"],
    rows: [
      ["retitem_1", "return_1", "rr_2", "ordli_1", 1, raw(1), `pinches ${mark("mina")}`],
      ["retitem_2", "return_2", null, "ordli_3", 1, raw(1), `not wanted ${mark("priya")}`],
    ],
  },
  {
    table: "order_claim",
    columns: ["id", "order_id", "order_version", "type", "metadata"],
    rows: [["claim_1", "order_2", 1, "refund", note("mina")]],
  },
  {
    table: "order_claim_item",
    columns: ["id", "claim_id", "item_id", "quantity", "raw_quantity", "note"],
    rows: [["claitem_1", "claim_1", "ordli_2", 1, raw(1), `torn ${mark("mina")}`]],
  },
  {
    table: "order_claim_item_image",
    columns: ["id", "claim_item_id", "url", "metadata"],
    rows: [["climg_1", "claitem_1", "https://images.example.com/1.jpg", note("mina")]],
  },
  {
    table: "order_exchange",
    columns: ["id", "order_id", "order_version", "metadata"],
    rows: [["oexc_1", "order_5", 1, note("hank")]],
  },
  {
    table: "order_exchange_item",
    columns: ["id", "exchange_id", "item_id", "quantity", "raw_quantity", "note"],
    rows: [["oexcitem_1", "oexc_1", "ordli_5", 1, raw(1), `a size up ${mark("hank")}`]],
  },
  {
    table: "order_change",
    columns: [
      "id",
      "order_id",
      "version",
      "change_type",
      "status",
      "internal_note",
      "created_by",
      "requested_by",
      "created_at",
    ],
    rows: [
      ["ordch_1", "order_1", 2, "return_request", "confirmed", mark("mina"), "user_hank", "cus_mina", nth(9)],
      // Tomás asks to take Léa's order over: both are in it.
      ["ordch_2", "order_6", 2, "transfer", "requested", mark("lea", "tomas"), null, "cus_tomas", nth(10)],
    ],
  },
  {
    table: "order_change_action",
    columns: [
      "id",
      "order_id",
      "version",
      "order_change_id",
      "reference",
      "reference_id",
      "action",
      "details",
      "internal_note",
    ],
    rows: [
      ["ordchact_1", "order_1", 2, "ordch_1", "return", "return_1", "RETURN_ITEM", "{}", mark("mina")],
      [
        ...["ordchact_2", "order_6", 2, "ordch_2", "customer", "cus_tomas", "TRANSFER_CUSTOMER"],
        ...[JSON.stringify({ original_email: "lea.brandt@example.org" }), mark("lea", "tomas")],
      ],
      // Not a customer: a return, called like one.
      ["ordchact_3", "order_5", 2, null, "return", "cus_mina", "RETURN_ITEM", "{}", mark("hank")],
    ],
  },
];

/** So many further customers, each with an address, a basket and an order. */
export function crowdFillings(size: number): Filling[] {
  const each = <T>(of: (n: number) => T): T[] => Array.from({ length: size }, (_, n) => of(n));
  return [
    {
      table: "customer",
      columns: ["id", "email", "first_name", "last_name", "has_account", "created_at"],
      rows: each((n) => [`cus_${100_000 + n}`, crowdEmail(n), "Person", `Number ${n}`, true, nth(n)]),
    },
    {
      table: "customer_address",
      columns: ["id", "customer_id", ...addressColumns],
      rows: each((n) => [
        `cuaddr_${100_000 + n}`,
        `cus_${100_000 + n}`,
        ...place("Person", `Number ${n}`, 11),
      ]),
    },
    {
      table: "cart",
      columns: ["id", "customer_id", "email", "currency_code", "created_at"],
      rows: each((n) => [`cart_${100_000 + n}`, `cus_${100_000 + n}`, crowdEmail(n), "eur", nth(n)]),
    },
    {
      table: "cart_line_item",
      columns: ["id", "cart_id", "title", "quantity", "unit_price", "raw_unit_price"],
      rows: each((n) => [`cali_${100_000 + n}`, `cart_${100_000 + n}`, "Tent", 1, 199, raw(199)]),
    },
    {
      table: "order_address",
      columns: ["id", ...addressColumns],
      rows: each((n) => [`ordaddr_${100_000 + n}`, ...place("Person", `Number ${n}`, 11)]),
    },
    {
      table: "order",
      columns: ["id", "customer_id", "email", "currency_code", "shipping_address_id", "created_at"],
      rows: each((n) => [
        ...[
          `order_${100_000 + n}`,
          `cus_${100_000 + n}`,
          crowdEmail(n),
          "eur",
          `ordaddr_${100_000 + n}`,
          nth(n),
        ],
      ]),
    },
    {
      table: "order_transaction",
      columns: ["id", "order_id", "amount", "raw_amount", "currency_code", "reference"],
      rows: each((n) => [`ordtrx_${100_000 + n}`, `order_${100_000 + n}`, 199, raw(199), "eur", "capture"]),
    },
  ];
}
