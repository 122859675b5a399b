import type { Client } from "pg";
import type { SeedSettings } from "#demo/seed/dataset.ts";
import { literal, quoted, setReaderPassword, withClient } from "#demo/seed/load-postgres.ts";
import { isSeeded, ledgerReader, type SeedTarget, seedSystems, shopReader } from "#demo/seed/seed.ts";
import { createRoles } from "#lib/db/roles/create.ts";

/** The same server and database, another account. */
export function asRole(url: string, role: string, password: string): string {
  const changed = new URL(url);
  changed.username = encodeURIComponent(role);
  changed.password = encodeURIComponent(password);
  return changed.href;
}

async function exists(admin: Client, database: string): Promise<boolean> {
  const found = await admin.query("select 1 from pg_database where datname = $1", [database]);
  return found.rowCount !== 0;
}

/** Makes Habeas's own database and its owner where they are missing. @returns the owner's connection string */
export async function ensureHabeas(target: SeedTarget, password: string): Promise<string> {
  const database = `${target.prefix}habeas`;
  const owner = `${target.prefix}habeas_owner`;
  await withClient(target.url("postgres"), async (admin) => {
    const known = await admin.query("select 1 from pg_roles where rolname = $1", [owner]);
    const verb = known.rowCount === 0 ? "create" : "alter";
    await admin.query(`${verb} role ${quoted(owner)} login password ${literal(password)}`);
    await createRoles(admin, owner);
    if (await exists(admin, database)) return;
    // An administrator who is not a superuser may only give away what the new owner's role could hold.
    await admin.query(`grant ${quoted(owner)} to current_user`);
    await admin.query(`create database ${quoted(database)} owner ${quoted(owner)}`);
    await admin.query(`revoke connect on database ${quoted(database)} from public`);
  });
  return asRole(target.url(database), owner, password);
}

/** Fills the six systems unless they are filled already. @returns whether anything was done */
export async function ensureSystems(target: SeedTarget, settings: SeedSettings): Promise<boolean> {
  const ready = await withClient(target.url("postgres"), async (admin) => {
    if (!isSeeded(target.folder, settings)) return false;
    const both = ["larkspur_shop", "larkspur_ledger"].map((name) => exists(admin, target.prefix + name));
    if (!(await Promise.all(both)).every(Boolean)) return false;
    // A password that was changed for a lesson on the stage is put right by every start.
    await setReaderPassword(admin, shopReader(target));
    await setReaderPassword(admin, ledgerReader(target));
    return true;
  });
  if (!ready) await seedSystems(target, settings);
  return !ready;
}

/** Removes every database and role of a world from a server that is not ours to delete. */
export async function dropDatabases(target: SeedTarget): Promise<void> {
  await withClient(target.url("postgres"), async (admin) => {
    for (const name of ["habeas", "larkspur_shop", "larkspur_ledger"]) {
      await admin.query(`drop database if exists ${quoted(target.prefix + name)} with (force)`);
    }
    for (const name of ["habeas_owner", "shop_reader", "ledger_reader"]) {
      await admin.query(`drop role if exists ${quoted(target.prefix + name)}`);
    }
  });
}

/** Gives the shop's reader another password and ends its connections, as an administrator in a hurry would. */
export async function changeShopPassword(target: SeedTarget, password: string): Promise<void> {
  await withClient(target.url("postgres"), async (admin) => {
    const reader = shopReader(target);
    await setReaderPassword(admin, { ...reader, password });
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [
      reader.role,
    ]);
  });
}
