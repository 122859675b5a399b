import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Desk, Leg, Life, Person, Tray, Wish } from "../world.ts";
import type { Journal } from "./journal.ts";
import { brandOf, hasInvoices } from "./people.ts";
import type { Seen } from "./watch.ts";

/** What the people of a life need of the world. */
export type Around = {
  desk: Desk;
  tray: Tray;
  journal: Journal;
  staff: readonly object[];
  handed: string;
  see(requestId: string): Seen | undefined;
  stopped(): boolean;
};

/**
 * One request, lived by people who press again when nothing came back. They know nothing but what they see, and do what
 * comes next; so whatever was lost on the way is done again or found done.
 */
export class LivedRequest implements Life {
  readonly wish: Wish;
  readonly person: Person;
  reference = "";
  requestId = "";
  leg: Leg = "file";
  ended = false;
  trouble = "";
  until: Leg | null;
  readonly #around: Around;
  readonly #browser = `b${randomUUID().replaceAll("-", "")}${randomUUID().slice(0, 11)}`;
  readonly #once = randomUUID();
  #codes = 0;
  #asked = 0;

  constructor(around: Around, wish: Wish, person: Person, until: Leg | null) {
    this.until = until;
    this.#around = around;
    this.wish = wish;
    this.person = person;
  }

  async live(): Promise<void> {
    while (!this.ended && !this.#around.stopped()) {
      try {
        await this.#next();
      } catch (error) {
        this.trouble = error instanceof Error ? error.message : String(error);
        await wait(60);
      }
      await wait(40);
    }
  }

  async #next(): Promise<void> {
    if (this.requestId === "") return this.#file();
    const seen = this.#around.see(this.requestId);
    if (seen === undefined) return;
    if (["closed", "cancelled", "refused", "lapsed"].includes(seen.status)) return this.#end();
    if (seen.status === "received") return this.#prove();
    if (seen.status === "collecting") {
      this.leg = "collect";
      return;
    }
    if (seen.status === "reviewing") return this.wish === "erasure" ? this.#erase(seen) : this.#release();
    if (seen.status === "preparing") {
      this.leg = "bundle";
      return;
    }
    return this.#fetch(seen);
  }

  async #file(): Promise<void> {
    if (this.until === "file") return;
    const { name, email, n } = this.person;
    const filed = await this.#around.desk.ask<{ requestId: string; reference: string }>({
      do: "file",
      browser: this.#browser,
      once: this.#once,
      brand: brandOf(n),
      asked: { right: this.wish, name, email },
    });
    this.#around.journal.acknowledged({ ...filed, n, wish: this.wish, brand: brandOf(n), once: this.#once });
    this.reference = filed.reference;
    this.requestId = filed.requestId;
  }

  async #prove(): Promise<void> {
    this.leg = "prove";
    const { desk, tray } = this.#around;
    const codes = tray.mails.filter(
      (one) => one.to === this.person.email && one.subject.includes(this.reference),
    );
    const mail = codes.at(-1);
    const code = mail && /\b(\d{4})\s?(\d{4})\b/.exec(mail.text);
    if (code && codes.length > this.#codes) {
      this.#codes = codes.length;
      await desk.ask({ ...this.#who(), do: "prove", code: `${code[1]}${code[2]}` });
      return;
    }
    if (Date.now() - this.#asked < 6_000) return;
    this.#asked = Date.now();
    await desk.ask({ ...this.#who(), do: "code" });
  }

  #who() {
    return { browser: this.#browser, reference: this.reference };
  }

  async #erase(seen: Seen): Promise<void> {
    const { desk, staff } = this.#around;
    const plan = seen.erasure;
    if (plan === null || plan.state === "dropped" || (plan.state === "stopped" && plan.resumable === false)) {
      if (seen.found === 0) return this.#release();
      this.leg = "plan";
      await desk.ask({ do: "plan", staff: staff[2], reference: this.reference });
      await wait(150);
      return;
    }
    if (plan.state === "stopped") {
      await desk.ask({ do: "resume", staff: staff[0], erasure: plan.id });
      return;
    }
    if (plan.state === "proposed") {
      this.leg = "approve";
      if (this.until === "approve") return;
      const by = plan.first === null ? staff[0] : staff[1];
      await desk.ask({ do: "approve", staff: by, erasure: plan.id, hash: plan.hash });
      await wait(100);
      return;
    }
    if (plan.state !== "done") {
      this.leg = "erase";
      return;
    }
    // What must be kept needs a decision of its own, which is none of the laboratory's.
    if (hasInvoices(this.person.n)) return this.#end();
    return this.#release();
  }

  async #release(): Promise<void> {
    this.leg = "release";
    if (this.until === "release") return;
    await this.#around.desk.ask({ do: "release", staff: this.#around.staff[1], reference: this.reference });
    await wait(100);
  }

  async #fetch(seen: Seen): Promise<void> {
    if (this.wish === "access" && seen.bundle !== null) {
      const to = join(this.#around.handed, `${this.reference}-${seen.bundle}.zip`);
      const { sha256 } = await this.#around.desk.ask<{ sha256: string }>({
        do: "download",
        reference: this.reference,
        number: seen.bundle,
        to,
      });
      this.#around.journal.handed({ requestId: this.requestId, file: to, sha256 });
    }
    this.#end();
  }

  #end(): void {
    this.leg = "done";
    this.ended = true;
  }
}
