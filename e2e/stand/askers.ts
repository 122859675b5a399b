import { setTimeout as wait } from "node:timers/promises";
import { hank } from "#demo/staff/members.ts";
import { ask } from "./database.ts";
import { facts, mail } from "./facts.ts";
import { post } from "./form.ts";
import { Life } from "./life.ts";
import { hanksMails, linkIn } from "./owner.ts";

/** Somebody whom no system knows, of a name that nobody else has. */
export type Asker = { name: string; email: string; place: string };

const surnames = ["Ashdown", "Birkett", "Corliss", "Denholm", "Everard", "Fallow", "Garrick", "Hollins"];

/** A person of their own for each number; `mark` keeps specs apart, the time the runs of one. */
export function asker(mark: string, number: number, place = "IE"): Asker {
  const surname = surnames[number % surnames.length] ?? "Ashdown";
  const word = `${mark}${number}x${Date.now().toString(36)}`;
  return { name: `Odo ${surname}-${word}`, email: `odo.${word}@example.org`, place };
}

/** Files a request for each as a browser without scripts would, and proves it where that is wanted. */
export async function fileAll(askers: readonly Asker[], { proven }: { proven: boolean }): Promise<string[]> {
  const place = { urls: facts().urls, mail: mail(), folder: facts().folder, env: facts().env };
  const file = (one: Asker) => new Life(place, { ...one, knownAs: { cards: [] } }).begin(proven);
  return Promise.all(askers.map(file));
}

/** Proven requests of people whom no system knows, up to where a person of the staff looks at them. */
export async function nothingFound(askers: readonly Asker[]): Promise<string[]> {
  const answered = await hanksMails();
  const references = await fileAll(askers, { proven: true });
  await untilReviewing(references, answered);
  return references;
}

/** Answers every question to Hank that is not in `answered` with "nothing", until all requests can be looked at. */
export async function untilReviewing(references: readonly string[], answered: Set<string>): Promise<void> {
  for (const giveUp = Date.now() + 60_000; Date.now() < giveUp; await wait(200)) {
    for (const message of await mail().messagesTo(hank.email)) {
      if (answered.has(message.id) || !message.text.includes("/task/")) continue;
      answered.add(message.id);
      await answerNothing(linkIn(message));
    }
    const rows = await ask<{ left: string }>(
      "select count(*) as left from request where reference = any($1) and status <> 'reviewing'",
      [references],
    );
    if (rows[0]?.left === "0") return;
  }
  throw new Error("not all requests came to be looked at in a minute");
}

async function answerNothing(link: string): Promise<void> {
  const form = new FormData();
  form.set("answer", "nothing");
  const packed = new Response(form);
  const type = packed.headers.get("content-type") ?? "";
  await post(`${link}/answer`, Buffer.from(await packed.arrayBuffer()), { "content-type": type });
}
