import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desk, openDesk, operator, shop, why } from "../fixture/desk.ts";
import { planApply } from "./apply.ts";
import { checkSystem } from "./check.ts";
import { exportSystems } from "./export.ts";
import { systemHistory } from "./history.ts";
import { inspectSystem } from "./inspect.ts";
import { readSystem, readSystems } from "./read.ts";
import { registerSystem } from "./register.ts";
import { saveVersion } from "./save-version.ts";
import { forgetSecret, setSecret, setSecrets } from "./set-secret.ts";

let desk: Desk;
const secret = "canary-of-the-address";

beforeAll(async () => {
  desk = await openDesk(["newsletter"], { TEST_CANARY: secret });
});
afterAll(() => desk.house.close());

describe("secrets", () => {
  it("never come back: not in a view, an export, the history, an error or the log", async () => {
    await desk.registered("secretive");
    await setSecret(desk.lead, "secretive", "url", `postgres://u:${secret}@127.0.0.1:9/none`);
    const said = [
      await readSystem(desk.lead, "secretive"),
      await readSystems(desk.lead),
      await checkSystem(desk.lead, "secretive"),
      await systemHistory(desk.lead, "secretive"),
      await exportSystems(operator, ["secretive"]),
      await planApply(operator, await exportSystems(operator, ["secretive"]), "shop.yaml"),
      await inspectSystem(desk.lead, "secretive").catch((error: Error) => [error.message, error.stack]),
      await desk.house.query("select * from audit_event"),
      await desk.house.query("select encode(sealed, 'escape') from system_secret"),
    ];
    expect(JSON.stringify(said)).not.toContain(secret);
    expect(await readSystem(desk.lead, "secretive")).toMatchObject({
      secrets: [{ name: "url", needed: true, setBy: "Imke Solberg" }],
    });
    await setSecret(desk.lead, "secretive", "url", desk.house.shopUrl);
    expect(await checkSystem(desk.lead, "secretive")).toMatchObject({ ok: true });
    await forgetSecret(desk.lead, "secretive", "url");
    expect(await checkSystem(desk.lead, "secretive")).toMatchObject({
      ok: false,
      note: "The secret url has not been set for this system.",
    });
  });

  it("are forgotten when somebody sets another address, unless they come with it", async () => {
    const definition = shop("apart", {
      connector: "ldap",
      settings: {
        url: "secret:place",
        bind_dn: "cn=reader",
        password: "secret:password",
        base: "dc=example",
      },
    });
    await registerSystem(desk.lead, { definition, ...why });
    const names = async () =>
      (await readSystem(desk.lead, "apart")).secrets.filter((one) => one.setBy).map((one) => one.name);
    await setSecrets(
      desk.lead,
      "apart",
      new Map([
        ["place", "ldaps://a.example.com"],
        ["password", secret],
      ]),
    );
    expect((await names()).sort()).toEqual(["password", "place"]);
    await setSecret(desk.lead, "apart", "place", "ldaps://elsewhere.example.com");
    expect(await names()).toEqual(["place"]);
    await setSecret(desk.lead, "apart", "password", secret);
    await setSecret(operator, "apart", "place", "ldaps://a.example.com");
    expect((await names()).sort()).toEqual(["password", "place"]);
  });

  it("open in their own system and under their own name only", async () => {
    await desk.registered("owner_one");
    await desk.registered("owner_two");
    await desk.house.query(
      "update system_secret set sealed = (select sealed from system_secret where system_id = 'owner_one') where system_id = 'owner_two'",
    );
    expect(await checkSystem(desk.lead, "owner_two")).toMatchObject({ ok: false });
  });

  it("do not stand in a definition, whoever writes it", async () => {
    for (const settings of [
      { url: `postgres://u:${secret}@db.example.com/shop` },
      { url: "secret:url", password: secret },
      { url: "secret:url", auth: { client_secret: secret } },
    ]) {
      const refused = registerSystem(operator, { definition: shop("clear", { settings }), ...why });
      await expect(refused).rejects.toMatchObject({ code: "invalid" });
      await refused.catch((error: Error) => expect(error.message).not.toContain(secret));
    }
  });

  it("of the machine are named by the operator only, and the house's own by nobody", async () => {
    const settings = { url: "env:TEST_CANARY" };
    await expect(
      registerSystem(desk.lead, { definition: shop("taken", { settings }), ...why }),
    ).rejects.toMatchObject({ code: "invalid", message: expect.stringContaining("env:TEST_CANARY") });
    await registerSystem(operator, { definition: shop("given", { settings }), ...why });
    await saveVersion(desk.lead, "given", {
      definition: shop("given", { settings, title: "Given" }),
      ...why,
      basedOn: 1,
    });
    await registerSystem(operator, {
      definition: shop("grabbing", { settings: { url: "env:HABEAS_MASTER_KEY" } }),
      ...why,
    });
    expect((await checkSystem(desk.lead, "grabbing")).note).toContain("the house's own");
  });

  it("are forgotten when the desk gives the system another address", async () => {
    const settings = (host: string) => ({
      base_url: `https://${host}`,
      auth: { kind: "bearer", token: "secret:token" },
    });
    const helpdesk = (host: string) =>
      shop("helpdesk", { connector: "http", settings: settings(host), collections: [] });
    await registerSystem(desk.lead, { definition: helpdesk("help.example.com"), ...why });
    await setSecret(desk.lead, "helpdesk", "token", secret);
    const slower = { ...settings("help.example.com"), silence_seconds: 60 };
    const same = { definition: { ...helpdesk("x"), settings: slower }, ...why, basedOn: 1 };
    expect(await saveVersion(desk.lead, "helpdesk", same)).toMatchObject({ secretsForgotten: false });
    const other = { definition: helpdesk("evil.example.org"), ...why, basedOn: 2 };
    expect(await saveVersion(desk.lead, "helpdesk", other)).toMatchObject({ secretsForgotten: true });
    expect(await readSystem(desk.lead, "helpdesk")).toMatchObject({
      secrets: [{ name: "token", setAt: null }],
    });
  });
});

describe("a secret stays with the address that it was given for", () => {
  const helpdesk = (id: string, host: string, token: string) =>
    shop(id, {
      connector: "http",
      settings: { base_url: `https://${host}`, auth: { kind: "bearer", token } },
      collections: [],
    });

  it("so that nobody at the desk sends the operator's variable elsewhere", async () => {
    const definition = helpdesk("moved", "help.example.com", "env:TEST_CANARY");
    await registerSystem(operator, { definition, ...why });
    const to = (host: string, actor: Parameters<typeof saveVersion>[0], basedOn: number) =>
      saveVersion(actor, "moved", {
        definition: helpdesk("moved", host, "env:TEST_CANARY"),
        ...why,
        basedOn,
      });
    await expect(to("evil.example.org", desk.lead, 1)).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("env:TEST_CANARY"),
    });
    expect(await to("new.example.com", operator, 1)).toMatchObject({ version: 2 });
  });

  it("so that an older version with another address is not given it", async () => {
    const definition = (host: string) => helpdesk("older", host, "secret:token");
    await registerSystem(desk.lead, { definition: definition("evil.example.org"), ...why });
    await saveVersion(desk.lead, "older", { definition: definition("127.0.0.1:9"), ...why, basedOn: 1 });
    await setSecret(desk.lead, "older", "token", secret);
    expect((await checkSystem(desk.lead, "older", { version: 1 })).note).toContain("another address");
    expect((await checkSystem(desk.lead, "older", { version: 2 })).note).toContain("not a public one");
  });
});

describe("what the desk may reach", () => {
  const inside = "not a public one. An operator can allow it in HABEAS_INTERNAL_HOSTS";

  it.each([
    "postgres://u@127.0.0.1:9/shop",
    "postgres://u@10.0.0.7/shop",
    "postgres://u@169.254.169.254:80/shop",
    "postgres://u@[::1]/shop",
    "postgres://u@localhost:1/shop",
  ])("is public, or allowed by the operator, which %s is not", async (url) => {
    const id = `inside_${Buffer.from(url).toString("hex").slice(-20)}`;
    await desk.registered(id);
    await setSecret(desk.lead, id, "url", url);
    expect((await checkSystem(desk.lead, id)).note).toContain(inside);
  });

  it("is named once: no second host behind a question mark", async () => {
    await desk.registered("twice");
    await setSecret(desk.lead, "twice", "url", `${desk.house.shopUrl}?host=/run/postgresql`);
    expect((await checkSystem(desk.lead, "twice")).note).toContain("names its host twice");
  });

  it("is no file of the machine, unless the operator opened its folder", async () => {
    const sqlite = (file: string) => shop("filed", { connector: "sqlite", settings: { file } });
    const inFolder = sqlite(`${desk.house.folder}/newsletter.sqlite`);
    for (const definition of [inFolder, sqlite("/etc/passwd")]) {
      await expect(registerSystem(desk.lead, { definition, ...why })).rejects.toMatchObject({
        code: "invalid",
        message: expect.stringContaining("HABEAS_DESK_FOLDERS"),
      });
    }
    process.env.HABEAS_DESK_FOLDERS = `/nowhere,${desk.house.folder}`;
    const escaping = sqlite(`${desk.house.folder}/../other.sqlite`);
    await expect(registerSystem(desk.lead, { definition: escaping, ...why })).rejects.toMatchObject({
      code: "invalid",
    });
    await registerSystem(desk.lead, { definition: inFolder, ...why });
    delete process.env.HABEAS_DESK_FOLDERS;
    const again = { definition: { ...inFolder, title: "Renamed" }, ...why, basedOn: 1 };
    expect(await saveVersion(desk.lead, "filed", again)).toMatchObject({ version: 2 });
  });
});
