import { settingNames } from "../environment.ts";

/** Settings that are read where they are needed and not by the schema, and those of tests and tools of ours. */
const elsewhere = [
  "HABEAS_ADDRESS_HEADER",
  "HABEAS_CLAMAV",
  "HABEAS_DESK_FOLDERS",
  "HABEAS_FULL",
  "HABEAS_HOSTS",
  "HABEAS_LOG",
  "HABEAS_MAINTENANCE",
  "HABEAS_MIGRATION_URL",
  "HABEAS_OIDC_CLIENT_ID",
  "HABEAS_OIDC_CLIENT_SECRET",
  "HABEAS_OIDC_ISSUER",
  "HABEAS_POSTGRES_BELOW_FLOOR",
  "HABEAS_SECURITY_CONTACT",
  "HABEAS_SIGNAL_KEYS",
  "HABEAS_UPLOAD_HOSTS",
];

/**
 * Names of ours in an environment that nobody reads. `meant` is the setting that the operator will have meant, where one is
 * but a slip or two away.
 */
export function unknownNames(
  env: Readonly<Record<string, string | undefined>>,
): { name: string; meant: string | null }[] {
  const known = [...settingNames(), ...elsewhere];
  return Object.keys(env)
    .filter((name) => /^HABEAS_/i.test(name) && !known.includes(name))
    .map((name) => ({ name, meant: known.find((one) => slips(one, name.toUpperCase()) <= 2) ?? null }));
}

/** How many letters lie between two names: added, left out, changed, or two beside each other exchanged. */
function slips(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let older: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (before[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (older[j - 2] ?? 0) + 1);
      row.push(least);
    }
    older = before;
    before = row;
  }
  return before[b.length] ?? 3;
}
