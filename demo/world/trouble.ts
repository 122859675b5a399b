import { randomBytes } from "node:crypto";
import type { SeedTarget } from "#demo/seed/seed.ts";
import { readTrouble, type SupportTrouble, writeTrouble } from "#demo/support/trouble.ts";
import type { Child } from "./child.ts";
import { changeShopPassword } from "./databases.ts";

/** What is wrong in the company at the moment. */
export type TroubleState = { support: SupportTrouble; shopPassword: "right" | "changed" };

/** The switches of the stage, and of the tests. Each works at once and can be put right. */
export type Trouble = {
  state(): TroubleState;
  support(trouble: SupportTrouble): Promise<void>;
  shopPassword(state: "right" | "changed"): Promise<void>;
  putRight(): Promise<void>;
};

/** Trouble in one world. Everything begins in order, whatever an earlier run left behind. */
export function troubleIn(target: SeedTarget, troubleFile: string, support: Child): Trouble {
  let password: TroubleState["shopPassword"] = "right";
  writeTrouble(troubleFile, "none");
  const trouble: Trouble = {
    state: () => ({ support: readTrouble(troubleFile), shopPassword: password }),
    support: async (wanted) => {
      writeTrouble(troubleFile, wanted);
      if (wanted === "stopped") await support.stop();
      else await support.start();
    },
    shopPassword: async (wanted) => {
      const word = wanted === "right" ? target.passwords.shop : randomBytes(12).toString("base64url");
      await changeShopPassword(target, word);
      password = wanted;
    },
    putRight: async () => {
      await trouble.support("none");
      await trouble.shopPassword("right");
    },
  };
  return trouble;
}

/** What the stage may ask of the process that started it. */
export type StageWish =
  | { id: string; want: "state" }
  | { id: string; want: "support"; trouble: SupportTrouble }
  | { id: string; want: "shopPassword"; state: TroubleState["shopPassword"] };

export type StageReply = { id: string; state?: TroubleState; failed?: string };

/** Does what the stage asks; a failure goes back as a sentence. */
export async function answerStage(trouble: Trouble, wish: StageWish): Promise<StageReply> {
  try {
    if (wish.want === "support") await trouble.support(wish.trouble);
    if (wish.want === "shopPassword") await trouble.shopPassword(wish.state);
    return { id: wish.id, state: trouble.state() };
  } catch (error) {
    return { id: wish.id, failed: error instanceof Error ? error.message : "It did not work" };
  }
}
