import type { IncomingHttpHeaders } from "node:http";

/**
 * Headers by which a stranger could speak to the framework, or to us, in the name of one of its own parts or of our proxy.
 * Who connects is told by the one header that the operator names; how, the origin says.
 */
const notFromOutside =
  /^(?:x-nonce|x-middleware-.*|x-nextjs-.*|x-next-.*|next-url|next-resume|content-security-policy(?:-report-only)?|forwarded|x-forwarded-.*|x-real-ip|x-original-.*|x-rewrite-url|x-http-method.*|x-method-override|x-matched-path|x-invoke-.*|x-prerender-.*|x-now-.*|x-vercel-.*|x-host)$/;

/** Takes them out. `kept`: the header in which our own proxy says who connects, in small letters. */
export function takeOut(headers: IncomingHttpHeaders, kept: string | undefined): void {
  for (const name of Object.keys(headers))
    if (name !== kept && notFromOutside.test(name)) delete headers[name];
}
