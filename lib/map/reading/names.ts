import type { Collection } from "#connectors/collection.ts";
import type { ErasureRule } from "#connectors/language/erasure.ts";
import { fieldPath } from "#connectors/language/field-path.ts";
import type { Form } from "#connectors/language/form.ts";
import { noSuch } from "./issues.ts";
import { type Finding, mistake, type Path } from "./mistake.ts";

/** Fields and roles that a collection names and does not describe. Everything that is used is described once. */
export function nameFindings(one: Collection, here: Path): Finding[] {
  const fields = Object.keys(one.fields);
  const found: Finding[] = [];
  const field = (path: Path, name: string): void => {
    const column = fieldPath(name)?.column ?? name;
    // Where fields are named as members, the last step is what is wrong.
    const spot = path.at(-1) === name ? "name" : "value";
    if (!Object.hasOwn(one.fields, column))
      found.push(noSuch([...here, ...path], "field", column, fields, spot));
  };
  one.key.forEach((name, at) => {
    field(["key", at], name);
  });
  one.subject_key.forEach((name, at) => {
    field(one.subject_key.length > 1 ? ["subject_key", at] : ["subject_key"], name);
  });
  for (const part of ["match", "yields"] as const) {
    for (const { kind, fields: paths, when } of one[part]) {
      for (const path of paths) field([part, kind], path.column);
      for (const condition of when) field([part, kind], condition.field.column);
    }
  }
  for (const condition of one.where) field(["where", condition.field.text], condition.field.text);
  one.belongs.forEach((edge, at) => {
    for (const { field: asked } of edge.when) field(["belongs", at, "when", asked.text], asked.text);
    erasureFields(edge.erasure, ["belongs", at, "erasure"], field);
  });
  erasureFields(one.erasure, ["erasure"], field);
  for (const [part, name] of Object.entries(one.likeness ?? {})) {
    if (name !== undefined) field(["likeness", part], name);
  }
  one.effects.forEach(({ set, lifted = {}, agreed_at: agreed }, at) => {
    for (const name of Object.keys(set)) field(["effects", at, "set", name], name);
    for (const name of Object.keys(lifted)) field(["effects", at, "lifted", name], name);
    if (agreed !== undefined) field(["effects", at, "agreed_at"], agreed);
  });
  if (one.ends !== undefined) field(["ends", "from"], one.ends.from);
  if (one.occurred !== undefined) field(["occurred"], one.occurred);
  for (const [part, name] of formFields(one.form)) {
    field(["form", part], name);
    if (one.fields[name]?.disclose === "never")
      found.push(
        mistake([...here, "form", part], "this field is never disclosed, so no file can be made of it"),
      );
  }
  if (one.file_field) {
    field(["file_field", "field"], one.file_field.field);
    if (one.key.length === 0) {
      found.push(mistake([...here, "file_field"], "files are named by the row they belong to: say its key"));
    }
  }
  const roles = new Set(one.belongs.flatMap((edge) => edge.role ?? []));
  for (const [name, { roles: wanted = [] }] of Object.entries(one.fields)) {
    wanted.forEach((role, at) => {
      if (!roles.has(role))
        found.push(noSuch([...here, "fields", name, "roles", at], "edge with the role", role, roles));
    });
  }
  return found;
}

/** Which field plays which part in a form; a currency's code in capitals is no field. */
function formFields(form: Form | undefined): [string, string][] {
  return Object.entries(form ?? {}).flatMap(([part, name]): [string, string][] =>
    part === "as" || typeof name !== "string" || /^[A-Z]{3}$/.test(name) ? [] : [[part, name]],
  );
}

function erasureFields(
  rule: ErasureRule | undefined,
  path: Path,
  field: (path: Path, name: string) => void,
): void {
  if (rule?.act === "anonymise" || rule?.act === "keep") {
    const where = rule.act === "keep" ? "anonymise" : "fields";
    const named = rule.act === "keep" ? rule.anonymise : rule.fields;
    for (const name of Object.keys(named ?? {})) field([...path, where, name], name);
  }
  if (rule?.act === "keep" && rule.until) field([...path, "until", "from"], rule.until.from);
  if (rule?.act === "unlink") {
    rule.fields?.forEach((name, at) => {
      field([...path, "fields", at], name);
    });
  }
}
