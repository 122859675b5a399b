import { Fragment, isValidElement, type ReactElement, type ReactNode } from "react";
import { escapeHtml } from "#lib/core/escape-html.ts";

/** What a page comes to: what belongs into the head of the document, and its body. */
export type Markup = { head: string; body: string };

/**
 * Writes server components as plain HTML, with nothing of the framework in it: for pages that are made once and kept, and
 * for answers with a status of their own. Knows what those pages use; anything else is an error and not left out.
 */
export async function markupOf(node: ReactNode | Promise<ReactNode>): Promise<Markup> {
  const head: string[] = [];
  const body = await written(await node, head);
  return { head: head.join("\n"), body };
}

const hollow = new Set(["br", "hr", "img", "input", "link", "meta", "wbr"]);
const forHead = new Set(["title", "meta", "link"]);
const otherNames: Record<string, string> = {
  className: "class",
  htmlFor: "for",
  defaultValue: "value",
  defaultChecked: "checked",
};
const notAttributes = new Set(["children", "key", "ref"]);

async function written(node: ReactNode, head: string[]): Promise<string> {
  if (node === null || node === undefined || typeof node === "boolean") return "";
  if (typeof node === "string" || typeof node === "number" || typeof node === "bigint")
    return escapeHtml(String(node));
  if (Array.isArray(node)) return inOrder(node as ReactNode[], head);
  if (isValidElement(node)) return element(node as ReactElement<Record<string, unknown>>, head);
  if (typeof node === "object" && "then" in node) return written(await node, head);
  throw new Error("this cannot stand on a page that is made beforehand");
}

/** One after another, so that what goes into the head keeps its order. */
async function inOrder(nodes: readonly ReactNode[], head: string[]): Promise<string> {
  let text = "";
  for (const one of nodes) text += await written(one, head);
  return text;
}

async function element(
  { type, props }: ReactElement<Record<string, unknown>>,
  head: string[],
): Promise<string> {
  const children = props.children as ReactNode;
  if (type === Fragment) return written(children, head);
  if (typeof type === "function") {
    const component = type as (props: unknown) => ReactNode | Promise<ReactNode>;
    return written(await component(props), head);
  }
  if (typeof type !== "string") throw new Error("only elements and plain components can be made beforehand");
  if (type === "textarea" || type === "select" || "dangerouslySetInnerHTML" in props || "style" in props)
    throw new Error(`${type} with these properties cannot be made beforehand`);
  const start = `<${type}${attributes(type, props)}>`;
  const whole = hollow.has(type) ? start : `${start}${await written(children, head)}</${type}>`;
  if (!forHead.has(type)) return whole;
  head.push(whole);
  return "";
}

function attributes(type: string, props: Record<string, unknown>): string {
  return Object.entries(props)
    .flatMap(([name, value]) => {
      if (notAttributes.has(name) || value === null || value === undefined) return [];
      if (typeof value === "function")
        throw new Error(`${type} cannot have ${name} on a page without scripts`);
      const spoken = /^(aria|data)-/.test(name) || name === "focusable";
      if (typeof value === "boolean" && !spoken) return value ? [` ${attribute(name)}=""`] : [];
      return [` ${attribute(name)}="${escapeHtml(String(value))}"`];
    })
    .join("");
}

const attribute = (name: string) => otherNames[name] ?? (name === "viewBox" ? name : name.toLowerCase());
