import { type Filling, nth } from "../product.ts";
import { addressColumns, note, place, raw } from "./people.ts";

/** Baskets that were filled and left; one of them without an account. */
export const cartFillings: readonly Filling[] = [
  {
    table: "cart_address",
    columns: ["id", "customer_id", ...addressColumns, "metadata"],
    rows: [
      ["caaddr_1", "cus_mina", ...place("Mina", "Okafor", 11), note("mina")],
      ["caaddr_2", null, ...place("Mina", "Okafor", 11), note("mina")],
      // Priya sends something to Mina: it is Priya's basket.
      ["caaddr_3", "cus_priya", ...place("Mina", "Okafor", 11), note("priya")],
    ],
  },
  {
    table: "cart",
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
    rows: [
      ["cart_1", "cus_mina", "mina@example.com", "eur", "caaddr_1", "caaddr_1", note("mina"), nth(1)],
      ["cart_2", null, "mina@example.com", "eur", "caaddr_2", null, note("mina"), nth(2)],
      ["cart_3", "cus_priya", "priya@example.com", "eur", "caaddr_3", null, note("priya"), nth(3)],
    ],
  },
  {
    table: "cart_line_item",
    columns: ["id", "cart_id", "title", "quantity", "unit_price", "raw_unit_price", "metadata"],
    rows: [
      ["cali_1", "cart_1", "Tent", 1, 199, raw(199), note("mina")],
      ["cali_2", "cart_2", "Stove", 2, 49, raw(49), note("mina")],
      ["cali_3", "cart_3", "Engraved flask", 1, 29, raw(29), note("priya")],
    ],
  },
  {
    table: "cart_line_item_tax_line",
    columns: ["id", "item_id", "code", "rate", "metadata"],
    rows: [["calitxl_1", "cali_1", "VAT", 23, note("mina")]],
  },
  {
    table: "cart_line_item_adjustment",
    columns: ["id", "item_id", "code", "amount", "raw_amount", "metadata"],
    rows: [["caliadj_1", "cali_3", "WELCOME", 5, raw(5), note("priya")]],
  },
  {
    table: "cart_shipping_method",
    columns: ["id", "cart_id", "name", "amount", "raw_amount", "metadata"],
    rows: [["casm_1", "cart_1", "Courier", 6, raw(6), note("mina")]],
  },
  {
    table: "cart_shipping_method_tax_line",
    columns: ["id", "shipping_method_id", "code", "rate", "metadata"],
    rows: [["casmtxl_1", "casm_1", "VAT", 23, note("mina")]],
  },
  {
    table: "cart_shipping_method_adjustment",
    columns: ["id", "shipping_method_id", "code", "amount", "raw_amount", "metadata"],
    rows: [["casmadj_1", "casm_1", "FREESHIP", 6, raw(6), note("mina")]],
  },
  {
    table: "credit_line",
    columns: ["id", "cart_id", "reference", "reference_id", "amount", "raw_amount", "metadata"],
    rows: [["cacl_1", "cart_1", "gift_card", "gc_1", 10, raw(10), note("mina")]],
  },
];
