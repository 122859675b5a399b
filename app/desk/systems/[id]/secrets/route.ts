import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { forgetSecret, setSecret } from "#lib/map/systems/set-secret.ts";

type Context = { params: Promise<{ id: string }> };

/** Sets a secret in place of the one before, or forgets it. It is never shown. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const id = partFrom((await context.params).id);
  const done = {
    title: "The secret is set",
    sentence: "It is sealed. Check the system to see that it is right.",
  };
  return act(request, systemAddress(id, "/connect"), done, async (actor, form) => {
    const name = textOf(form, "name");
    if (textOf(form, "do") === "forget") {
      await forgetSecret(actor, id, name);
      return {
        title: "The secret is forgotten",
        sentence: "The system cannot be asked before it is set again.",
      };
    }
    // As it was typed: space around a password is part of it.
    const value = form.get("value");
    await setSecret(actor, id, name, typeof value === "string" ? value : "");
    return done;
  });
}
