import { HabeasError } from "#lib/core/errors.ts";

/** Names that Windows refuses whatever their extension. */
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;
const generated = /^([a-z0-9_-]{1,64})\.([a-z0-9]{1,8})$/;

/**
 * Files of these kinds run programs when they are opened, and could read what lies beside them: they are kept under a name by which they are
 * only read. No connector gives them out by itself; a data map may say them of a column.
 */
const active = new Set([
  ..."htm html xhtml xht shtml svg svgz xml xsl xslt js mjs mht mhtml hta swf jar".split(" "),
  ..."exe com bat cmd ps1 vbs wsf scr msi lnk url sh app".split(" "),
]);

/** A file name without extension from an id of the data map (`[a-z][a-z0-9_]*`). */
export function stem(id: string): string {
  return reserved.test(id) ? `${id}_` : id;
}

/** `01-shop`: the folder of the plan's n-th system (from 1). */
export function systemFolder(position: number, systemId: string): string {
  return `data/${String(position).padStart(2, "0")}-${systemId.replaceAll("_", "-")}`;
}

/**
 * Hands out file names within one folder: never the same twice, letter case aside, and never one that a
 * system chose. Throws `conflict` for a name that was not generated.
 */
export class FolderNames {
  readonly #taken = new Set<string>();

  take(fileName: string): string {
    const [, base, extension] = generated.exec(fileName) ?? [];
    if (base === undefined || extension === undefined) {
      throw new HabeasError("conflict", "A file's name was not made by us, so the bundle was not built.");
    }
    const free = stem(base);
    const kept = active.has(extension) ? "txt" : extension;
    for (let n = 1; ; n += 1) {
      const suffix = n === 1 ? "" : `-${n}`;
      const candidate = `${free.slice(0, 64 - suffix.length)}${suffix}.${kept}`;
      if (!this.#taken.has(candidate)) {
        this.#taken.add(candidate);
        return candidate;
      }
    }
  }
}
