import type { LyingSystem } from "./lying/system.ts";
import type { FaultProxy } from "./proxy.ts";

/** An invented person. Every text of theirs in a system holds the mark of the person and the system: `kx17shop`. */
export type Person = { n: number; name: string; email: string; number: string; cookie: string };

export type SystemName = "shop" | "news" | "visits" | "crm";

/** What can be asked here, and is then lived to its end. */
export type Wish = "access" | "erasure";

export type Leg = "file" | "prove" | "collect" | "plan" | "approve" | "erase" | "release" | "bundle" | "done";

/** One request on its way, driven by people who press again when nothing came back. */
export type Life = {
  wish: Wish;
  person: Person;
  /** Empty until the house has acknowledged it. */
  reference: string;
  requestId: string;
  /** The leg that is being gone. */
  leg: Leg;
  /** Its people wait before this leg until it is null: somebody else does what comes there. */
  until: Leg | null;
  /** Set once nothing is left that its people would do. */
  ended: boolean;
  /** The last refusal or loss that its people met; for the story when an invariant falls. */
  trouble: string;
};

/** A worker of the product, a process of its own, started again whenever it ends. */
export type WorkerProcess = {
  pid(): number;
  /** Kills it and waits until it is gone; it is started again by itself. */
  kill9(): Promise<void>;
  /** SIGTERM: it ends in order. */
  end(): void;
  freeze(): void;
  thaw(): void;
  /** Waits until it has said that it is ready. */
  ready(): Promise<void>;
  /** Keeps it from being started again, or lets it; `start` with further settings for its environment. */
  hold(): Promise<void>;
  start(settings?: Readonly<Record<string, string>>): void;
  starts(): number;
  log: string;
};

/** One use case for the process that stands for portal and desk. `do` names it (faults/actor.ts). */
export type Command = { do: string } & Record<string, unknown>;

/** The process that stands for portal and desk: it can be killed between its commit and its answer. */
export type Desk = {
  /** The answer of the use case. Throws CommandFailed with the code of the product's own refusal, or Lost. */
  ask<T>(command: Command): Promise<T>;
  kill9(): Promise<void>;
  pid(): number;
  log: string;
};

/** What one statement of a process meets, laid down beforehand in a file (faults/preload.ts). */
export type Charge = {
  /** Who may come to it. */
  who: "worker" | "desk";
  /** Statements are counted that match; `.` is every one. `own`: on Habeas's database only. */
  says: string;
  where: "own" | "systems" | "anywhere";
  nth: number;
  side: "before" | "after";
  /** An error is a real one of the server, by its SQLSTATE. `lose_answer`: it is done, and nobody hears of it. */
  does: "kill" | "freeze" | "lose_answer" | { error: string } | { block: number };
};

/** A mail as the tray took it. */
export type TrayMail = { at: number; to: string; subject: string; messageId: string; text: string };

export type Tray = {
  port: number;
  /** All that was accepted, oldest first; also as lines of JSON in `ledger`. */
  mails: TrayMail[];
  ledger: string;
  /** Asked for each mail before it is accepted: a refusal (451, 550), silence, acceptance without an answer; null: as usual. */
  mood: ((to: string) => { refuse: number } | "hang" | "accept_and_drop" | null) | null;
};

/** A whole house of real processes, made to be broken. */
export type World = {
  folder: string;
  /** The sealed store of the house. */
  store: string;
  people: readonly Person[];
  /** The next person of this case for whom nobody has asked yet and who may wish for it. */
  fresh(wish: Wish): Person;
  /** Files a request and begins to live it; it goes on by itself. */
  ask(wish: Wish, person?: Person, until?: Leg): Life;
  /** The lives of this case. */
  lives: readonly Life[];
  workers: readonly WorkerProcess[];
  desk: Desk;
  /** A member of staff as an actor of the use cases: 0 and 1 approve. */
  staff: readonly object[];
  postgres: {
    /** kill -9 of the server as a power cut, or its own fast or immediate stop; down so many milliseconds, then back on the same port. */
    restart(mode: "kill" | "immediate" | "fast", downMs: number): Promise<void>;
    /** Copies everything as it stands, for `withBackup`: what is done meanwhile finds the server on the copy. */
    backup(): Promise<void>;
    withBackup(work: () => Promise<void>): Promise<void>;
    /** Ends connections of the house (by application name); how many. */
    terminate(application?: string): Promise<number>;
  };
  /** SQL past all of our code, as the owner; asked again while the server is away. */
  query<T extends object>(
    of: "habeas" | "shop" | "postgres",
    text: string,
    values?: readonly unknown[],
  ): Promise<T[]>;
  /** Between the house and: its database, the shop's database, the HTTP system, the mail server. */
  lines: { database: FaultProxy; shop: FaultProxy; crm: FaultProxy; mail: FaultProxy };
  lay(charge: Charge): { blown(): boolean; clear(): void };
  tray: Tray;
  crm: LyingSystem;
  /** The environment of every process of the house. */
  env: Readonly<Record<string, string>>;
  /**
   * Waits until every life of this case has come to its end and nothing of the house is at work any more, at most so many
   * seconds. Whether that came about is what I10 checks.
   */
  settle(seconds: number): Promise<void>;
  close(): Promise<void>;
};
