import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { request } from "./request.ts";

/** What a figure is about, and how much of it there is. `*`: all of them together. */
const fact = {
  /** The first day of the month. */
  month: date("month", { mode: "string" }).notNull(),
  /** received, open, outcome, answer, ground, stage, waits, system, asked, trouble, hidden, reopened. */
  measure: text("measure").notNull(),
  right: text("right_asked").notNull(),
  regime: text("regime").notNull(),
  /** The brand's id; `company` where it was asked under none. */
  brand: text("brand").notNull(),
  place: text("place").notNull(),
  /** Which outcome, stage, system or ground. */
  detail: text("detail").notNull(),
  /** Of a time: how long, in days (answer) or minutes (stage, system), rounded up to the steps that are kept. */
  bucket: integer("bucket").notNull(),
  n: bigint("n", { mode: "number" }).notNull(),
};

/** Figures as they change, added by triggers in the transaction that changes them; housekeeping adds them to the cells. */
export const metricChange = pgTable("metric_change", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  ...fact,
});

/** Figures added up, for every combination of right and law, by brand and place. They hold nothing of any request. */
export const metricCell = pgTable("metric_cell", fact, (t) => [
  primaryKey({
    name: "metric_cell_pk",
    columns: [t.measure, t.brand, t.place, t.right, t.regime, t.month, t.detail, t.bucket],
  }),
  uniqueIndex("metric_cell_by_right").on(
    t.measure,
    t.brand,
    t.place,
    t.regime,
    t.right,
    t.month,
    t.detail,
    t.bucket,
  ),
]);

/** How long a request was in each stage, and how long it waited for whom; counted once it is answered or has ended. */
export const requestSpan = pgTable(
  "request_span",
  {
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    kind: text("kind").notNull(),
    /** A status of the request; or person, system, us. */
    what: text("what").notNull(),
    /** Since when it is so; null where it is not so now. */
    since: instant("since"),
    /** Of the times before that. */
    seconds: bigint("seconds", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.requestId, t.kind, t.what] }),
    check("known_span", sql`kind in ('stage','waits')`),
  ],
);
