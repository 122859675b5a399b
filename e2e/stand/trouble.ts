import { expect } from "@playwright/test";
import { facts } from "./facts.ts";

/** The switches of the demo's stage. */
export type Trouble =
  | "support/stopped"
  | "support/busy"
  | "support/garbage"
  | "support/slow"
  | "shop-password";

async function turn(trouble: Trouble, to: "wrong" | "right"): Promise<void> {
  const answer = await fetch(`${facts().urls.stage}/trouble/${trouble}`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ do: to }),
  });
  expect(answer.status, `${trouble} was switched`).toBe(303);
}

/** Breaks something in the company. */
export const breakIt = (trouble: Trouble): Promise<void> => turn(trouble, "wrong");

/** Puts everything right that a journey may have broken. */
export async function putRight(): Promise<void> {
  await turn("support/stopped", "right");
  await turn("shop-password", "right");
}
