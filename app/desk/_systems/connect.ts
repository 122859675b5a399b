import type { Staff } from "#app/_auth/staff.ts";
import type { ReadSettings } from "#lib/map/kinds/settings.ts";
import type { SystemView } from "#lib/map/systems/read.ts";
import { registerSystem } from "#lib/map/systems/register.ts";
import { saveVersion } from "#lib/map/systems/save-version.ts";
import { setSecrets } from "#lib/map/systems/set-secret.ts";

type Asked = { kind: string; typed: Record<string, string>; read: ReadSettings };
type Came =
  | { errors: Record<string, string> }
  | { id: string; next: string; title: string; sentence: string };

/** A system's id from its title, where nobody chose one: "Helpdesk (old)" is `helpdesk_old`. */
function idFrom(title: string): string {
  const plain = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "");
  return plain.slice(0, 31).replace(/_+$/, "");
}

function headOf(typed: Record<string, string>): {
  head: Record<string, unknown>;
  errors: Record<string, string>;
} {
  const text = (name: string) => (typed[name] ?? "").trim();
  const errors: Record<string, string> = {};
  if (text("title") === "") errors.title = "Give it a name, such as “Shop and orders”.";
  if (text("owner_name") === "") errors.owner_name = "Name who answers for it.";
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text("owner_email"))) {
    errors.owner_email = "This is no mail address, such as name@example.com.";
  }
  if (!/^[A-Za-z]{2}$/.test(text("country"))) {
    errors.country = "Write the country where the data lies as two letters, such as IE.";
  }
  return {
    errors,
    head: {
      title: text("title"),
      owner: { name: text("owner_name"), email: text("owner_email") },
      country: text("country").toUpperCase(),
    },
  };
}

/** Registers a new system as a draft, and seals what was typed as secret. */
export async function registerFrom(actor: Staff, { kind, typed, read }: Asked): Promise<Came> {
  const { head, errors } = headOf(typed);
  const id = (typed.id ?? "").trim() || idFrom(typed.title ?? "");
  if (!errors.title && !/^[a-z][a-z0-9_]{0,30}$/.test(id)) {
    errors.id = "Use lower-case letters, digits and _, 31 at most, beginning with a letter.";
  }
  const all = { ...errors, ...read.errors };
  if (Object.keys(all).length > 0) return { errors: all };
  const definition = { id, ...head, connector: kind, settings: read.settings, collections: [], ignored: [] };
  await registerSystem(actor, { definition, reason: "Registered on the desk." });
  await setSecrets(actor, id, read.secrets);
  return {
    id,
    next: "/check",
    title: "It is registered as a draft",
    sentence: "Nobody is looked for in it yet. Next: see whether it answers.",
  };
}

/** Changes how a system is reached, as its next version; secrets that were typed take the place of the old ones. */
export async function keepConnection(actor: Staff, view: SystemView, { typed, read }: Asked): Promise<Came> {
  const { head, errors } = headOf(typed);
  const all = { ...errors, ...read.errors };
  if (Object.keys(all).length > 0) return { errors: all };
  const before = view.newest?.definition ?? view.definition;
  const definition = { ...before, ...head, settings: read.settings };
  const same = JSON.stringify(definition) === JSON.stringify(before);
  const saved = same
    ? null
    : await saveVersion(actor, view.id, {
        definition,
        reason: "Changed how it is reached.",
        basedOn: Number(typed.basedOn),
      });
  await setSecrets(actor, view.id, read.secrets);
  const lost = saved?.secretsForgotten && read.secrets.size === 0;
  return {
    id: view.id,
    next: lost ? "/connect" : "/check",
    title: saved ? `Version ${saved.version} is saved` : "The secrets are replaced",
    sentence: lost
      ? "The address has changed, so its secrets were forgotten: they belong to the old one. Set them again."
      : "See whether it answers.",
  };
}
