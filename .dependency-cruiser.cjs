/**
 * Which room may import which. The order of the rooms of lib/ is the order of the list: a room sees those before it.
 * Parsed with swc: the TypeScript 7 compiler has no programming interface, and without a parser no module is read.
 */
const rooms = [
  ["core"],
  ["law"],
  ["clock"],
  ["config"],
  ["db"],
  ["vault"],
  ["spool"],
  ["jobs"],
  ["audit"],
  ["identity"],
  ["staff"],
  ["map"],
  ["request"],
  // How the house works, as it is set at the desk.
  ["policy"],
  // Who is at the desk just now and what changes under their eyes.
  ["desk"],
  // The desk's list of requests: its language, views, counts.
  ["queue"],
  // Texts that staff begin a message with, language by language.
  ["template"],
  // What a person and staff write to each other about a request.
  ["dealing"],
  // Who asks for somebody else, and whether they may.
  ["behalf"],
  ["decision"],
  // How the office runs, added up.
  ["metrics"],
  ["fanout"],
  // Below the engines: each of them tells recipients what it did.
  ["recipient"],
  ["erasure", "rectification", "preference", "review"],
  // What of the findings is not the person's: the bundle is written past it.
  ["redaction"],
  ["bundle"],
  ["transmission"],
  // What a person sees of all of theirs: above all that it shows.
  ["me"],
  ["notice"],
  // One request, or a period, shown to a regulator or a court.
  ["evidence"],
  // How the house itself is, for those who run it.
  ["health"],
  ["worker"],
];

// Tests, and what only tests use.
const test = "[.](test|spec)[.]tsx?$|/fixture/";
const driver = "^node_modules/(@types/)?(pg|pg-boss|pg-copy-streams|drizzle-orm|nodemailer)(/|$)";
const product = "^(app|lib|connectors|drizzle)/";
const tools = "^(cli|demo|workshop|e2e|bench|faults|fuzz|drill|verifier)/";

/** One rule for each room: nothing from a room that comes later, or that stands beside it. */
const order = rooms.slice(0, -1).flatMap((together, place) =>
  together.map((room) => ({
    name: `rooms-run-one-way:${room}`,
    comment: `lib/${room} imports a room that comes after it, or stands beside it`,
    severity: "error",
    from: { path: `^lib/${room}/`, pathNot: test },
    to: {
      path: `^lib/(${rooms
        .slice(place)
        .flat()
        .filter((other) => other !== room)
        .join("|")})/`,
    },
  })),
);

module.exports = {
  forbidden: [
    ...order,
    {
      name: "every-room-is-in-the-order",
      comment: "a folder of lib/ that the list of rooms does not name",
      severity: "error",
      from: { path: "^lib/", pathNot: `^lib/(${rooms.flat().join("|")})/` },
      to: {},
    },
    {
      name: "lib-knows-no-surface",
      comment: "the domain imports a framework, a page or a tool",
      severity: "error",
      from: { path: "^lib/", pathNot: test },
      to: { path: `${tools}|^app/|^node_modules/(next|next-auth|react|react-dom)/` },
    },
    {
      name: "pure-rooms-import-no-driver",
      comment: "core, law, clock, the table of moves and the plan are pure",
      severity: "error",
      from: {
        path: "^lib/(core|law|clock)/|^lib/request/moves[.]ts$|^lib/fanout/(plan|walk)[.]ts$",
        pathNot: test,
      },
      to: { path: `${driver}|^drizzle/|^lib/db/` },
    },
    {
      name: "app-imports-use-cases-only",
      comment: "a page or a route imports a store, a schema, the queue, keys, a connector or the driver",
      severity: "error",
      from: { path: "^app/", pathNot: test },
      to: {
        path: `${driver}|^drizzle/|^lib/(db|jobs|vault)/|^lib/spool/(store|spool|sealed-stream)[.]ts$|^lib/audit/append[.]ts$|^connectors/`,
        pathNot: "^lib/db/health[.]ts$",
      },
    },
    {
      name: "connector-imports-contract-http-core",
      comment: "a connector imports more than the contract, the guarded http and core",
      severity: "error",
      from: { path: "^connectors/", pathNot: [test, "^connectors/conformance/"] },
      to: { path: `${tools}|^(lib|drizzle|app)/`, pathNot: "^lib/core/" },
    },
    {
      name: "connector-imports-no-other-connector",
      comment: "connectors do not know each other",
      severity: "error",
      from: { path: "^connectors/([^/]+)/", pathNot: [test, "^connectors/conformance/"] },
      to: {
        path: "^connectors/([^/]+)/|^connectors/registry[.]ts$",
        pathNot: "^connectors/($1|http|language|sql)/",
      },
    },
    {
      name: "connectors-through-the-registry",
      comment: "only the registry knows the connectors; the rest asks it by kind",
      severity: "error",
      from: { path: "^(lib|app|cli|demo)/", pathNot: test },
      to: { path: "^connectors/[^/]+/", pathNot: "^connectors/(http|language)/" },
    },
    {
      name: "product-needs-no-tools",
      comment: "the product imports the demo or a tool of the workshop",
      severity: "error",
      from: { path: product, pathNot: [test, "^connectors/conformance/"] },
      to: { path: tools },
    },
    {
      name: "product-runs-without-development-packages",
      comment: "the product imports a package that a production installation leaves out",
      severity: "error",
      from: { path: `${product}|^cli/`, pathNot: [test, "^connectors/conformance/"] },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["npm", "type-only"],
        pathNot: "^node_modules/@types/",
      },
    },
    {
      name: "truth-is-independent",
      comment: "the truth that bundles are compared with may not be computed by what it judges",
      severity: "error",
      from: { path: "^demo/truth" },
      to: { path: "^(lib|connectors|app|drizzle)/" },
    },
    {
      name: "verifier-stands-alone",
      comment: "who checks the log may share no code with what wrote it",
      severity: "error",
      from: { path: "^verifier/", pathNot: test },
      to: { pathNot: "^verifier/", dependencyTypesNot: ["core"] },
    },
    {
      name: "invariants-are-checked-by-other-code",
      comment: "what judges the engine after a fault may share no code with it",
      severity: "error",
      from: { path: "^faults/check/", pathNot: test },
      to: { path: "^(lib|connectors|app|drizzle|cli|demo)/" },
    },
    {
      name: "nothing-imports-a-test",
      comment:
        "the product or a tool imports a test or its people; a benchmark measures with the same people",
      severity: "error",
      from: { pathNot: `${test}|^bench/` },
      to: { path: test },
    },
    {
      name: "no-cycle",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "everything-resolves",
      comment: "an import that leads nowhere, or to a package that package.json does not name",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "packages-are-declared",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)([.]next[^/]*|[.]habeas)/" },
    tsPreCompilationDeps: true,
    preserveSymlinks: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
