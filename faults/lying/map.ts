/**
 * The systems of the data map that lie: one over its records, one over its exports. `HABEAS_INTERNAL_HOSTS` must name
 * the address; the worker needs `settings` in its environment.
 */
import { exportSecret } from "./exports.ts";
import { lyingToken } from "./system.ts";

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

/** What the worker and the portal must have in their environment to reach the system. */
export const lyingEnvironment = { LYING_TOKEN: lyingToken, LYING_SECRET: exportSecret };

/** Systems of the map: `lying` and `exporter`. `base` is the address of the system, or of a proxy before it. */
export const lyingSystems = (base: string) => [
  {
    id: "lying",
    title: "The system that lies",
    ...common,
    settings: { base_url: base, auth, ...limits },
    collections: [
      {
        ...about,
        name: "people",
        label: "Your account",
        key: ["id"],
        subject_key: "id",
        match: { email: "email" },
        erasure: { act: "delete" },
        fields: fields("id", "email", "name"),
        http: {
          path: "/people",
          query: { email: "{match.email}" },
          items: "/items",
          erase: { look: { path: "/people/{key}" }, delete: { path: "/people/{key}" } },
        },
      },
      {
        ...about,
        name: "notes",
        label: "Your notes",
        key: ["no"],
        belongs: [{ to: "people", on: { person: "id" } }],
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
  },
  {
    id: "exporter",
    title: "The system that takes its time",
    ...common,
    settings: { base_url: base, auth, ...limits, callback: { secrets: ["env:LYING_SECRET"] } },
    collections: [
      {
        ...about,
        name: "exported",
        label: "Your export",
        key: ["id"],
        subject_key: "id",
        match: { email: "email" },
        fields: fields("id", "email", "name"),
        http: {
          job: {
            start: {
              path: "/exports",
              body: { email: "{match}", notify: "{callback_url}" },
              id: "/export/id",
            },
            poll: { path: "/exports/{job}", state: "/status", every_seconds: 1 },
            result: { path: "/exports/{job}/data", format: "json", items: "/items" },
          },
        },
      },
    ],
  },
];
