import { Document, isMap, isSeq, type YAMLMap } from "yaml";
import type { Draft } from "./draft.ts";

/** What stands around the collections: who the system is. */
export type DraftHead = {
  id: string;
  title: string;
  connector: string;
  owner: { name: string; email: string };
  country: string;
  settings: Record<string, unknown>;
};

/**
 * The draft as YAML: one system as a data map names it, each proposal with its reason and how sure we are (0 to 1) as a
 * comment. Fields are one line each, so that mending is a matter of lines.
 */
export function writeDraft(head: DraftHead, draft: Draft): string {
  const system = {
    ...head,
    collections: draft.collections.map((one) => one.written),
    ignored: draft.ignored,
  };
  const document = new Document({ systems: [system] }, { aliasDuplicateObjects: false });
  document.commentBefore = ` A first map of ${head.title}, made from its tables. Read every line: what is not certain says why it was proposed.`;
  const collections = document.getIn(["systems", 0, "collections"]);
  if (isSeq(collections)) {
    draft.collections.forEach((one, place) => {
      const node = collections.items[place];
      if (!isMap(node)) return;
      node.commentBefore = ` ${one.why.join("; ")}`;
      for (const name of ["match", "yields", "likeness", "erasure", "form", "key"]) inline(node.get(name));
      const edges = node.get("belongs");
      if (isSeq(edges)) {
        edges.items.forEach((edge, index) => {
          inline(edge);
          if (isMap(edge)) edge.comment = ` ${one.edges[index] ?? ""}`;
        });
      }
      const fields = node.get("fields");
      if (isMap(fields)) commentFields(fields, one.fields);
    });
  }
  const ignored = document.getIn(["systems", 0, "ignored"]);
  if (isSeq(ignored)) for (const one of ignored.items) inline(one);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function commentFields(fields: YAMLMap, why: Record<string, string>): void {
  for (const pair of fields.items) {
    inline(pair.value);
    const reason = why[String(pair.key)];
    if (reason !== undefined && isMap(pair.value)) pair.value.comment = ` ${reason}`;
  }
}

function inline(node: unknown): void {
  if (isMap(node) || isSeq(node)) node.flow = true;
}
