import { eq } from "drizzle-orm";
import { staffSetting } from "#drizzle/schema/desk.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";

export const themes = ["system", "light", "dark"] as const;
export const densities = ["roomy", "compact"] as const;
export type Theme = (typeof themes)[number];
export type Density = (typeof densities)[number];

/** Keys of a member of staff: whether single keys work, and by the name of an act the key they chose; empty: none. */
export type OwnKeys = { on: boolean; own: Record<string, string> };
export type Settings = {
  keys: OwnKeys;
  theme: Theme;
  density: Density;
  /** Whether they get a mail each working day about how much waits. */
  digest: boolean;
};

/** How the desk is for somebody who never chose. */
export const usual: Settings = {
  keys: { on: true, own: {} },
  theme: "system",
  density: "roomy",
  digest: false,
};

type Staff = Extract<Actor, { kind: "staff" }>;

/** How this member of staff wants the desk. */
export async function settingsOf(actor: Staff): Promise<Settings> {
  const [row] = await database().select().from(staffSetting).where(eq(staffSetting.staffId, actor.staffId));
  if (!row) return usual;
  return {
    keys: row.keys,
    theme: themes.find((one) => one === row.theme) ?? usual.theme,
    density: densities.find((one) => one === row.density) ?? usual.density,
    digest: row.digest,
  };
}

/** At most so many acts have a key of their own. */
const mostKeys = 100;

function isOwnKeys({ own }: OwnKeys): boolean {
  const entries = Object.entries(own);
  return (
    entries.length <= mostKeys &&
    // One printed letter, or `g` and one; empty switches that key off.
    entries.every(([name, key]) => /^[a-z-]{1,40}$/.test(name) && /^(g )?[^\s\p{C}]$|^$/u.test(key))
  );
}

/** Changes the settings of the member of staff who asks, and only theirs. Throws HabeasError `invalid`. */
export async function changeSettings(actor: Staff, change: Partial<Settings>): Promise<Settings> {
  const next = { ...(await settingsOf(actor)), ...change };
  if (!isOwnKeys(next.keys)) throw new HabeasError("invalid", "A key is one letter, digit or sign.");
  await database()
    .insert(staffSetting)
    .values({ staffId: actor.staffId, ...next })
    .onConflictDoUpdate({ target: staffSetting.staffId, set: next });
  return next;
}
