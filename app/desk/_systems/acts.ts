"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { leaveNotice } from "#app/_forms/notice.ts";
import { settingFields } from "#lib/map/kinds/fields.ts";
import { settingsFrom } from "#lib/map/kinds/settings.ts";
import { checkSystem } from "#lib/map/systems/check.ts";
import { readMapping } from "#lib/map/systems/mapping.ts";
import { readSystem } from "#lib/map/systems/read.ts";
import { saveText } from "#lib/map/systems/save-text.ts";
import { testWithPerson } from "#lib/map/systems/test-person.ts";
import { systemAddress } from "./address.ts";
import { keepConnection, registerFrom } from "./connect.ts";
import { answered, typedIn } from "./guard.ts";
import type { CheckState, ConnectState, TestState, TextState } from "./state.ts";

/** Registers a system, or changes how it is reached. Secrets are sealed and never come back to the page. */
export async function connectSystem(_before: ConnectState, form: FormData): Promise<ConnectState> {
  const [kind, id] = [typedIn(form, "kind"), typedIn(form, "system")];
  const fields = await settingFields(kind).catch(() => []);
  const secret = new Set(fields.flatMap((one) => (one.input === "secret" ? [one.name] : [])));
  const typed = Object.fromEntries(
    [...form.keys()].filter((name) => !name.startsWith("$")).map((name) => [name, typedIn(form, name)]),
  );
  const values = Object.fromEntries(Object.entries(typed).filter(([name]) => !secret.has(name)));
  return answered<ConnectState>(
    (problem) => ({ problem, errors: {}, values }),
    async (actor) => {
      const view = id ? await readSystem(actor, id) : null;
      const kept = new Set(view?.secrets.flatMap((one) => (one.setAt ? [one.name] : [])));
      const read = await settingsFrom(kind, fields, typed, kept);
      const done = view
        ? await keepConnection(actor, view, { kind, typed, read })
        : await registerFrom(actor, { kind, typed, read });
      if ("errors" in done) return { problem: null, errors: done.errors, values };
      const next = systemAddress(done.id, done.next);
      await leaveNotice(next, { tone: "done", title: done.title, sentence: done.sentence });
      redirect(next);
    },
  );
}

/** Checks a system now, step by step. */
export async function checkNow(_before: CheckState, form: FormData): Promise<CheckState> {
  return answered<CheckState>(
    (problem) => ({ problem, done: null }),
    async (actor) => {
      const version = Number(typedIn(form, "version")) || undefined;
      const done = await checkSystem(actor, typedIn(form, "system"), version ? { version } : {});
      refresh();
      return { problem: null, done };
    },
  );
}

/** Looks for one person. What was typed is neither kept nor shown again. */
export async function testPerson(_before: TestState, form: FormData): Promise<TestState> {
  return answered<TestState>(
    (problem) => ({ problem, done: null }),
    async (actor) => {
      const id = typedIn(form, "system");
      const version = Number(typedIn(form, "version")) || undefined;
      const done = await testWithPerson(actor, id, {
        kind: typedIn(form, "kind"),
        value: typedIn(form, "value"),
        ...(version ? { version } : {}),
      });
      refresh();
      if (done.kind !== "found") return { problem: null, done };
      const { collections } = await readMapping(actor, id);
      const counts = done.counts.map(({ collection, rows }) => ({
        label: collections.find((one) => one.name === collection)?.label ?? collection,
        rows,
      }));
      return { problem: null, done: { ...done, counts } };
    },
  );
}

/** Saves the map as it was written. What is wrong comes back with its lines, and the text with it. */
export async function saveMapText(_before: TextState, form: FormData): Promise<TextState> {
  const [id, text, reason] = ["system", "text", "reason"].map((name) => typedIn(form, name)) as [
    string,
    string,
    string,
  ];
  return answered<TextState>(
    (problem) => ({ problem, text, reason, findings: [] }),
    async (actor) => {
      const basedOn = Number(typedIn(form, "basedOn"));
      const came = await saveText(actor, id, { text, reason, basedOn });
      if (came.kind === "wrong") return { problem: null, text, reason, findings: came.findings };
      const next = systemAddress(id, "/map");
      const { version, changes, secretsForgotten } = came.version;
      await leaveNotice(next, {
        tone: "done",
        title: `Version ${version} is saved`,
        sentence: `${changes.length === 1 ? "One thing differs" : `${changes.length} things differ`} from the version before.${
          secretsForgotten ? " The address has changed, so its secrets were forgotten: set them again." : ""
        }`,
      });
      redirect(next);
    },
  );
}
