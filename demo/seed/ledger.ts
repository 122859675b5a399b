import type { Inhabitant } from "./crowd.ts";
import { chanceFor } from "./random.ts";
import { type Table, table } from "./table.ts";
import { day, END, instant, momentBetween } from "./time.ts";

/** The ledger's tables: payments quote the shop's orders first, the rest were paid in a store. */
export function ledgerOf(
  seed: number,
  everybody: readonly Inhabitant[],
  orders: Map<string, number[]>,
): Table[] {
  const accounts = table("accounts", [
    "account_no",
    "customer_number",
    "holder_name",
    "receipt_email",
    "loyalty_card",
    "remark",
    "opened_on",
  ]);
  const payments = table("payments", [
    "id",
    "account_no",
    "paid_at",
    "amount_cents",
    "currency",
    "method",
    "card_last4",
    "order_id",
    "reference",
  ]);
  const refunds = table("refunds", ["id", "payment_id", "refunded_at", "amount_cents", "reason"]);
  for (const who of everybody) {
    if (who.counts.payments === 0) continue;
    const chance = chanceFor(seed, `ledger/${who.number}`);
    const account = `LE-${7000000 + who.id}`;
    accounts.rows.push([
      account,
      who.number,
      who.name,
      who.receiptEmail,
      who.card,
      who.canary,
      day(who.since),
    ]);
    const known = orders.get(who.number) ?? [];
    const own: [number, number][] = [];
    for (let n = 0; n < who.counts.payments; n++) {
      const id = 9000001 + payments.rows.length;
      const cents = chance.int(900, 42000);
      const card = chance.happens(0.8);
      payments.rows.push([
        id,
        account,
        instant(momentBetween(chance, who.since, END)),
        cents,
        who.place.startsWith("US") ? "USD" : "EUR",
        card ? "card" : "bank transfer",
        card ? String(chance.int(0, 9999)).padStart(4, "0") : null,
        known[n] ?? null,
        n === 0 && who.canary !== null
          ? `${known[n] === undefined ? "store" : "web"} ${who.canary}`
          : known[n] === undefined
            ? "store"
            : "web",
      ]);
      own.push([id, cents]);
    }
    for (let n = 0; n < who.counts.refunds; n++) {
      const paid = own[n];
      if (paid === undefined) throw new Error(`${who.number} has more refunds than payments`);
      refunds.rows.push([
        9500001 + refunds.rows.length,
        paid[0],
        instant(momentBetween(chance, END - 300 * 86_400_000, END)),
        paid[1],
        n === 0 && who.canary !== null ? `Goods returned ${who.canary}` : "Goods returned",
      ]);
    }
  }
  return [accounts, payments, refunds];
}
