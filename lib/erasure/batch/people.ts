import type { KnownIdentifier } from "#connectors/contract.ts";
import { mostIdentifiers } from "#lib/fanout/limits.ts";

/** A key of somebody in a system, and the identifier that led there. */
export type PersonKey = { system: string; collection: string; key: string; via: KnownIdentifier };

/** One person of a batch: what the list calls them, what else they are called, and where they were found. */
export type Person = { listed: KnownIdentifier[]; identifiers: KnownIdentifier[]; keys: PersonKey[] };

/** Why somebody of the list is not erased with the others. */
export type Aside = "unknown" | "shared" | "ambiguous" | "crowd";

type Node = {
  parent: Node | null;
  identifier: KnownIdentifier | null;
  key: PersonKey | null;
  listed: boolean;
  /** An identifier that leads to several people, or a key that such a one leads to. */
  shared: boolean;
  yields: number;
};

const nameOf = ({ kind, value }: KnownIdentifier) => `${kind}\u0000${value}`;
const keyName = (system: string, collection: string, key: string) =>
  `${system}\u0000${collection}\u0000${key}`;

/**
 * Who is who in a list (pure): identifiers and keys that lead to each other are one person. Whoever is called by what
 * leads to several people, or came to be two people of one system by what the list does not say, is set aside whole.
 */
export class People {
  readonly #identifiers = new Map<string, Node>();
  readonly #keys = new Map<string, Node>();
  readonly #sharedKeys = new Set<string>();

  /** Adds an identifier of the list. */
  list(identifier: KnownIdentifier): void {
    this.#identifier(identifier).listed = true;
  }

  found(found: PersonKey): void {
    join(this.#identifier(found.via), this.#key(found));
  }

  /** An identifier that a system knows besides. True where nobody knew it. */
  yielded(place: Omit<PersonKey, "via">, identifier: KnownIdentifier): boolean {
    const before = this.#identifiers.has(nameOf(identifier));
    const key = this.#keys.get(keyName(place.system, place.collection, place.key));
    const node = this.#identifier(identifier);
    if (key) {
      key.yields++;
      join(key, node);
    }
    return !before;
  }

  /** An identifier that leads to several people of a system, by their keys there. */
  share(identifier: KnownIdentifier, keys: readonly Omit<PersonKey, "via">[]): void {
    this.#identifier(identifier).shared = true;
    for (const one of keys) this.#sharedKeys.add(keyName(one.system, one.collection, one.key));
  }

  /** Everybody of the list, in its order; those who are set aside with why. */
  everybody(): { person: Person; aside: Aside | null }[] {
    const groups = new Map<Node, Node[]>();
    for (const node of [...this.#identifiers.values(), ...this.#keys.values()]) {
      const top = topOf(node);
      const group = groups.get(top);
      if (group) group.push(node);
      else groups.set(top, [node]);
    }
    return [...groups.values()].flatMap((nodes) => {
      const identifiers = nodes.flatMap((one) => one.identifier ?? []);
      const keys = nodes.flatMap((one) => one.key ?? []);
      const listed = nodes.flatMap((one) => (one.listed && one.identifier ? [one.identifier] : []));
      return listed.length === 0
        ? []
        : [{ person: { listed, identifiers, keys }, aside: this.#asideOf(nodes, keys) }];
    });
  }

  #asideOf(nodes: readonly Node[], keys: readonly PersonKey[]): Aside | null {
    const isShared = (one: PersonKey) => this.#sharedKeys.has(keyName(one.system, one.collection, one.key));
    if (nodes.some((one) => one.shared) || keys.some(isShared)) return "shared";
    if (keys.length === 0) return "unknown";
    const identifiers = nodes.length - keys.length;
    if (identifiers > mostIdentifiers.ofRequest) return "crowd";
    if (nodes.some((one) => one.yields > mostIdentifiers.ofSystem)) return "crowd";
    const byRoot = Map.groupBy(keys, (one) => `${one.system}\u0000${one.collection}`);
    const listed = (one: PersonKey) => this.#identifiers.get(nameOf(one.via))?.listed ?? false;
    const several = [...byRoot.values()].some((some) => some.length > 1 && !some.every(listed));
    return several ? "ambiguous" : null;
  }

  #identifier(identifier: KnownIdentifier): Node {
    return nodeIn(this.#identifiers, nameOf(identifier), { identifier, key: null });
  }

  #key(key: PersonKey): Node {
    return nodeIn(this.#keys, keyName(key.system, key.collection, key.key), { identifier: null, key });
  }
}

function nodeIn(
  nodes: Map<string, Node>,
  name: string,
  what: { identifier: KnownIdentifier | null; key: PersonKey | null },
): Node {
  const known = nodes.get(name);
  if (known) return known;
  const node = { parent: null, listed: false, shared: false, yields: 0, ...what };
  nodes.set(name, node);
  return node;
}

function topOf(node: Node): Node {
  let top = node;
  while (top.parent !== null) top = top.parent;
  // Shortened on the way, so that long chains are walked once.
  for (let at = node; at.parent !== null; ) {
    const next = at.parent;
    at.parent = top;
    at = next;
    if (at === top) break;
  }
  return top;
}

function join(a: Node, b: Node): void {
  const [one, other] = [topOf(a), topOf(b)];
  if (one !== other) other.parent = one;
}
