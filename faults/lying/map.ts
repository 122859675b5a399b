const about = {
  category: "identifiers",
  purpose: "To be lied about",
  legal_basis: "contract",
  source: "You",
  retention: "Two years",
};
const fields = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { label: name }]));
const common = {
  connector: "http",
  owner: { name: "Ravi Menon", email: "ravi@example.net" },
  country: "IE",
};
/** Small limits, so that a system that says nothing, or too much, is given up in seconds. */
const limits = { wait_seconds: 1, silence_seconds: 1, page_bytes: 1_048_576 };
const auth = { kind: "bearer", token: "env:LYING_TOKEN" };

/** The system of the data map that lies about its records. */
export const lyingEntry = (origin: string) => ({
  id: "crm",
  title: "The system that lies",
  ...common,
  settings: { base_url: origin, auth, ...limits },
  collections: [
    {
      ...about,
      name: "contacts",
      label: "Your account",
      key: ["id"],
      subject_key: "id",
      match: { email: "email" },
      yields: { phone: "phone" },
      erasure: { act: "delete" },
      fields: fields("id", "email", "name", "phone"),
      http: {
        path: "/contacts",
        query: { email: "{match.email}" },
        items: "/items",
        erase: { look: { path: "/contacts/{key}" }, delete: { path: "/contacts/{key}" } },
      },
    },
    {
      ...about,
      name: "notes",
      label: "Your notes",
      key: ["no"],
      belongs: [{ to: "contacts", on: { person: "id" } }],
      erasure: { act: "delete" },
      fields: fields("no", "person", "text"),
      http: {
        path: "/notes",
        query: { person: "{parent}" },
        items: "/items",
        paging: { kind: "cursor", param: "after", next: "/next" },
        erase: { look: { path: "/notes/{key}" }, delete: { path: "/notes/{key}" } },
      },
    },
  ],
});

/** A system that prepares exports and calls when they are ready. It knows nobody but by telephone. */
export const exporterEntry = (origin: string) => ({
  id: "exporter",
  title: "The system that takes its time",
  ...common,
  settings: { base_url: origin, auth, ...limits, callback: { secrets: ["env:LYING_SECRET"] } },
  collections: [
    {
      ...about,
      name: "exported",
      label: "Your export",
      key: ["id"],
      subject_key: "id",
      match: { phone: "phone" },
      fields: fields("id", "phone", "name"),
      http: {
        job: {
          start: { path: "/exports", body: { phone: "{match}", notify: "{callback_url}" }, id: "/export/id" },
          poll: { path: "/exports/{job}", state: "/status", every_seconds: 2 },
          result: { path: "/exports/{job}/data", format: "json", items: "/items" },
        },
      },
    },
  ],
});
