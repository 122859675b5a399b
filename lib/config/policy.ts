import { z } from "zod";
import { isDay } from "#lib/core/day.ts";
import { environment } from "./environment.ts";

const whole = (least: number, most: number) =>
  z
    .number()
    .int({ error: "use a whole number" })
    .min(least, { error: `use ${least} or more` })
    .max(most, { error: `use ${most} or less` });

const shape = {
  reveal_reason: z.boolean(),
  decide_every_finding: z.boolean(),
  second_look: z.boolean(),
  step_up_minutes: whole(5, 480),
  erasure_wait_hours: whole(0, 2160),
  aim_days: whole(0, 20),
  days_off: z
    .array(z.string().refine(isDay, { error: "write days as 2026-12-24" }))
    .max(100, { error: "use at most 100 days" }),
  ended_days: whole(7, 60),
  runs_days: whole(7, 365),
  erased_months: whole(1, 120),
};

/** What the house sets at its desk; a setting that is left out is left to the data map, the operator or the product. */
export const deskSettings = z.strictObject(shape).partial();
export type DeskSettings = z.output<typeof deskSettings>;
export type SettingKey = keyof DeskSettings;
export type SettingValue = boolean | number | readonly string[];

type Values = { [Key in SettingKey]-?: NonNullable<DeskSettings[Key]> };
/** Settings that no data map has: the rest of the code asks for them here. */
type OutsideMap = Omit<Values, "reveal_reason" | "decide_every_finding" | "second_look">;

const standards: { [Key in keyof OutsideMap]: () => OutsideMap[Key] } = {
  step_up_minutes: () => environment().HABEAS_STEP_UP_MINUTES,
  erasure_wait_hours: () => environment().HABEAS_ERASURE_WAIT_HOURS,
  aim_days: () => 0,
  days_off: () => [],
  ended_days: () => 14,
  runs_days: () => 30,
  erased_months: () => environment().HABEAS_ERASED_MONTHS,
};

let atDesk: DeskSettings = {};

/**
 * Takes what the desk decided, as it was read with the map. A stored setting was checked when it was saved; one that this
 * house does not know, or whose limits have changed since, is left out and stops nothing.
 */
export function holdDeskSettings(stored: unknown): DeskSettings {
  const entries = Object.entries(z.record(z.string(), z.unknown()).catch({}).parse(stored));
  const known = entries.filter(([key, value]) => deskSettings.safeParse({ [key]: value }).success);
  atDesk = deskSettings.parse(Object.fromEntries(known));
  return atDesk;
}

/** A setting as it counts in this process since the last `freshMap`. */
export function houseSetting<Key extends keyof OutsideMap>(key: Key): OutsideMap[Key] {
  // What is decided at the desk has the type of its key; the compiler cannot follow an optional one.
  return (atDesk[key] as OutsideMap[Key] | undefined) ?? standards[key]();
}

/** What would count where the desk decided nothing. */
export const standardOf = <Key extends keyof OutsideMap>(key: Key): OutsideMap[Key] => standards[key]();
