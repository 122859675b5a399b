import type { Inhabitant } from "./crowd.ts";
import { invoicePdf } from "./invoice.ts";
import { type Chance, chanceFor } from "./random.ts";
import { type Table, table } from "./table.ts";
import { day, END, instant, momentBetween } from "./time.ts";
import { products, returnReasons, searches } from "./words.ts";

function shopTables() {
  return {
    customers: table("customers", [
      "id",
      "number",
      "full_name",
      "email",
      "phone",
      "birth_date",
      "language",
      "delivery_note",
      "password_hash",
      "created_at",
    ]),
    emailHistory: table("email_history", ["id", "customer_id", "email", "changed_at", "changed_by"]),
    addresses: table("addresses", [
      "id",
      "customer_id",
      "recipient",
      "line1",
      "city",
      "postal_code",
      "country",
      "instructions",
      "is_default",
    ]),
    orders: table("orders", [
      "id",
      "customer_id",
      "address_id",
      "placed_at",
      "status",
      "total_cents",
      "currency",
      "gift_message",
    ]),
    lines: table("order_lines", [
      "order_id",
      "line_no",
      "sku",
      "title",
      "quantity",
      "unit_cents",
      "engraving",
    ]),
    invoices: table("invoices", ["id", "order_id", "invoice_no", "issued_on", "billed_to", "document"]),
    returns: table("returns", ["id", "order_id", "line_no", "requested_at", "reason", "refund_cents"]),
    sessions: table("browser_sessions", ["id", "customer_id", "cookie_id", "device", "started_at"]),
    wishes: table("wishlist_items", ["customer_id", "position", "sku", "note", "added_at"]),
    reviews: table("reviews", ["id", "customer_id", "sku", "stars", "body", "written_at"]),
    consents: table("consents", ["id", "customer_id", "purpose", "given", "wording", "at"]),
    views: table("product_views", ["id", "customer_id", "sku", "searched_for", "viewed_at"]),
  };
}

type Shop = ReturnType<typeof shopTables>;

function nextId(of: Table, base: number): number {
  return base + of.rows.length + 1;
}

function addAccount(shop: Shop, who: Inhabitant, chance: Chance): number[] {
  const { counts } = who;
  shop.customers.rows.push([
    who.id,
    who.number,
    who.name,
    who.email,
    who.phone,
    who.born,
    who.language,
    who.canary,
    `$argon2id$v=19$${chance.hex(32)}`,
    instant(who.since),
  ]);
  for (let n = 0; n < counts.oldEmails; n++) {
    const at = Date.UTC(2019, 4, 2 + n, 11, 20);
    shop.emailHistory.rows.push([
      nextId(shop.emailHistory, 0),
      who.id,
      who.oldEmail,
      instant(Math.max(at, who.since)),
      who.canary === null ? "customer" : `customer ${who.canary}`,
    ]);
  }
  const ids: number[] = [];
  for (let n = 0; n < counts.addresses; n++) {
    const id = nextId(shop.addresses, 40000);
    ids.push(id);
    shop.addresses.rows.push([
      id,
      who.id,
      who.name,
      n === 0 ? who.street : `${chance.int(1, 90)} Back Lane`,
      who.city,
      who.code,
      who.place.slice(0, 2),
      who.canary ?? (chance.happens(0.3) ? "Leave with the neighbour" : null),
      n === 0,
    ]);
  }
  return ids;
}

function addOrders(shop: Shop, who: Inhabitant, chance: Chance, addressIds: number[]): void {
  const { counts } = who;
  const soldLines: [number, number, number][] = [];
  for (let n = 0; n < counts.orders; n++) {
    const id = nextId(shop.orders, 500000);
    const placed = momentBetween(chance, who.since, END);
    const share = Math.floor(counts.lines / counts.orders) + (n < counts.lines % counts.orders ? 1 : 0);
    let total = 0;
    const lines: [string, string, number, number][] = [];
    for (let line = 1; line <= share; line++) {
      const [sku, title, cents] = chance.pick(products);
      const quantity = chance.happens(0.15) ? 2 : 1;
      total += cents * quantity;
      lines.push([sku, title, quantity, cents]);
      soldLines.push([id, line, cents * quantity]);
    }
    shop.orders.rows.push([
      id,
      who.id,
      chance.pick(addressIds),
      instant(placed),
      placed > END - 9 * 86_400_000 ? "on its way" : "delivered",
      total,
      who.place.startsWith("US") ? "USD" : "EUR",
      n === 0 && who.canary !== null ? `For you ${who.canary}` : null,
    ]);
    for (const [at, [sku, title, quantity, cents]] of lines.entries()) {
      shop.lines.rows.push([
        id,
        at + 1,
        sku,
        title,
        quantity,
        cents,
        n === 0 && at === 0 ? who.canary : null,
      ]);
    }
    const number = `LKI-${id}`;
    const marked = who.canary === null ? [] : [who.canary];
    shop.invoices.rows.push([
      nextId(shop.invoices, 700000),
      id,
      number,
      day(placed),
      [who.name, ...marked].join(" · "),
      invoicePdf([
        "Larkspur Outdoor Ltd",
        `Invoice ${number}`,
        day(placed),
        who.name,
        `Total ${total / 100}`,
        ...marked,
      ]),
    ]);
  }
  const spread = Math.max(1, Math.floor(soldLines.length / Math.max(1, counts.returns)));
  for (let n = 0; n < counts.returns; n++) {
    const sold = soldLines[n * spread];
    if (sold === undefined) throw new Error(`${who.number} has more returns than order lines`);
    const reason = chance.pick(returnReasons);
    shop.returns.rows.push([
      nextId(shop.returns, 800000),
      sold[0],
      sold[1],
      instant(momentBetween(chance, END - 400 * 86_400_000, END)),
      who.canary === null ? reason : `${reason} (${who.canary})`,
      sold[2],
    ]);
  }
}

function addTraces(shop: Shop, who: Inhabitant, chance: Chance): void {
  const { counts, canary } = who;
  const mark = (n: number): string => (canary !== null && n === 0 ? ` ${canary}` : "");
  for (let n = 0; n < counts.sessions; n++) {
    shop.sessions.rows.push([
      nextId(shop.sessions, 0),
      who.id,
      who.cookies[n % who.cookies.length] ?? null,
      `${chance.pick(["Phone", "Laptop", "Tablet"])}${mark(n)}`,
      instant(momentBetween(chance, who.since, END)),
    ]);
  }
  for (let n = 0; n < counts.wishes; n++) {
    shop.wishes.rows.push([
      who.id,
      n + 1,
      chance.pick(products)[0],
      mark(n).trim() || null,
      instant(momentBetween(chance, who.since, END)),
    ]);
  }
  for (let n = 0; n < counts.reviews; n++) {
    shop.reviews.rows.push([
      nextId(shop.reviews, 0),
      who.id,
      chance.pick(products)[0],
      chance.int(2, 5),
      `${chance.pick(["Kept me dry all week.", "Good, a little heavy.", "My second pair."])}${mark(n)}`,
      instant(momentBetween(chance, who.since, END)),
    ]);
  }
  for (let n = 0; n < counts.consents; n++) {
    shop.consents.rows.push([
      nextId(shop.consents, 0),
      who.id,
      n % 2 === 0 ? "newsletter" : "personal offers",
      chance.happens(0.6),
      `Wording of ${2018 + (n % 6)}${mark(n)}`,
      instant(momentBetween(chance, who.since, END)),
    ]);
  }
  for (let n = 0; n < counts.views; n++) {
    shop.views.rows.push([
      nextId(shop.views, 0),
      who.id,
      chance.pick(products)[0],
      canary !== null && n === 0 ? canary : chance.pick(searches) || null,
      instant(momentBetween(chance, who.since, END)),
    ]);
  }
}

/** The shop's tables, in the order in which foreign keys let them be loaded. */
export function shopOf(seed: number, everybody: readonly Inhabitant[]): Table[] {
  const shop = shopTables();
  for (const who of everybody) {
    const chance = chanceFor(seed, `shop/${who.number}`);
    const addressIds = addAccount(shop, who, chance);
    addOrders(shop, who, chance, addressIds);
    addTraces(shop, who, chance);
  }
  addOptOutTester(shop, chanceFor(seed, "shop/opt-outs"));
  return Object.values(shop);
}

/** Nobody real: whether opt-outs arrive is tried with this account. */
function addOptOutTester(shop: Shop, chance: Chance): void {
  shop.customers.rows.push([
    900_001,
    "C-900001",
    "Test of opt-outs",
    "canary.shop@example.com",
    null,
    null,
    "en",
    null,
    `$argon2id$v=19$${chance.hex(32)}`,
    instant(END - 300 * 86_400_000),
  ]);
}

/** Order ids by customer number, which the ledger quotes. */
export function ordersByCustomer(
  shop: readonly Table[],
  everybody: readonly Inhabitant[],
): Map<string, number[]> {
  const numbers = new Map(everybody.map((who) => [who.id, who.number]));
  const found = new Map<string, number[]>();
  for (const row of shop.find((one) => one.name === "orders")?.rows ?? []) {
    const number = numbers.get(Number(row[1])) ?? "";
    found.set(number, [...(found.get(number) ?? []), Number(row[0])]);
  }
  return found;
}
