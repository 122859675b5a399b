import type { Complaint } from "./file-rules.ts";
import type { SourceFile } from "./tree.ts";

/** Folders beside the connectors that are not one. */
const shared = new Set(["conformance", "language", "sql"]);

/** The folders under connectors/ that hold a connector. */
export function connectorFolders(files: readonly SourceFile[]): string[] {
  const folders = files.flatMap((file) => /^connectors\/([^/]+)\//.exec(file.path)?.[1] ?? []);
  return [...new Set(folders)].filter((folder) => !shared.has(folder)).sort();
}

/**
 * Every connector folder holds the same few files, is named in the registry, and the registry names nothing else.
 * @param registered the kinds in the registry
 */
export function incompleteConnectors(
  files: readonly SourceFile[],
  registered: readonly string[],
): Complaint[] {
  const paths = new Set(files.map((file) => file.path));
  const folders = connectorFolders(files);
  return [
    ...folders.flatMap((folder) => {
      const inside = [...paths].filter((path) => path.startsWith(`connectors/${folder}/`));
      return [
        ...["connector.ts", "settings.ts"]
          .filter((name) => !paths.has(`connectors/${folder}/${name}`))
          .map((name) => `connectors/${folder} has no ${name}`),
        ...(inside.some((path) => path.endsWith(".conformance.test.ts"))
          ? []
          : [`connectors/${folder} has no conformance test`]),
        ...(registered.includes(folder) ? [] : [`connectors/${folder} is not in the registry`]),
      ];
    }),
    ...registered
      .filter((kind) => !folders.includes(kind))
      .map((kind) => `the registry names ${kind}, which has no folder`),
  ];
}

/**
 * Job names that are rung for, or answered, without standing in the catalogue; and those of the catalogue that nobody
 * answers or that nobody rings for.
 */
export function strayJobs(
  files: readonly SourceFile[],
  catalogue: readonly string[],
  answered: readonly string[],
): Complaint[] {
  const product = files.filter(
    (file) => /^(lib|app|cli)\/.*\.tsx?$/.test(file.path) && !file.path.includes(".test."),
  );
  const rung = product.flatMap((file) =>
    [...file.text.matchAll(/\bring\(\s*[^,()]+,\s*"([^"]+)"/g)].map((match) => ({
      name: match[1] ?? "",
      path: file.path,
    })),
  );
  // A job may be rung for by a variable name (the sweep does): it is enough that its name stands in the code.
  const named = (job: string) =>
    product.some(
      (file) =>
        file.path !== "lib/jobs/catalogue.ts" &&
        file.path !== "lib/worker/handlers.ts" &&
        file.text.includes(`"${job}"`),
    );
  return [
    ...rung
      .filter(({ name }) => !catalogue.includes(name))
      .map(({ name, path }) => `${path} rings for ${name}, which is not in the catalogue`),
    ...answered
      .filter((name) => !catalogue.includes(name))
      .map((name) => `${name} is answered but not in the catalogue`),
    ...catalogue
      .filter((name) => !answered.includes(name))
      .map((name) => `${name} is in the catalogue and nobody answers it`),
    ...catalogue
      .filter((name) => !named(name))
      .map((name) => `${name} is in the catalogue and nobody rings for it`),
  ];
}
