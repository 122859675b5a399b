type Child = Node | string | null;

/**
 * An element with attributes and children. Texts become text nodes: there is no way from here to HTML. `null` leaves an
 * attribute or a child out.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | null> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function byId(id: string): HTMLElement | null {
  return document.getElementById(id);
}

/** A button that does something on this page. */
export function button(
  label: string,
  act: () => void,
  attributes: Record<string, string> = {},
): HTMLButtonElement {
  const made = el("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

/** A choice with its label, told when it changes. */
export function choice(
  label: string,
  options: (HTMLOptionElement | HTMLOptGroupElement)[],
  changed: (value: string) => void,
): { label: HTMLLabelElement; select: HTMLSelectElement } {
  const select = el("select", {}, ...options);
  select.addEventListener("change", () => changed(select.value));
  return { label: el("label", { class: "choice" }, el("span", {}, label), select), select };
}

/** A link out of the bundle, which says so. */
export function wayOut(href: string, label: string, hint: string, about: string): HTMLAnchorElement {
  return el(
    "a",
    { href, rel: "noreferrer noopener", target: "_blank", "aria-label": `${label}: ${about} (${hint})` },
    `${label}\u00a0↗`,
  );
}
