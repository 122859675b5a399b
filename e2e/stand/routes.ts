import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One address of the portal as it lies on the disk: its path with `[names]`, and the methods that it answers. */
export type Route = { path: string; page: boolean; methods: readonly string[] };

const app = join(import.meta.dirname, "../../app");

/** Every page and route on the disk: one that is added is asked without being named here. */
export function routesOnDisk(): Route[] {
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /(^|\/)(page\.tsx|route\.tsx?)$/.test(name) && !/(^|\/)_/.test(name))
    .map((name) => {
      const page = name.endsWith("page.tsx");
      const text = page ? "" : readFileSync(join(app, name), "utf8");
      const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((method) =>
        new RegExp(`export (?:async )?(?:function|const) ${method}\\b|export \\{[^}]*\\b${method}\\b`).test(
          text,
        ),
      );
      const path = `/${name.replace(/(^|\/)(page\.tsx|route\.tsx?)$/, "").replace(/\([^)]+\)\/?/g, "")}`;
      return { path: path.replace(/(.)\/$/, "$1"), page, methods: page ? ["GET"] : methods };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** An address with its names filled: those that are given, and something harmless for the rest. */
export function filled(path: string, given: Readonly<Record<string, string>>): string {
  const other: Record<string, string> = {
    right: "access",
    number: "1",
    fact: "email",
    id: "00000000-0000-4000-8000-000000000000",
    token: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ",
    language: "en",
    brand: "-",
    name: "none.woff2",
    system: "shop",
    collection: "customers",
    kind: "postgres",
    act: "tag",
    run: "00000000-0000-4000-8000-000000000000",
  };
  return path
    .replace(/\/\[\[\.\.\.(\w+)\]\]/g, "")
    .replace(/\[\.\.\.(\w+)\]/g, "signin/company")
    .replace(/\[(\w+)\]/g, (_all, name: string) => given[name] ?? other[name] ?? "x");
}
