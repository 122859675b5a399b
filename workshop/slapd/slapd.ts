import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { checkPort, isAlive, signal } from "../postgres/process.ts";

type Programs = { slapd: string; slapadd: string; schemas: string };

/** Said by every test that is skipped because there is no server. */
export const noSlapd = "no OpenLDAP server on this machine (Debian: apt-get install slapd)";

/** The OpenLDAP server of this machine, or undefined. */
export function findSlapd(): Programs | undefined {
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter).filter((one) => one !== ""),
    "/usr/sbin",
    "/usr/local/sbin",
  ];
  const find = (name: string) => folders.map((folder) => join(folder, name)).find(isProgram);
  const schemas = ["/etc/ldap/schema", "/etc/openldap/schema"].find((folder) =>
    existsSync(join(folder, "core.schema")),
  );
  const [slapd, slapadd] = [find("slapd"), find("slapadd")];
  return slapd && slapadd && schemas ? { slapd, slapadd, schemas } : undefined;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A directory of our own on 127.0.0.1, with nothing of the system's own service. */
export type Slapd = {
  port: number;
  folder: string;
  /** The certificate that the server shows, as PEM; undefined where this machine cannot make one. */
  certificate: string | undefined;
  /** The port of `ldaps://`, where there is a certificate. */
  securePort: number | undefined;
  /** Adds entries past the protocol; the server is away meanwhile. */
  load(ldif: string): Promise<void>;
  /** Starts anew with another schema. */
  reschema(schema: string): Promise<void>;
  /** Starts anew with another word on what the reader may. */
  allow(change: Partial<Access>): Promise<void>;
  stop(): Promise<void>;
};

/** What the reader may: to read passwords, and how many entries of one search. */
type Access = { passwords: boolean; most: string };
const usual: Access = { passwords: false, most: "unlimited" };

const prefix = "habeas-slapd-";
export const suffix = "dc=example,dc=com";
export const reader = { dn: `cn=reader,${suffix}`, password: "secret-of-the-reader" };

/**
 * Starts a directory in a temporary folder, as root and as an ordinary user. The reader may read all but passwords.
 * @param schema definitions of slapd.conf that are added to those of people
 * @param indexed attributes of it that are searched by
 * @throws where there is no server, or it does not start
 */
export async function launchSlapd(
  schema: string,
  ldif: string,
  indexed: readonly string[] = [],
): Promise<Slapd> {
  const programs = findSlapd();
  if (programs === undefined) throw new Error(noSlapd);
  sweep();
  const folder = mkdtempSync(join(tmpdir(), prefix));
  writeFileSync(join(folder, "launcher"), String(process.pid));
  mkdirSync(join(folder, "data"));
  const [port, securePort] = [await checkPort(0), await checkPort(0)];
  const certificate = certificateIn(folder);
  let [own, access] = [schema, usual];
  const configure = () =>
    writeFileSync(
      join(folder, "slapd.conf"),
      configuration(programs, folder, own, indexed, access, certificate !== undefined),
    );
  const load = (text: string) => {
    writeFileSync(join(folder, "load.ldif"), text);
    execFileSync(
      programs.slapadd,
      ["-q", "-f", join(folder, "slapd.conf"), "-l", join(folder, "load.ldif")],
      { stdio: "pipe" },
    );
  };
  configure();
  load(ldif);
  const addresses = [
    `ldap://127.0.0.1:${port}/`,
    ...(certificate ? [`ldaps://127.0.0.1:${securePort}/`] : []),
  ];
  let pid = await started(programs.slapd, folder, addresses, port);
  const away = async () => {
    signal(pid, "SIGTERM");
    for (let waited = 0; isAlive(pid) && waited < 500; waited++) await sleep(20);
    signal(pid, "SIGKILL");
  };
  const meanwhile = async (work: () => void) => {
    await away();
    work();
    pid = await started(programs.slapd, folder, addresses, port);
  };
  return {
    port,
    folder,
    certificate,
    securePort: certificate ? securePort : undefined,
    load: (text) => meanwhile(() => load(text)),
    reschema: (other) =>
      meanwhile(() => {
        own = other;
        configure();
      }),
    allow: (change) =>
      meanwhile(() => {
        access = { ...usual, ...change };
        configure();
      }),
    stop: async () => {
      await away();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ends directories whose launcher was broken off, and takes their folders away. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    const pidIn = (file: string) => {
      try {
        return Number(readFileSync(join(folder, file), "utf8"));
      } catch {
        return 0;
      }
    };
    const launcher = pidIn("launcher");
    if (launcher === 0 || isAlive(launcher)) continue;
    if (isAlive(pidIn("slapd.pid"))) signal(pidIn("slapd.pid"), "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

async function started(
  slapd: string,
  folder: string,
  addresses: readonly string[],
  port: number,
): Promise<number> {
  const child = spawn(slapd, ["-d", "0", "-f", join(folder, "slapd.conf"), "-h", addresses.join(" ")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said = `${said}${chunk.toString("utf8")}`.slice(-2000);
  });
  const pid = child.pid ?? 0;
  for (let waited = 0; waited < 500; waited++) {
    if (child.exitCode !== null) break;
    if (await answers(port)) return pid;
    await sleep(20);
  }
  signal(pid, "SIGKILL");
  throw new Error(`The directory did not start: ${said}`);
}

const answers = (port: number) =>
  new Promise<boolean>((settle) => {
    const probe = connect({ host: "127.0.0.1", port });
    probe.once("connect", () => {
      probe.destroy();
      settle(true);
    });
    probe.once("error", () => settle(false));
  });

function configuration(
  { schemas }: Programs,
  folder: string,
  schema: string,
  indexed: readonly string[],
  access: Access,
  hasCertificate: boolean,
): string {
  const modules = ["/usr/lib/ldap", "/usr/lib/openldap", "/usr/libexec/openldap"].find((path) =>
    existsSync(join(path, "back_mdb.so")),
  );
  return [
    ...["core", "cosine", "inetorgperson", "nis"].map((name) => `include ${join(schemas, `${name}.schema`)}`),
    schema,
    ...(modules ? [`modulepath ${modules}`, "moduleload back_mdb"] : []),
    `pidfile ${join(folder, "slapd.pid")}`,
    "sockbuf_max_incoming_auth 67108863",
    ...(hasCertificate
      ? [`TLSCertificateFile ${join(folder, "cert.pem")}`, `TLSCertificateKeyFile ${join(folder, "key.pem")}`]
      : []),
    "database mdb",
    `suffix "${suffix}"`,
    `rootdn "cn=owner,${suffix}"`,
    `rootpw secret-of-the-owner`,
    `directory ${join(folder, "data")}`,
    "maxsize 2147483648",
    `limits dn.exact="${reader.dn}" size=${access.most}`,
    "dbnosync",
    `index ${["objectClass", "uid", "mail", "member", "entryUUID", ...indexed].join(",")} eq`,
    "index telephoneNumber eq,sub",
    `access to attrs=userPassword by anonymous auth ${access.passwords ? `by dn.exact="${reader.dn}" read ` : ""}by * none`,
    `access to * by dn.exact="${reader.dn}" read by anonymous auth by * none`,
    "",
  ].join("\n");
}

function certificateIn(folder: string): string | undefined {
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const words = [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-days",
    "2",
    "-subj",
    "/CN=directory.example.com",
  ];
  const made = spawnSync(
    "openssl",
    [...words, "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
    { stdio: "ignore" },
  );
  return made.status === 0 ? readFileSync(certificate, "utf8") : undefined;
}
