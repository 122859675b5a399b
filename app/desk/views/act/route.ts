import type { NextRequest } from "next/server";
import type { Staff } from "#app/_auth/staff.ts";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { queueAddress } from "#app/desk/_queue/address.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type Role, roles } from "#lib/core/role.ts";
import {
  deleteView,
  listSavedViews,
  moveView,
  type Reach,
  reaches,
  renameView,
  saveView,
} from "#lib/queue/saved-views.ts";

/** Keeps, renames, moves and deletes views of the queue. */
export async function POST(request: NextRequest): Promise<Response> {
  return act(request, "/desk/views", { title: "Saved", sentence: "" }, async (actor, form) => {
    const id = textOf(form, "id");
    const name = textOf(form, "name");
    switch (textOf(form, "act")) {
      case "save":
        return save(actor, form, name);
      case "rename":
        await renameView(actor, id, name);
        return { title: "Renamed", sentence: `It is called “${name}” now.` };
      case "up":
      case "down":
        await moveView(actor, id, textOf(form, "act") === "up" ? "up" : "down");
        return { title: "Moved", sentence: "The order is as you see it here." };
      case "delete":
        return remove(actor, id);
      default:
        throw new HabeasError("invalid", "Choose what to do with the view.");
    }
  });
}

/** `shared`, `private`, or `role:analyst`. */
function reachOf(typed: string): { reach: Reach; role?: Role } {
  const [word, of] = typed.split(":");
  const reach = reaches.find((one) => one === word) ?? "private";
  const role = roles.find((one) => one === of);
  return { reach, ...(role ? { role } : {}) };
}

async function save(actor: Staff, form: FormData, name: string): Promise<Done> {
  const query = textOf(form, "q");
  await saveView(actor, { name, query, ...reachOf(textOf(form, "reach")) });
  return { title: "Saved", sentence: `“${name}” is in the side now.`, to: queueAddress(query) };
}

async function remove(actor: Staff, id: string): Promise<Done> {
  const view = (await listSavedViews(actor)).find((one) => one.id === id);
  await deleteView(actor, id);
  if (!view) return { title: "Deleted", sentence: "The view is gone." };
  const reach = view.role ? `role:${view.role}` : view.reach;
  const fields = { act: "save", name: view.name, q: view.query, reach };
  return {
    title: "Deleted",
    sentence: `“${view.name}” is gone from the side. No request was touched.`,
    undo: { action: "/desk/views/act", fields, words: "Undo" },
  };
}
