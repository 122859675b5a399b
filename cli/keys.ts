import type { Command } from "commander";
import { openVault, vaultIsOpen } from "#lib/vault/open.ts";
import { rewrapAnew, rewrapSome } from "#lib/vault/rewrap.ts";
import { type RootState, retireRoots, rootStates, rotateRoot, settled } from "#lib/vault/rotate.ts";
import { print } from "./print.ts";

/**
 * Opens the keys before a command. Some commands need none, and some are there to make it possible: where it fails, the
 * first that needs a key says why.
 */
export async function openKeys(): Promise<void> {
  if (process.env.HABEAS_DATABASE_URL === undefined || vaultIsOpen()) return;
  try {
    await openVault();
  } catch {
    // Kept, and thrown by whatever asks for a key.
  }
}

/** keys: the keys of the house: what lies under which, and a new one in the place of an old one. */
export function addKeysCommands(program: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;
  const keys = program.command("keys").description("the keys under which everything personal is sealed");

  keys
    .command("status")
    .description("every root key, who keeps it, and how much lies under it")
    .action(async () => {
      const states = await rootStates();
      print(json(), { keys: states }, states.map(lineOf));
    });

  keys
    .command("rotate")
    .description("make a new root key; the worker then seals everything again under it")
    .option("--lead <seconds>", "seconds until it is used, in which every process comes to know it", "30")
    .action(async (options: { lead: string }) => {
      const { id, usedFrom } = await rotateRoot({ leadSeconds: Number(options.lead) });
      print(json(), { id, usedFrom }, [
        `The new key is ${id}. It seals from ${usedFrom.toISOString()} on.`,
        "Then run: keys rewrap, and keys retire.",
      ]);
    });

  keys
    .command("rewrap")
    .description("seal everything under the newest key now, and wait until it is done")
    .action(async () => {
      let rewrapped = 0;
      await sayUntilUsed();
      if ((await underOlder()) > 0) await rewrapAnew();
      for (;;) {
        const some = await rewrapSome({ settledSeconds: settled });
        rewrapped += some.rewrapped;
        if (!json() && some.rewrapped > 0) process.stderr.write(`${rewrapped}\r`);
        if (some.done) break;
        if (some.rewrapped === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const left = await underOlder();
      print(json(), { rewrapped, left }, [
        `Sealed again: ${rewrapped}. Left under older keys: ${left}.`,
        left === 0 ? "Older keys can go: keys retire." : "Some of it opens under no key: see keys status.",
      ]);
    });

  keys
    .command("retire")
    .description("destroy every root key but the newest; refused while anything lies under one")
    .action(async () => {
      await sayUntilUsed();
      const gone = await retireRoots();
      print(
        json(),
        { retired: gone },
        gone.length === 0 ? ["There is none to retire."] : gone.map((id) => `Retired: ${id}.`),
      );
    });
}

const count = (state: RootState) => Object.values(state.under).reduce((sum, one) => sum + one, 0);

async function underOlder(): Promise<number> {
  const states = await rootStates();
  return states.slice(0, -1).reduce((sum, state) => sum + count(state), 0);
}

/** Waits until the newest key is the one that every process seals with. */
async function sayUntilUsed(): Promise<void> {
  const newest = (await rootStates()).at(-1);
  if (!newest || newest.number === 0) return;
  const wait = newest.usedFrom.getTime() + (settled + 1) * 1000 - Date.now();
  if (wait <= 0) return;
  process.stderr.write(
    `Waiting ${Math.ceil(wait / 1000)} seconds until every process uses the newest key.\n`,
  );
  await new Promise((resolve) => setTimeout(resolve, wait));
}

function lineOf(state: RootState): string {
  const under = Object.entries(state.under).map(([table, each]) => `${table} ${each}`);
  const stands =
    state.retiredAt !== null
      ? `retired ${state.retiredAt.toISOString()}`
      : state.current
        ? "seals"
        : "opens what is older";
  const what = under.length === 0 ? "nothing lies under it" : under.join(", ");
  const lost = state.unreadable > 0 ? `; ${state.unreadable} could not be opened` : "";
  return `${state.id}  ${state.number}  ${stands}  ${state.keeper}  ${what}${lost}`;
}
