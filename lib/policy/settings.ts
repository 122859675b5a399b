import { deskSettings, type SettingKey, type SettingValue, standardOf } from "#lib/config/policy.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { mapDesk } from "#lib/map/current.ts";

/** Every setting by its key: boolean, number with its unit, or days; all that a version can hold. */
export type Settings = Readonly<Partial<Record<SettingKey, SettingValue>>>;

/** How the desk explains a setting. `loose`: which change lets the house be less strict, or forget sooner. */
export type SettingInfo = {
  group: "Who looks" | "Time" | "What the house keeps of its own";
  title: string;
  what: string;
  kind: "switch" | "number" | "days";
  unit?: string;
  /** Who decides where the desk does not. */
  home: "map" | "operator" | "product";
  loose: "off" | "more" | "less" | "fewer";
};

export const settingInfo: Readonly<Record<SettingKey, SettingInfo>> = {
  reveal_reason: {
    group: "Who looks",
    title: "A reason before a masked value is shown",
    what: "Staff choose why they look. The reason is in the log.",
    kind: "switch",
    home: "map",
    loose: "off",
  },
  decide_every_finding: {
    group: "Who looks",
    title: "Every finding is decided",
    what: "Nothing is released before somebody decided on each thing that a rule found.",
    kind: "switch",
    home: "map",
    loose: "off",
  },
  second_look: {
    group: "Who looks",
    title: "A second look at what is hidden",
    what: "Nothing is released before another person looked at what is hidden.",
    kind: "switch",
    home: "map",
    loose: "off",
  },
  step_up_minutes: {
    group: "Who looks",
    title: "Fresh sign-in for legal acts",
    what: "After this time since the last sign-in, a legal act asks for a new one.",
    kind: "number",
    unit: "minutes",
    home: "operator",
    loose: "more",
  },
  aim_days: {
    group: "Time",
    title: "Our own target",
    what: "We want to answer so long before the last safe day of the law. An alert comes when a request is heading past it.",
    kind: "number",
    unit: "days before",
    home: "product",
    loose: "less",
  },
  days_off: {
    group: "Time",
    title: "Our own days off",
    what: "Our own target never falls on one: it comes earlier. They never give us more time by law.",
    kind: "days",
    home: "product",
    loose: "fewer",
  },
  erasure_wait_hours: {
    group: "Time",
    title: "Wait before an erasure begins",
    what: "After the second approval, in this time it can still be taken back. It counts for erasures approved from now on.",
    kind: "number",
    unit: "hours",
    home: "operator",
    loose: "less",
  },
  ended_days: {
    group: "What the house keeps of its own",
    title: "What was collected for a request that was cancelled, lapsed or refused",
    what: "Destroyed so long after its end.",
    kind: "number",
    unit: "days",
    home: "product",
    loose: "less",
  },
  runs_days: {
    group: "What the house keeps of its own",
    title: "How talks with systems went",
    what: "The history of a system goes back so far.",
    kind: "number",
    unit: "days",
    home: "product",
    loose: "less",
  },
  erased_months: {
    group: "What the house keeps of its own",
    title: "Who was erased, by keyed hashes",
    what: "Finds what comes back after an erasure. It counts for erasures from now on.",
    kind: "number",
    unit: "months",
    home: "operator",
    loose: "less",
  },
};

export const settingKeys = Object.keys(settingInfo) as SettingKey[];

/** What counts for a setting where the desk leaves it alone. */
export function standard(key: SettingKey): SettingValue {
  if (key === "reveal_reason" || key === "decide_every_finding" || key === "second_look")
    return mapDesk()?.[key] === true;
  return standardOf(key);
}

/** What was typed, as settings in one order. Throws HabeasError `invalid` naming each setting that is wrong. */
export function checkSettings(typed: unknown): Settings {
  const read = deskSettings.safeParse(typed);
  if (!read.success)
    throw new HabeasError(
      "invalid",
      read.error.issues
        .map(({ code, path, message }) =>
          code === "unrecognized_keys" ? `${titleOf("")}.` : `${titleOf(String(path[0] ?? ""))}: ${message}.`,
        )
        .join(" "),
    );
  const settings: Partial<Record<SettingKey, SettingValue>> = {};
  for (const key of settingKeys) {
    const value = read.data[key];
    if (value !== undefined) settings[key] = Array.isArray(value) ? [...new Set(value)].sort() : value;
  }
  return settings;
}

const titleOf = (key: string) =>
  Object.hasOwn(settingInfo, key) ? settingInfo[key as SettingKey].title : "A setting that there is not";

export type Change = { key: SettingKey; from: SettingValue | null; to: SettingValue | null; looser: boolean };

/** What differs between two versions; `null`: left to the map, the operator or the product. */
export function changesBetween(before: Settings, after: Settings): Change[] {
  return settingKeys.flatMap((key) => {
    const [from, to] = [before[key] ?? null, after[key] ?? null];
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    return [{ key, from, to, looser: isLooser(key, from ?? standard(key), to ?? standard(key)) }];
  });
}

function isLooser(key: SettingKey, from: SettingValue, to: SettingValue): boolean {
  const { loose } = settingInfo[key];
  if (Array.isArray(from) && Array.isArray(to)) return from.some((day) => !to.includes(day));
  if (loose === "off") return from === true && to === false;
  const [was, is] = [strength(key, from), strength(key, to)];
  return loose === "more" ? is > was : is < was;
}

/** No limit (0 minutes, which only an operator can set) is longer than any. */
const strength = (key: SettingKey, value: SettingValue) =>
  key === "step_up_minutes" && value === 0 ? Number.POSITIVE_INFINITY : Number(value);

/** A value as staff read it. */
export function valueInWords(key: SettingKey, value: SettingValue | null): string {
  if (value === null) return `as ${homeWords[settingInfo[key].home]} (${valueInWords(key, standard(key))})`;
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value !== "number") return value.length === 0 ? "none" : value.join(", ");
  if (key === "step_up_minutes" && value === 0) return "never asked for";
  return `${value} ${settingInfo[key].unit ?? ""}`.trim();
}

export const homeWords = {
  map: "the map says",
  operator: "the operator set it",
  product: "it came with Habeas",
} as const;
