import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { z } from "zod";
import { readForm } from "#app/_forms/read-form.ts";
import { bodyOf } from "#app/api/hear.ts";
import { patternOf } from "#connectors/files/pattern.ts";
import { signedAt } from "#connectors/http/callback.ts";
import { readMemo } from "#connectors/http/memo.ts";
import { readJson } from "#connectors/http/read-json.ts";
import { fillRequest } from "#connectors/http/request.ts";
import { textNames } from "#connectors/http/template.ts";
import { connectorOf, connectors } from "#connectors/registry.ts";
import { answers, readAnswer } from "#connectors/webhook/answers.ts";
import { parseRecord } from "#lib/bundle/records.ts";
import { checkList } from "#lib/bundle/verify/manifest-check.ts";
import { startProblems } from "#lib/config/start/problems.ts";
import { readMapText, readSystem } from "#lib/map/reading/read-map.ts";
import { checkSettings } from "#lib/policy/settings.ts";
import { readSignal } from "#lib/preference/recognise.ts";
import { parseGroups } from "#lib/staff/groups.ts";
import { hostileJson, hostileText, jsonText, mutated, mutatedText } from "../inputs.ts";
import { type Target, target } from "../target.ts";

const map = readFileSync(new URL("../../demo/larkspur.yaml", import.meta.url), "utf8");
const groups = readFileSync(new URL("../../demo/staff/groups.yaml", import.meta.url), "utf8");

/** What makes YAML expensive: aliases of aliases, merges, depth, odd keys and tags. */
const yamlBombs = [
  `a: &a [x,x,x,x,x,x,x,x,x]\n${["b", "c", "d", "e", "f", "g", "h", "i"].map((name, at) => `${name}: &${name} [${`*${"abcdefgh"[at]},`.repeat(9)}]`).join("\n")}`,
  "a: &a\n  b: *a",
  "&x [*x, *x]",
  `${"[".repeat(3_000)}`,
  `${"- ".repeat(1_500)}x`,
  "<<: &a {<<: *a}",
  "? [a, b]\n: c",
  "!!js/function 'x'",
  "company: !!binary aGVsbG8=\nsystems: !!set {a, b}",
  "__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}",
  "%YAML 9.9\n---\na: 1\n...\n---\nb: 2",
  `a: "${"\\u0041".repeat(2_000)}"`,
];
const yaml = (example: string) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...yamlBombs) },
    { weight: 3, arbitrary: mutatedText([example.slice(0, 6_000), ...yamlBombs]) },
  );

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
const asBytes = async function* (text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
};
const callback = {
  secrets: ["a secret of twenty-four letters"],
  secret_is: "text",
  algorithm: "sha256",
  encoding: "hex",
  sign: "{timestamp}.{body}",
  id_header: "x-id",
  timestamp_header: "x-time",
  signature_header: "x-sign",
  signature_prefix: "v1=",
} as unknown as Parameters<typeof signedAt>[0];

/** Nothing that came may have changed what every object of this process has. */
function unpolluted(): void {
  if (Object.keys(Object.prototype).length > 0 || "polluted" in {})
    throw new Error("a prototype was polluted");
}

const kinds = [...connectors.keys()];

/** Everything that comes as a structure: maps, policies, groups, bodies, answers of systems, settings. */
export const structures: Target[] = [
  target({
    name: "TM-61 the data map",
    inputs: yaml(map),
    take(text) {
      readMapText(text, "map.yaml", "map");
      unpolluted();
    },
  }),
  target({
    name: "lists of systems",
    inputs: yaml(map.slice(map.indexOf("systems:"))),
    take: (text) => readMapText(text, "systems.yaml", "systems"),
  }),
  target({
    name: "a system as the desk writes it",
    inputs: fc.record(
      {
        id: hostileText,
        kind: fc.constantFrom(...kinds, "__proto__"),
        settings: hostileJson,
        collections: hostileJson,
      },
      { requiredKeys: [] },
    ),
    take(written) {
      readSystem(written, "draft");
      readSystem(written, "whole");
    },
  }),
  target({
    name: "ADV-04 settings of connectors",
    inputs: fc.tuple(fc.constantFrom(...kinds), hostileJson),
    take: async ([kind, settings]) => (await connectorOf(kind)).settings.safeParse(settings),
  }),
  target({ name: "groups of staff", inputs: yaml(groups), take: (text) => parseGroups(text) }),
  target({ name: "policies of the desk", inputs: hostileJson, take: checkSettings }),
  target({
    name: "TM-66 the environment",
    inputs: fc.dictionary(
      fc.oneof(
        fc.constantFrom(
          "HABEAS_ORIGIN",
          "HABEAS_DATABASE_URL",
          "HABEAS_SMTP_URL",
          "HABEAS_SIGNAL_KEYS",
          "HABEAS_INTERNAL_HOSTS",
          "HABEAS_BUNDLE_OLD_KEYS",
          "HABEAS_MASTER_KEY",
          "HABEAS_OIDC_ISSUER",
        ),
        hostileText,
      ),
      hostileText,
    ),
    take: startProblems,
  }),
  target({ name: "signals of websites", inputs: jsonText.map(json), take: readSignal }),
  target({
    name: "answers of the webhook's systems",
    inputs: fc.tuple(
      fc.constantFrom(...(Object.keys(answers) as (keyof typeof answers)[])),
      jsonText.map(json),
    ),
    take: ([type, document]) => readAnswer(answers[type] as z.ZodType<unknown>, document, type),
  }),
  target({ name: "answers over http", inputs: jsonText, take: (text) => readJson(asBytes(text)) }),
  target({
    name: "what an export remembers",
    inputs: fc.oneof(jsonText, mutatedText(['{"people":{"id":"x","begun":"2026-11-23T05:00:00Z"}}'])),
    take: (text) => readMemo(text),
  }),
  target({
    name: "TM-48 signatures of calls",
    inputs: fc.tuple(hostileText, hostileText, hostileText, fc.uint8Array({ maxLength: 40 })),
    take([id, timestamp, signature, body]) {
      if (
        signedAt(callback, {
          headers: { "x-id": id, "x-time": timestamp, "x-sign": `v1=${signature}` },
          body,
        }) !== null
      )
        throw new Error("an unsigned call counts as signed");
    },
  }),
  target({
    name: "TM-24 templates of addresses",
    inputs: fc.tuple(fc.oneof(mutatedText(["/people/{match}/orders"]), hostileText), hostileText),
    take([path, value]) {
      textNames(path, new Set(["match"]), "path");
      const fillings = new Map([["match", { text: value, json: value }]]);
      const written = {
        method: "GET" as const,
        path: "/people/{match}",
        query: { q: "{match}" },
        headers: { "x-of": "{match}" },
        body: { of: path },
      };
      const ready = fillRequest(written, "https://api.example.com/v1", fillings);
      if (ready === null) return;
      const { origin, pathname } = ready.url;
      if (origin !== "https://api.example.com" || !/^\/v1\/people\/[^/]+$/.test(pathname))
        throw new Error("a value leads elsewhere");
      if (Object.values(ready.headers).some((one) => /[\r\n]/.test(one)))
        throw new Error("a value begins a header");
    },
  }),
  target({
    name: "TM-45 patterns of files",
    inputs: fc.oneof(mutatedText(["exports/{yyyy}-{mm}/*.csv", "**/*.ndjson.gz"]), hostileText),
    take: (text) => patternOf(text, "people"),
  }),
  target({
    name: "TM-61 records",
    inputs: jsonText,
    take(text) {
      parseRecord(text);
      unpolluted();
    },
  }),
  target({
    name: "forms",
    inputs: fc.tuple(
      fc.constantFrom(
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-16",
        "text/plain",
        "multipart/form-data",
      ),
      fc.oneof(hostileText, mutatedText(["right=access&who=self&email=dana%40example.com"])),
    ),
    async take([type, body]) {
      const read = await readForm(
        new Request("https://privacy.example.com/x", {
          method: "POST",
          body,
          headers: { "content-type": type },
        }),
      );
      if (read.ok && Object.values(read.values).some((one) => typeof one !== "string"))
        throw new Error("a field is no text");
      unpolluted();
    },
  }),
  target({
    name: "bodies of calls",
    inputs: mutated([Buffer.from('{"id":1}')]),
    take: (body) =>
      bodyOf(new Request("https://privacy.example.com/x", { method: "POST", body: Buffer.from(body) })),
  }),
  target({
    name: "lists that were signed",
    inputs: fc.tuple(jsonText, hostileText),
    take: ([list, signature]) => checkList(Buffer.from(list), signature, []),
  }),
];
