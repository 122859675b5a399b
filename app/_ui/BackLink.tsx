import { Icon } from "./Icon.tsx";

/** One step back, above the heading. */
export function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <p className="back">
      <a href={href}>
        <Icon name="caret" />
        {children}
      </a>
    </p>
  );
}
