import { connectorOf } from "#connectors/registry.ts";
import { isReference } from "../reading/clear-secrets.ts";
import { addressKinds, type SettingField } from "./fields.ts";

/** What was typed, by the name of the question. */
export type Typed = Readonly<Record<string, string>>;

export type ReadSettings = {
  /** As a definition holds them: references in place of secrets. */
  settings: Record<string, unknown>;
  /** Secrets that were typed, by the name under which they are to be kept. */
  secrets: Map<string, string>;
  /** What is to be put right, by question. Never with what was typed. */
  errors: Record<string, string>;
};

const missing = "This is needed.";
const secretName = (name: string) => name.replaceAll(".", "_");

/** Questions that are asked, given what was answered to others. */
export function askedOf(fields: readonly SettingField[], typed: Typed): SettingField[] {
  return fields.filter(({ when }) => {
    if (when === null) return true;
    const standard = fields.find((one) => one.name === when.name)?.standard;
    return when.is.includes(typed[when.name] || standard || "");
  });
}

/**
 * Reads what was typed into a definition's settings.
 * @param kept names of secrets that are set already and stay where nothing new was typed
 */
export async function settingsFrom(
  kind: string,
  fields: readonly SettingField[],
  typed: Typed,
  kept: ReadonlySet<string>,
): Promise<ReadSettings> {
  const read: ReadSettings = { settings: {}, secrets: new Map(), errors: {} };
  const open: Record<string, unknown> = {};
  const stays = new Set<string>();
  const put = (name: string, value: unknown, inClear: unknown = value): void => {
    place(read.settings, name.split("."), value);
    place(open, name.split("."), inClear);
  };
  const asked = askedOf(fields, typed).filter((one) => !isAddress(kind, one.name));
  if (addressKinds.has(kind)) addressFrom(kind, typed, kept, read, put);
  for (const field of asked) {
    const text = (typed[field.name] ?? "").trim();
    const name = secretName(field.name);
    if (field.name.endsWith("headers.name")) continue;
    if (field.input === "secret") {
      const there = typed[field.name] ?? "";
      if (there === "" && !kept.has(name)) {
        if (field.required) read.errors[field.name] = missing;
        continue;
      }
      if (there === "") stays.add(field.name);
      else read.secrets.set(name, there);
      const header = field.name.replace(/\.value$/, ".name");
      if (field.name.endsWith("headers.value")) {
        const called = (typed[header] ?? "").trim();
        if (called === "") read.errors[header] = missing;
        const whole = field.name.slice(0, -".value".length);
        put(whole, { [called]: `secret:${name}` }, { [called]: there || "kept" });
      } else if (field.name === "secrets" || field.name.endsWith(".secrets")) {
        put(field.name, [`secret:${name}`], [there || "kept".repeat(8)]);
      } else put(field.name, `secret:${name}`, there || "kept".repeat(8));
      continue;
    }
    if (text === "") {
      if (field.required) read.errors[field.name] = missing;
      else if (field.name.endsWith(".kind") && field.standard) put(field.name, field.standard);
      continue;
    }
    put(field.name, readValue(field, text));
  }
  if (Object.keys(read.errors).length > 0) return read;
  const { settings } = await connectorOf(kind);
  const result = settings.safeParse(open);
  for (const issue of result.success ? [] : result.error.issues) {
    const at = issue.path.join(".");
    const field = asked.find((one) => at === one.name || at.startsWith(`${one.name}.`));
    if (field && stays.has(field.name)) continue;
    read.errors[field?.name ?? (addressKinds.has(kind) && at === "url" ? "url.host" : "title")] =
      issue.message.endsWith("received undefined") ? missing : `This is not right: ${issue.message}.`;
  }
  return read;
}

const isAddress = (kind: string, name: string) => addressKinds.has(kind) && name.startsWith("url.");

/** The parts of a database's address become one address, sealed as a whole because it holds the password. */
function addressFrom(
  kind: string,
  typed: Typed,
  kept: ReadonlySet<string>,
  read: ReadSettings,
  put: (name: string, value: unknown, inClear?: unknown) => void,
): void {
  const part = (name: string) => (typed[`url.${name}`] ?? "").trim();
  const password = typed["url.password"] ?? "";
  const scheme = addressKinds.get(kind) ?? kind;
  const nothing = [part("host"), part("port"), part("database"), part("user"), password].every((one) => !one);
  if (nothing && kept.has("url")) {
    put("url", "secret:url", `${scheme}://kept.invalid/kept`);
    return;
  }
  for (const name of ["host", "database", "user"]) {
    if (part(name) === "") read.errors[`url.${name}`] = missing;
  }
  if (password === "") {
    read.errors["url.password"] = kept.has("url")
      ? "Type the password again too: it is kept for the old address only."
      : missing;
  }
  if (!/^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]{1,253})$/.test(part("host")) && part("host") !== "") {
    read.errors["url.host"] = "This is no name of a server, such as db.example.com.";
  }
  const port = part("port");
  if (port !== "" && !/^[1-9][0-9]{0,4}$/.test(port)) read.errors["url.port"] = "A port is a whole number.";
  if (Object.keys(read.errors).length > 0) return;
  const [user, secret, database] = [part("user"), password, part("database")].map(encodeURIComponent);
  const address = `${scheme}://${user}:${secret}@${part("host")}${port ? `:${port}` : ""}/${database}`;
  read.secrets.set("url", address);
  put("url", "secret:url", address);
}

function readValue(field: SettingField, text: string): unknown {
  switch (field.input) {
    case "number":
      return Number(text);
    case "flag":
      return text === "yes";
    case "list":
      return text.split("\n").flatMap((line) => line.trim() || []);
    case "pairs":
      return Object.fromEntries(
        text.split("\n").flatMap((line) => {
          const colon = line.indexOf(":");
          return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
        }),
      );
    default:
      return text;
  }
}

function place(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = "", ...rest] = path;
  if (rest.length === 0) into[first] = value;
  else {
    const next = (into[first] ?? {}) as Record<string, unknown>;
    into[first] = next;
    place(next, rest, value);
  }
}

/** Answers for the form from settings as they were written; nothing where a secret's reference stands. */
export function typedFrom(fields: readonly SettingField[], settings: unknown): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap(({ name, input }): [string, string][] => {
      if (input === "secret") return [];
      if (name.endsWith("headers.name")) {
        const headers = at(settings, name.split(".").slice(0, -1));
        const [called] = Object.keys(typeof headers === "object" ? (headers ?? {}) : {});
        return called === undefined ? [] : [[name, called]];
      }
      const value = at(settings, name.split("."));
      if (value === undefined || value === null || isReference(value)) return [];
      if (input === "flag") return [[name, value === true ? "yes" : "no"]];
      if (input === "list" && Array.isArray(value)) return [[name, value.map(String).join("\n")]];
      if (input === "pairs" && typeof value === "object") {
        return [
          [
            name,
            Object.entries(value)
              .map((pair) => pair.join(": "))
              .join("\n"),
          ],
        ];
      }
      return typeof value === "object" ? [] : [[name, String(value)]];
    }),
  );
}

/** True where the form can show every setting: what was written by hand in another form is changed as text. */
export function fitsForm(kind: string, fields: readonly SettingField[], settings: unknown): boolean {
  return leaves(settings, "").every(([name, value]) => {
    if (addressKinds.has(kind) && name === "url") return value === "secret:url";
    const field = fields.find(
      (one) =>
        one.name === name ||
        (one.input === "pairs" && name.startsWith(`${one.name}.`)) ||
        (one.name.endsWith("headers.value") && name.startsWith(one.name.slice(0, -"value".length))) ||
        (name === `${one.name}.0` && (one.input === "secret" || one.input === "list")),
    );
    if (!field) return false;
    return field.input === "secret" ? value === `secret:${secretName(field.name)}` : !isReference(value);
  });
}

function leaves(value: unknown, name: string): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[name, value]];
  return Object.entries(value).flatMap(([step, inner]) => leaves(inner, name ? `${name}.${step}` : step));
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (here, step) =>
      typeof here === "object" && here !== null ? (here as Record<string, unknown>)[step] : undefined,
    value,
  );
}
