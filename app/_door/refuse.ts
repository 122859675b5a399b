import type { IncomingMessage } from "node:http";
import { isOurs } from "./host.ts";

/** Why the house does not answer, as a status of HTTP; `allow`: the methods it knows, where it was for that. */
export type Refusal = { status: 400 | 405 | 414 | 417 | 421; words: string; allow?: string };

const methods = ["GET", "HEAD", "POST"];
/** Letters of an address: the longest of ours, a view of the desk's list, has a tenth. */
const longestAddress = 8_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what no address of ours holds is looked for.
const neverInPath = /[\u0000-\u0020\u007f-\uffff\\]|%(?:00|0a|0d|5c)/i;

/** What the framework must not be asked, or null. Looks at the line and the host of a request only. */
export function refusalOf(request: IncomingMessage): Refusal | null {
  const { method = "", url = "", headers } = request;
  if (!methods.includes(method))
    return { status: 405, words: "This method is not known here.", allow: methods.join(", ") };
  if (url.length > longestAddress) return { status: 414, words: "This address is too long." };
  const path = url.split("?", 1)[0] ?? "";
  if (!path.startsWith("/") || neverInPath.test(path) || !canBeRead(path))
    return { status: 400, words: "This address cannot be read." };
  if (headers.host === undefined) return { status: 400, words: "No host was named." };
  // Only the desk has acts of that kind.
  if (headers["next-action"] !== undefined && !/^\/desk(?:[/?]|$)/i.test(url))
    return { status: 405, words: "This address takes no acts.", allow: "GET, HEAD" };
  const from = request.socket.remoteAddress ?? "";
  const local = /^(?:::ffff:)?127\.|^::1$/.test(from);
  if (!isOurs(headers.host, url, local)) return { status: 421, words: "This host is not ours." };
  return null;
}

function canBeRead(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
