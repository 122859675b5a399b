import type { HealthCheck, HealthState } from "../check.ts";
import { healthChecks } from "../read.ts";
import { examineDatabase } from "./database.ts";
import { bad, type Finding } from "./finding.ts";
import { type AskTxt, examineMailDomain } from "./mail-domain.ts";
import { examineSettings } from "./settings.ts";

const states: Record<HealthState, Finding["state"]> = { well: "ok", slow: "warn", broken: "bad" };

const ofCheck = ({ title, state, words, means, todo }: HealthCheck): Finding => ({
  name: title.toLowerCase(),
  state: states[state],
  words: words ?? means,
  todo: state === "well" ? "" : todo,
});

/**
 * Examines a house as it is set up: settings and secrets, the origin, the mail domain, Postgres, and how everything is now.
 * What cannot be examined is a finding of its own. Nothing is changed.
 */
export async function examine(
  env: Readonly<Record<string, string | undefined>>,
  txt?: AskTxt,
): Promise<Finding[]> {
  const found = examineSettings(env);
  const rest = async (name: string, work: () => Promise<Finding[]>): Promise<void> => {
    try {
      found.push(...(await work()));
    } catch {
      found.push(bad(name, "It could not be examined.", "Mend what stands above, then run this again."));
    }
  };
  await rest("mail domain", () => examineMailDomain(env.HABEAS_MAIL_FROM ?? "", txt));
  await rest("Postgres", examineDatabase);
  await rest("the house", async () => (await healthChecks()).map(ofCheck));
  return found;
}
