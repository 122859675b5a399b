import { setTimeout as wait } from "node:timers/promises";
import type { StoryPerson } from "#demo/people.ts";
import { hank } from "#demo/staff/members.ts";
import type { World } from "#demo/world.ts";
import { habeas } from "./command.ts";
import { type Answer, get, post } from "./form.ts";
import { linkIn } from "./owner.ts";
import { cutFrom } from "./sheet.ts";

/** The legs of a request's life, in their order. */
export const legs = ["file", "prove", "collect", "owner", "release", "bundle"] as const;
export type Leg = (typeof legs)[number];

/** Where a request is lived, and by whom. */
type Place = Pick<World, "urls" | "mail" | "folder" | "env">;
type Who = Pick<StoryPerson, "name" | "email" | "place"> & { knownAs: Pick<StoryPerson["knownAs"], "cards"> };

/**
 * One request lived by people who press again when their browser says that it cannot reach the page, and who know
 * nothing of the house. `enters` is called as each leg begins.
 */
export class Life {
  readonly #world: Place;
  readonly who: Who;
  readonly #jar = new Map<string, string>();
  readonly #hanksMails = new Set<string>();
  reference = "";

  constructor(world: Place, who: Who) {
    this.#world = world;
    this.who = who;
  }

  async live(enters: (leg: Leg) => void): Promise<void> {
    for (const message of await this.#world.mail.messagesTo(hank.email)) this.#hanksMails.add(message.id);
    enters("file");
    await this.#file();
    enters("prove");
    await this.#prove();
    enters("collect");
    const link = await this.#patiently("the owner's mail", async () => {
      const news = await this.#world.mail.messagesTo(hank.email);
      const message = news.find((one) => !this.#hanksMails.has(one.id));
      return message ? linkIn(message) : undefined;
    });
    enters("owner");
    await this.#answer(link);
    await this.#until("reviewing");
    enters("release");
    await this.#release();
    enters("bundle");
    await this.#until("ready");
  }

  /** Files the request, and proves it where it is asked for; nothing further. */
  async begin(proven: boolean): Promise<string> {
    await this.#file();
    if (proven) await this.#prove();
    return this.reference;
  }

  /** The bundle as the person downloads it. */
  async download(): Promise<Buffer> {
    return this.#patiently("the download", async () => {
      const answer = await this.#get(`/r/${this.reference}/download/1`);
      return answer.status === 200 ? answer.bytes : undefined;
    });
  }

  async #file(): Promise<void> {
    await this.#send("/ask/who/send", { right: "access", who: "self" });
    await this.#send("/ask/where/send", { place: this.who.place });
    await this.#send("/ask/you/send", { name: this.who.name, email: this.who.email });
    await this.#send("/ask/what/send", { scope: "everything" });
    const check = await this.#patiently("the check page", async () => {
      const answer = await this.#get("/ask/check");
      return /name="formKey" value="([^"]+)"/.exec(answer.text)?.[1];
    });
    const sent = await this.#send("/ask/check/send", { formKey: check });
    this.reference = /^\/r\/(LK-\w{3}-\w{3})\/prove$/.exec(sent.location)?.[1] ?? "";
    if (this.reference === "") throw new Error(`filing led to ${sent.status} ${sent.location}`);
  }

  /** The newest code; where a code was used up by a press whose answer was lost, a new one is asked for. */
  async #prove(): Promise<void> {
    const subject = `Your code for request ${this.reference}`;
    const used = new Set<string>();
    let asked = Date.now();
    await this.#patiently("the proof", async () => {
      const mails = (await this.#world.mail.messagesTo(this.who.email)).filter(
        (one) => one.subject === subject,
      );
      const fresh = mails.find((one) => !used.has(one.id));
      if (fresh === undefined) {
        if (used.size > 0 || Date.now() - asked > 10_000) {
          asked = Date.now();
          await this.#send(`/r/${this.reference}/prove/again`, {});
        }
        return undefined;
      }
      used.add(fresh.id);
      const code = /\b(\d{4})\s?(\d{4})\b/.exec(fresh.text);
      const answer = await this.#send(`/r/${this.reference}/prove/send`, {
        code: `${code?.[1]}${code?.[2]}`,
      });
      return answer.location === `/r/${this.reference}` ? true : undefined;
    });
  }

  /** Hank's answer; a second press on a question that is answered already changes nothing and says so. */
  async #answer(link: string): Promise<void> {
    const lines = cutFrom(this.#world.folder, this.who.knownAs.cards);
    const form = new FormData();
    form.set("answer", lines === null ? "nothing" : "file");
    if (lines !== null) form.set("file", new Blob([lines], { type: "text/csv" }), "cards.csv");
    const packed = new Response(form);
    const type = packed.headers.get("content-type") ?? "";
    const body = Buffer.from(await packed.arrayBuffer());
    await this.#patiently("the owner's answer", async () => {
      await post(`${link}/answer`, body, { "content-type": type });
      const page = await get(link);
      return page.text.includes("your answer is kept") ? true : undefined;
    });
  }

  /** An operator releases; an answer that is out already is out. */
  async #release(): Promise<void> {
    await this.#patiently("the release", async () => {
      const ran = await habeas(this.#world.env, "release", this.reference);
      return ran.code === 0 || ["preparing", "ready"].includes(await this.status()) ? true : undefined;
    });
  }

  /** As the command line tells it; empty while it cannot be told. */
  async status(): Promise<string> {
    const ran = await habeas(this.#world.env, "--json", "status", this.reference);
    return ran.code === 0 ? (JSON.parse(ran.out) as { status: string }).status : "";
  }

  async #until(wanted: "reviewing" | "ready"): Promise<void> {
    const heading = wanted === "reviewing" ? "A person is checking your file" : "Your file is ready";
    await this.#patiently(wanted, async () => {
      const page = await this.#get(`/r/${this.reference}`);
      return page.text.includes(`<h1>${heading}</h1>`) ? true : undefined;
    });
  }

  #cookie(): Record<string, string> {
    return { cookie: [...this.#jar].map(([name, value]) => `${name}=${value}`).join("; ") };
  }

  #keep(answer: Answer): Answer {
    for (const line of answer.cookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#jar.set(name, value);
    }
    return answer;
  }

  async #get(path: string): Promise<Answer> {
    return this.#keep(await get(this.#world.urls.portal + path, this.#cookie()));
  }

  /** Sends a form, again where the line was cut or the house said that it is in trouble. */
  #send(path: string, fields: Record<string, string>): Promise<Answer> {
    return this.#patiently(path, async () => {
      const answer = this.#keep(await post(this.#world.urls.portal + path, fields, this.#cookie()));
      return answer.status < 500 ? answer : undefined;
    });
  }

  /** Tries until there is an answer; a line that cannot be had counts as none. */
  async #patiently<T>(what: string, attempt: () => Promise<T | undefined>): Promise<T> {
    let last = "";
    for (const giveUp = Date.now() + 60_000; Date.now() < giveUp; await wait(100)) {
      try {
        const result = await attempt();
        if (result !== undefined) return result;
      } catch (error) {
        last = error instanceof Error ? error.message : String(error);
      }
    }
    throw new Error(`${this.reference}: ${what} did not come about in a minute ${last}`);
  }
}
