import type { Stand, TrueCollection, TruePerson } from "../product.ts";

/**
 * What belongs to a person in Medusa, decided as a privacy officer would, in SQL written by hand; it knows of no data
 * map and no walk.
 *
 * - A person is all customers with their address: the account, and the guests that purchases without signing in made.
 * - Orders and baskets of these customers; those of no customer at all go by the address in them. An order of another
 *   customer does not become theirs because the mails about it went to them.
 * - All that hangs on an order is its buyer's, also the name and door of somebody who gets a present: that person is not
 *   known there by anything but a name, and is for staff to find.
 * - Requests to take over another's order, and the steps in it that name them as the customer.
 */
function truthOf(customers: readonly string[], email: string): Record<string, TrueCollection> {
  const ids = customers.map((id) => `'${id}'`).join(", ");
  const theirs = `x.customer_id in (${ids}) or (x.customer_id is null and x.email = '${email}')`;
  const orders = `select x.id from "order" x where ${theirs}`;
  const carts = `select x.id from cart x where ${theirs}`;
  const all = (table: string, where: string, ...stands: Stand[]): TrueCollection => ({
    table,
    key: ["id"],
    stands: stands.length ? stands : ["owned"],
    sql: `select t.* from "${table}" t where ${where}`,
  });
  const under = (table: string, column: string, ids: string) => all(table, `t.${column} in (${ids})`);
  const lines = `select i.item_id from order_item i where i.order_id in (${orders})`;
  const methods = `select s.shipping_method_id from order_shipping s where s.order_id in (${orders})`;
  const cartLines = `select i.id from cart_line_item i where i.cart_id in (${carts})`;
  const cartMethods = `select m.id from cart_shipping_method m where m.cart_id in (${carts})`;
  const claims = `select c.id from order_claim c where c.order_id in (${orders})`;
  return {
    customer: all("customer", `t.id in (${ids})`),
    customer_address: under("customer_address", "customer_id", ids),
    customer_group_customer: under("customer_group_customer", "customer_id", ids),
    customer_group: {
      ...under(
        "customer_group",
        "id",
        `select g.customer_group_id from customer_group_customer g where g.customer_id in (${ids})`,
      ),
      stands: ["shared"],
    },
    cart: under("cart", "id", carts),
    cart_address: all(
      "cart_address",
      `t.id in (select x.shipping_address_id from cart x where ${theirs})
        or t.id in (select x.billing_address_id from cart x where ${theirs})`,
    ),
    cart_line_item: under("cart_line_item", "cart_id", carts),
    cart_line_item_tax_line: under("cart_line_item_tax_line", "item_id", cartLines),
    cart_line_item_adjustment: under("cart_line_item_adjustment", "item_id", cartLines),
    cart_shipping_method: under("cart_shipping_method", "cart_id", carts),
    cart_shipping_method_tax_line: under("cart_shipping_method_tax_line", "shipping_method_id", cartMethods),
    cart_shipping_method_adjustment: under(
      "cart_shipping_method_adjustment",
      "shipping_method_id",
      cartMethods,
    ),
    credit_line: under("credit_line", "cart_id", carts),
    order: under("order", "id", orders),
    order_address: all(
      "order_address",
      `t.id in (select x.shipping_address_id from "order" x where ${theirs})
        or t.id in (select x.billing_address_id from "order" x where ${theirs})`,
    ),
    order_summary: under("order_summary", "order_id", orders),
    order_item: under("order_item", "order_id", orders),
    order_line_item: under("order_line_item", "id", lines),
    order_line_item_tax_line: under("order_line_item_tax_line", "item_id", lines),
    order_line_item_adjustment: under("order_line_item_adjustment", "item_id", lines),
    order_shipping: under("order_shipping", "order_id", orders),
    order_shipping_method: under("order_shipping_method", "id", methods),
    order_shipping_method_tax_line: under("order_shipping_method_tax_line", "shipping_method_id", methods),
    order_shipping_method_adjustment: under(
      "order_shipping_method_adjustment",
      "shipping_method_id",
      methods,
    ),
    order_transaction: under("order_transaction", "order_id", orders),
    order_credit_line: under("order_credit_line", "order_id", orders),
    return: under("return", "order_id", orders),
    return_item: under(
      "return_item",
      "return_id",
      `select r.id from "return" r where r.order_id in (${orders})`,
    ),
    order_claim: under("order_claim", "order_id", orders),
    order_claim_item: under("order_claim_item", "claim_id", claims),
    order_claim_item_image: under(
      "order_claim_item_image",
      "claim_item_id",
      `select i.id from order_claim_item i where i.claim_id in (${claims})`,
    ),
    order_exchange: under("order_exchange", "order_id", orders),
    order_exchange_item: under(
      "order_exchange_item",
      "exchange_id",
      `select e.id from order_exchange e where e.order_id in (${orders})`,
    ),
    order_change: all(
      "order_change",
      `t.order_id in (${orders}) or t.requested_by in (${ids})`,
      "owned",
      "about",
    ),
    order_change_action: all(
      "order_change_action",
      `t.order_id in (${orders}) or (t.reference = 'customer' and t.reference_id in (${ids}))`,
      "owned",
      "about",
    ),
  };
}

const person = (name: string, email: string, held: string, trap: string, ...more: string[]): TruePerson => ({
  name,
  email,
  trap,
  collections: truthOf([`cus_${name}`, ...more], held),
});

export const medusaPeople: readonly TruePerson[] = [
  person(
    "mina",
    "mina@example.com",
    "mina@example.com",
    "has an account, bought as a guest, and is the receiver of a present",
    "cus_mina_guest",
  ),
  person("minb", "m.okafor@example.org", "m.okafor@example.org", "has the same name as Mina"),
  person(
    "hank",
    "hank@example.net",
    "hank@example.net",
    "serves in the shop, buys there, and gave another's address",
  ),
  person("priya", "priya@example.com", "priya@example.com", "gives a present; gets mails about Hank's order"),
  person("lea", "lea.brandt@example.org", "Lea.Brandt@Example.org", "somebody wants to take her order over"),
  person(
    "tomas",
    "tomas@example.org",
    "tomas@example.org",
    "closed his account; wants to take over an order",
  ),
  person("nia", "nia@example.com", "nia@example.com", "has an account and bought nothing"),
];
