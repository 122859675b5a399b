import { z } from "zod";

/** Who is asked, and the question in plain words. It never names the person whose data it is. */
export const humanSettings = z.strictObject({
  ask: z.strictObject({
    name: z.string().min(1),
    email: z.email(),
    title: z.string().min(1).max(200).default("A person asks for their data: please look in your records"),
    question: z.string().min(1).max(2000),
  }),
  accepts: z.enum(["csv", "text"]).default("csv"),
});

export type HumanSettings = z.output<typeof humanSettings>;
