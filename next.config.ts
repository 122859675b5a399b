import type { NextConfig } from "next";
import { always } from "./app/_door/headers.ts";
import { passkeyScript } from "./app/_ui/passkey-script.ts";
import { portalPolicy } from "./app/_ui/policy.ts";

/** The two pages that ask a device: the one script that does it, by its hash, and no other. */
const mayAskDevice = [
  {
    key: "Content-Security-Policy",
    value: portalPolicy(passkeyScript),
  },
  {
    key: "Permissions-Policy",
    value:
      "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  },
];

/** Pages that are the same for everybody who reads a language (`proxy.ts`): they say themselves how they may be kept. */
const stillPages = [
  "",
  "about",
  "about/embed",
  "about/privacy",
  "about/proof",
  "accessibility",
  "check-file",
];

const config: NextConfig = {
  output: "standalone",
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  // Types are checked by `npm run verify`; checking them again here would only slow the first start.
  typescript: { ignoreBuildErrors: true },
  // Nothing here needs pictures made smaller by the server: its address answers 404.
  images: { unoptimized: true },
  // Where others look for them; no file of ours may lie in a folder that begins with a dot.
  rewrites: async () => [
    { source: "/.well-known/security.txt", destination: "/api/security" },
    { source: "/.well-known/gpc.json", destination: "/api/gpc" },
    { source: "/.well-known/habeas-bundle-keys", destination: "/api/bundle-keys" },
    { source: "/.well-known/habeas-log-key", destination: "/api/log-key" },
  ],
  headers: async () => [
    { source: "/:path*", headers: [...always] },
    // Besides the desk, the one page that may have to ask a browser for work names its own script (app/(portal)/ask/effort).
    {
      source: "/((?!desk(?:/|$)|ask/effort$).*)",
      headers: [{ key: "Content-Security-Policy", value: portalPolicy() }],
    },
    ...["/sign-in/passkey", "/me/devices/add"].map((source) => ({ source, headers: mayAskDevice })),
    {
      source: `/((?!_next/static/|still/|look/|look\\.css$|${stillPages.join("$|")}$).*)`,
      headers: [{ key: "Cache-Control", value: "private, no-store" }],
    },
    {
      // The framework compresses only where it is told the kind here: what a route says by itself it does not see.
      source: "/:sheet(look\\.css|look/brand\\.css)",
      headers: [{ key: "Content-Type", value: "text/css; charset=utf-8" }],
    },
    {
      // A new version of a face gets a new name.
      source: "/look/faces/:path*",
      headers: [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }],
    },
  ],
};

export default config;
