import { expect, it, vi } from "vitest";
import { dataMap } from "#lib/map/schema.ts";
import { company } from "#lib/worker/fixture/systems.ts";
import { cellsByHand } from "./cells-for.ts";
import type { Granted } from "./wish.ts";

// No field repeats another here.
vi.mock("#lib/map/current.ts", () => ({ currentMap: () => ({ systems: [] }) }));

const { systems } = dataMap.parse({
  company,
  systems: [
    {
      id: "sheet",
      title: "A sheet",
      connector: "human",
      owner: { name: "Hank", email: "hank@example.com" },
      country: "IE",
      settings: {},
      collections: [
        {
          name: "cards",
          label: "Cards",
          category: "commercial",
          purpose: "To give points",
          legal_basis: "consent",
          source: "You",
          retention: "Two years",
          subject_key: "card",
          match: { email: "mail" },
          fields: {
            card: { label: "Card" },
            mail: { label: "E-mail", fact: "contact.email", correct: { by: "ask" } },
            name: { label: "Name", fact: "person.full_name", correct: { by: "ask" } },
          },
        },
      ],
    },
  ],
});

const granted = (about: "contact.email" | "person.full_name"): Granted =>
  ({
    correction: { id: "c" },
    only: null,
    wish: { about, wrong: [], wanted: { [about]: "new" } },
    why: null,
  }) as unknown as Granted;

it.each([
  ["contact.email", true],
  ["person.full_name", false],
] as const)("what a person writes by hand counts as finding people as the map says: %s", (about, finds) => {
  const [system] = systems;
  if (!system) throw new Error("there is a system");
  expect(cellsByHand(system, null, granted(about))).toMatchObject([{ identifies: finds, state: "by_hand" }]);
  expect(cellsByHand(system, [], granted(about))).toMatchObject([{ identifies: finds, state: "by_hand" }]);
});
