import type { NextConfig } from "next";

/**
 * What every page that is not the desk may do: no script at all, not even the framework's, and styles, pictures
 * and forms from this house only. The desk's policy carries a nonce per answer and is set in `proxy.ts`.
 */
const withoutScript = [
  "default-src 'none'",
  "script-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

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
    { source: "/.well-known/gpc.json", destination: "/api/gpc" },
    { source: "/.well-known/habeas-bundle-keys", destination: "/api/bundle-keys" },
  ],
  headers: async () => [
    { source: "/:path*", headers: always },
    { source: "/((?!desk(?:/|$)).*)", headers: [{ key: "Content-Security-Policy", value: withoutScript }] },
    {
      source: "/((?!_next/static/).*)",
      headers: [{ key: "Cache-Control", value: "private, no-store" }],
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
