import type { SystemHistory } from "#lib/map/systems/history.ts";
import type { SystemView } from "#lib/map/systems/read.ts";
import { newestDefinition, newestVersion } from "./load.ts";

export type Step = { title: string; about: string; button: string; path: string };

/** True where the last check of the newest version passed. */
export function hasPassed(view: SystemView, runs: SystemHistory["runs"]): boolean {
  const version = newestVersion(view);
  return runs.find((run) => run.kind === "check" && run.version === version)?.ok === true;
}

/** True where somebody looked for a person with the newest version. */
export function wasTested(view: SystemView, runs: SystemHistory["runs"]): boolean {
  const version = newestVersion(view);
  return runs.some((run) => run.kind === "test" && run.version === version && run.ok);
}

/** What is to be done next before the newest version can be enabled; null where it is in force. */
export function nextStep(view: SystemView, runs: SystemHistory["runs"]): Step | null {
  if (view.keptIn === "file" || view.state === "retired") return null;
  if (view.state !== "draft" && !view.newest) return null;
  if (view.secrets.some((one) => one.needed && !one.setAt)) {
    return {
      title: "set its secrets",
      about: "It cannot be asked before.",
      button: "Connect",
      path: "/connect",
    };
  }
  const { collections } = newestDefinition(view);
  if (!Array.isArray(collections) || collections.length === 0) {
    return {
      title: "draft a map",
      about: "Habeas looks at what the system holds and proposes what belongs to people.",
      button: "Draft",
      path: "/draft",
    };
  }
  if (view.mistakes.length > 0) {
    return {
      title: "mend the map",
      about: `${view.mistakes.length === 1 ? "One thing is" : `${view.mistakes.length} things are`} to be put right.`,
      button: "Open the map",
      path: "/map",
    };
  }
  if (!hasPassed(view, runs)) {
    return {
      title: "check it",
      about: "Before a version is enabled it must have answered as its map says.",
      button: "Check",
      path: "/check",
    };
  }
  if (!wasTested(view, runs)) {
    return {
      title: "test with one person",
      about: "See that the right records are counted before requests ask it.",
      button: "Test",
      path: "/test",
    };
  }
  return {
    title: "enable it",
    about: "From then on every new request asks it.",
    button: "Enable",
    path: "/enable",
  };
}
