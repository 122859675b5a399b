import { createHash } from "node:crypto";
import type { Inhabitant } from "./crowd.ts";
import { chanceFor } from "./random.ts";
import { type Table, table } from "./table.ts";
import { END, instant, momentBetween } from "./time.ts";

const campaigns = [
  ["spring-2025", "New boots for wet paths"],
  ["summer-2025", "Tents that stay up"],
  ["autumn-2025", "Warm and light"],
  ["sale-2025", "Our autumn sale"],
  ["winter-2025", "For short days"],
  ["january-2026", "Mend it with us"],
] as const;

/** The newsletter's tables; about one subscriber in seven has left and is only marked as deleted. */
export function newsletterOf(seed: number, everybody: readonly Inhabitant[]): Table[] {
  const subscribers = table("subscribers", [
    "id",
    "email",
    "name",
    "status",
    "topics",
    "joined_at",
    "deleted_at",
  ]);
  const sends = table("sends", ["id", "subscriber_id", "campaign", "subject", "sent_at"]);
  const opens = table("opens", ["id", "send_id", "opened_at", "client"]);
  const clicks = table("clicks", ["id", "send_id", "clicked_at", "link"]);
  const suppressions = table("suppressions", ["email_sha256", "since"]);
  for (const who of everybody) {
    if (who.newsletterEmail === null) continue;
    const chance = chanceFor(seed, `newsletter/${who.number}`);
    const id = 1 + subscribers.rows.length;
    const left = chance.happens(0.15) ? instant(momentBetween(chance, END - 200 * 86_400_000, END)) : null;
    const mark = who.canary === null ? "" : ` ${who.canary}`;
    subscribers.rows.push([
      id,
      who.newsletterEmail,
      who.name,
      left === null ? "subscribed" : "left",
      `tents, boots${mark}`,
      instant(who.since),
      left,
    ]);
    if (left !== null) {
      suppressions.rows.push([createHash("sha256").update(who.newsletterEmail).digest("hex"), left]);
    }
    const ids: number[] = [];
    for (let n = 0; n < who.counts.sends; n++) {
      const [campaign, subject] = campaigns[n % campaigns.length] ?? campaigns[0];
      const send = 1 + sends.rows.length;
      ids.push(send);
      sends.rows.push([
        send,
        id,
        campaign,
        `${subject}${n === 0 ? mark : ""}`,
        instant(momentBetween(chance, END - 360 * 86_400_000, END)),
      ]);
    }
    for (let n = 0; n < who.counts.opens; n++) {
      opens.rows.push([
        1 + opens.rows.length,
        ids[n] ?? null,
        instant(momentBetween(chance, END - 200 * 86_400_000, END)),
        `Mail program${n === 0 ? mark : ""}`,
      ]);
    }
    for (let n = 0; n < who.counts.clicks; n++) {
      clicks.rows.push([
        1 + clicks.rows.length,
        ids[n] ?? null,
        instant(momentBetween(chance, END - 200 * 86_400_000, END)),
        `https://larkspur.example/news/${n + 1}${mark.replace(" ", "?ref=")}`,
      ]);
    }
  }
  // Nobody real: whether opt-outs arrive is tried with this subscription.
  subscribers.rows.push([
    1 + subscribers.rows.length,
    "canary.news@example.com",
    "Test of opt-outs",
    "subscribed",
    "tents",
    instant(END - 300 * 86_400_000),
    null,
  ]);
  return [subscribers, sends, opens, clicks, suppressions];
}
