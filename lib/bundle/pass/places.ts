import type { BundleFacts, CollectionSource, SystemSource } from "../contents.ts";
import { FolderNames, stem, systemFolder } from "../names.ts";

/** What the company worked out about the person lies in a folder of its own, whichever system holds it. */
const inferencesFolder = "data/90-inferences";

/** Where one collection goes. */
export type CollectionPlace = {
  system: SystemSource;
  source: CollectionSource;
  /** `01-shop/orders`: never changes with the data, so that a step can be found again. */
  stepName: string;
  folder: string;
  /** Its files without an extension. */
  path: string;
  /** The paths of its attachments, in their order. */
  attachments: string[];
  /** In the names of the viewer's data; those without records have none. */
  number: number;
};

export type SystemPlace = { source: SystemSource; folder: string; collections: CollectionPlace[] };

/** Gives every collection and attachment its place, before anything is written. Throws `conflict` for a name not ours. */
export function placesOf(facts: BundleFacts): SystemPlace[] {
  const names = new Map<string, FolderNames>();
  const inferences = facts.systems
    .flatMap(({ collections }) => collections)
    .filter(isInference)
    .map(({ collection }) => collection.name);
  let number = 0;
  return facts.systems.map((system, i) => {
    const own = systemFolder(i + 1, system.system.id);
    const collections = system.collections.map((source): CollectionPlace => {
      const { name } = source.collection;
      const folder = isInference(source) ? inferencesFolder : own;
      // Two systems may call theirs alike.
      const isDouble = isInference(source) && inferences.filter((other) => other === name).length > 1;
      const taken = names.get(folder) ?? new FolderNames();
      names.set(folder, taken);
      if (source.rows > 0) number += 1;
      return {
        system,
        source,
        stepName: `${own.slice("data/".length)}/${name}`,
        folder,
        path: `${folder}/${stem(isDouble ? `${system.system.id}-${name}` : name)}`,
        attachments: source.files.map((file) => `${folder}/files/${taken.take(file.fileName)}`),
        number,
      };
    });
    return { source: system, folder: own, collections };
  });
}

function isInference({ collection }: CollectionSource): boolean {
  return collection.category === "inferences";
}
