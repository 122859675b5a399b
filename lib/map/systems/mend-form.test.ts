import { expect, it } from "vitest";
import { meaningWithout } from "./mend-form.ts";

const contact = { as: "contact", email: "email", name: "full_name" } as const;
const message = { as: "message", body: "text", at: "sent" } as const;

it.each([
  ["keeps what is still there", { occurred: "sent", form: message }, [], { occurred: "sent", form: message }],
  [
    "drops a moment",
    { occurred: "sent", form: message },
    ["sent"],
    { form: { as: "message", body: "text" } },
  ],
  ["drops a message without its text", { occurred: "sent", form: message }, ["text"], { occurred: "sent" }],
  ["drops one part of a card", { form: contact }, ["email"], { form: { as: "contact", name: "full_name" } }],
  ["drops a card with nothing on it", { form: contact }, ["email", "full_name"], {}],
  ["leaves alone what has neither", {}, ["email"], {}],
])("%s", (_title, before, gone, after) => {
  expect(meaningWithout(before, new Set(gone))).toEqual(after);
});
