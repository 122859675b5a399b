import type { Complaint } from "./file-rules.ts";

/** What is read of package.json. */
export type Manifest = Partial<
  Record<"dependencies" | "devDependencies" | "optionalDependencies", Record<string, string>>
>;

/** What is read of package-lock.json. */
export type Lock = {
  packages: Record<
    string,
    {
      version?: string;
      resolved?: string;
      integrity?: string;
      inBundle?: boolean;
      hasInstallScript?: boolean;
      dev?: boolean;
      /** In the tree for us, and an optional peer of something that runs. */
      devOptional?: boolean;
    } & Manifest
  >;
};

/** The oldest version of a package that is free of the faults known when it was chosen. */
export const floors: Readonly<Record<string, string>> = {
  next: "16.2.6",
  react: "19.2.6",
  "react-dom": "19.2.6",
  "drizzle-orm": "0.45.2",
  nodemailer: "10.0.0",
  "next-auth": "4.24.12",
};

/** Installed packages below their floor, wherever in the tree, and packages with a floor that are not installed. */
export function belowFloor(lock: Lock): Complaint[] {
  return Object.entries(floors).flatMap(([name, floor]) => {
    const found = Object.entries(lock.packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
    if (found.length === 0) return [`${name} is not in the lock file`];
    return found
      .filter(([, entry]) => older(entry.version ?? "0", floor))
      .map(([path, entry]) => `${path} is ${entry.version}, older than ${floor}`);
  });
}

/** Entries that could be swapped unnoticed: no SHA-512, or from anywhere but the public registry. */
export function untrusted(lock: Lock): Complaint[] {
  return Object.entries(lock.packages).flatMap(([path, entry]) => {
    // What is packed inside another package is sealed with it.
    if (path === "" || entry.inBundle) return [];
    const resolved = entry.resolved ?? "https://registry.npmjs.org/";
    return [
      ...(entry.integrity?.startsWith("sha512-") ? [] : [`${path} has no sha512 integrity`]),
      ...(resolved.startsWith("https://registry.npmjs.org/") ? [] : [`${path} comes from ${resolved}`]),
    ];
  });
}

/** Versions in package.json that are not one exact version, and packages that the lock file holds differently. */
export function unpinned(manifest: Manifest, lock: Lock): Complaint[] {
  const locked = lock.packages[""] ?? {};
  return (["dependencies", "devDependencies", "optionalDependencies"] as const).flatMap((kind) => {
    const wanted = manifest[kind] ?? {};
    const inexact = Object.entries(wanted).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version),
    );
    const same =
      JSON.stringify(Object.entries(wanted).sort()) ===
      JSON.stringify(Object.entries(locked[kind] ?? {}).sort());
    return [
      ...inexact.map(([name, version]) => `${name} is pinned to ${version}, which is not one exact version`),
      ...(same ? [] : [`${kind} of package.json and of the lock file differ`]),
    ];
  });
}

function older(version: string, floor: string): boolean {
  const [have, need] = [version, floor].map((text) => text.split(/[.-]/).slice(0, 3).map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (have?.[index] ?? 0) - (need?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  // A pre-release comes before its release.
  return version.includes("-") && !floor.includes("-");
}
