import { randomUUID } from "node:crypto";
import type { StageReply, StageWish, TroubleState } from "#demo/world/trouble.ts";

type Wish = StageWish extends infer One ? (One extends StageWish ? Omit<One, "id"> : never) : never;

/** Asks the process that started the stage; only it can stop and start the others. */
export function askStarter(wish: Wish): Promise<TroubleState> {
  const id = randomUUID();
  return new Promise((settle, fail) => {
    const listen = (message: unknown): void => {
      const reply = message as StageReply;
      if (reply.id !== id) return;
      process.off("message", listen);
      clearTimeout(timer);
      if (reply.state === undefined) fail(new Error(reply.failed ?? "It did not work"));
      else settle(reply.state);
    };
    const timer = setTimeout(() => {
      process.off("message", listen);
      fail(new Error("The demo does not answer"));
    }, 30_000);
    process.on("message", listen);
    process.send?.({ id, ...wish });
  });
}
