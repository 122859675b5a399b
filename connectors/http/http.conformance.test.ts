import { httpSystem } from "#connectors/conformance/http-system.ts";
import { httpWireTo } from "#connectors/conformance/http-wire.ts";
import { conform } from "#connectors/conformance/kit.ts";
import { type Harness, type Person, type Rig, twoCollections } from "#connectors/conformance/world.ts";
import { httpReach } from "#connectors/language/http.ts";
import { connectorOf } from "#connectors/registry.ts";

const secret = "secret of the client/+";

async function start(people: readonly Person[]): Promise<Rig> {
  const system = await httpSystem(people, "habeas", secret);
  const wire = await httpWireTo(Number(new URL(system.base).port), ({ path }) => path.includes("/notes"));
  const itemsAs = (change: (items: object[]) => object[]) =>
    wire.changing((answer) => {
      const page = JSON.parse(answer) as { items: object[] };
      return JSON.stringify({ ...page, items: change(page.items) });
    });
  const [root, notes] = twoCollections();
  if (root === undefined || notes === undefined) throw new Error("the world has two collections");
  const paged = { items: "/items", paging: { kind: "cursor", param: "after", next: "/next" } } as const;
  const settings = (base: string, word: string) => ({
    base_url: base,
    auth: {
      kind: "oauth2_client_credentials",
      token_url: "/token",
      client_id: "habeas",
      client_secret: word,
    },
    silence_seconds: 20,
  });
  const base = `http://127.0.0.1:${wire.port}`;
  return {
    settings: settings(base, secret),
    collections: [
      {
        ...root,
        http: httpReach.parse({
          path: "/people",
          query: { email: "{match.email}", phone: "{match.phone}" },
          items: "/data/items",
        }),
      },
      {
        ...notes,
        http: httpReach.parse({ path: "/people/{parent}/notes", query: { size: "1000" }, ...paged }),
      },
    ],
    internalHosts: [`127.0.0.1:${wire.port}`, "127.0.0.1:1"],
    secrets: [secret, "wrong-word", "token-1"],
    troubles: {
      ...wire.troubles,
      twice: itemsAs((items) => [...items, ...items]),
      stranger: itemsAs((items) => [...items, { no: 999, person: "p-2", text: "not hers" }]),
      wrongCredentials: settings(base, "wrong-word"),
      unreachable: settings("http://127.0.0.1:1", secret),
    },
    dropField: async () => {
      system.renamed = true;
    },
    addNotes: async (person, count) => {
      for (let done = 0; done < count; done += 1) {
        system.notes.push({
          no: system.notes.length + 1,
          person: person.id,
          text: `line ${done} ${"x ".repeat(40)}`,
        });
      }
    },
    stop: async () => {
      await wire.close();
      await system.stop();
    },
  };
}

const harness: Harness = {
  connector: () => connectorOf("http"),
  start,
  holds: () => true,
  without: { mayWrite: "nobody can see over http what an account may do; the check says so" },
  manyRows: 20_000,
};

conform("http", harness);
