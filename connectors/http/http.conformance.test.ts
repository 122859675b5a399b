import { httpSystem } from "#connectors/conformance/http-system.ts";
import { conform } from "#connectors/conformance/kit.ts";
import { wireTo } from "#connectors/conformance/proxy.ts";
import { type Harness, type Person, type Rig, twoCollections } from "#connectors/conformance/world.ts";
import { httpReach } from "#connectors/language/http.ts";
import { connectorOf } from "#connectors/registry.ts";

const secret = "secret of the client/+";

async function start(people: readonly Person[]): Promise<Rig> {
  const system = await httpSystem(people, "habeas", secret);
  const wire = await wireTo("127.0.0.1", Number(new URL(system.base).port));
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
      stall: async () => wire.stall(),
      cut: () => wire.cut(),
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
  without: {},
  manyRows: 20_000,
};

conform("http", harness);
