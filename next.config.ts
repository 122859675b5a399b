import type { NextConfig } from "next";
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

const always = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  // Not `no-referrer`: with it browsers send `Origin: null` on our own forms, and the check of the origin is
  // what tells them from a stranger's. `same-origin` tells other houses exactly as little.
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Cross-Origin-Embedder-Policy", value: "require-corp" },
  { key: "X-Frame-Options", value: "DENY" },
  {
    key: "Permissions-Policy",
    value: [
      "accelerometer",
      "autoplay",
      "browsing-topics",
      "camera",
      "display-capture",
      "encrypted-media",
      "fullscreen",
      "geolocation",
      "gyroscope",
      "hid",
      "identity-credentials-get",
      "idle-detection",
      "local-fonts",
      "magnetometer",
      "microphone",
      "midi",
      "otp-credentials",
      "payment",
      "picture-in-picture",
      "publickey-credentials-get",
      "screen-wake-lock",
      "serial",
      "usb",
      "xr-spatial-tracking",
    ]
      .map((feature) => `${feature}=()`)
      .join(", "),
  },
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
  ],
  headers: async () => [
    { source: "/:path*", headers: always },
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
    {
      // Only where the last hop really was encrypted: over plain http browsers must ignore the header anyway.
      source: "/:path*",
      has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
      headers: [{ key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" }],
    },
  ],
};

export default config;
