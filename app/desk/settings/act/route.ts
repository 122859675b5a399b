import type { NextRequest } from "next/server";
import type { Staff } from "#app/_auth/staff.ts";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { keyProblem, ownKeys } from "#app/desk/_kit/keys.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { changeSettings, densities, themes, usual } from "#lib/desk/settings.ts";

const page = "/desk/settings";

/** Changes how the desk is for the member of staff who asks. */
export async function POST(request: NextRequest): Promise<Response> {
  return act(request, page, { title: "Saved", sentence: "The desk is as you want it." }, (actor, form) =>
    textOf(form, "act") === "keys"
      ? changeKeys(actor, form)
      : textOf(form, "act") === "told"
        ? changeTold(actor, form)
        : changeLook(actor, form),
  );
}

/** The look can be changed from the command menu of any page; then one comes back to that page. */
async function changeLook(actor: Staff, form: FormData): Promise<Done> {
  const theme = themes.find((one) => one === textOf(form, "theme"));
  const density = densities.find((one) => one === textOf(form, "density"));
  await changeSettings(actor, { ...(theme && { theme }), ...(density && { density }) });
  const from = textOf(form, "page");
  return {
    title: "Saved",
    sentence: "The desk looks as you want it.",
    to: /^\/desk(\/[\w-]+)*$/.test(from) ? from : page,
  };
}

async function changeKeys(actor: Staff, form: FormData): Promise<Done> {
  if (textOf(form, "usual") === "1") {
    await changeSettings(actor, { keys: usual.keys });
    return { title: "Saved", sentence: "All keys are as they were." };
  }
  const keys = ownKeys(textOf(form, "on") === "1", (name) =>
    form.has(`key-${name}`) ? textOf(form, `key-${name}`) : null,
  );
  const problem = keyProblem(keys);
  if (problem) throw new HabeasError("invalid", problem);
  await changeSettings(actor, { keys });
  return {
    title: "Saved",
    sentence: keys.on ? "Your keys work from now on." : "Single keys are switched off.",
  };
}

async function changeTold(actor: Staff, form: FormData): Promise<Done> {
  const digest = textOf(form, "digest") === "1";
  await changeSettings(actor, { digest });
  return {
    title: "Saved",
    sentence: digest ? "You get a mail each working day." : "You get no daily mail.",
  };
}
