import type { ReactNode } from "react";
import { currentStaff } from "#app/_auth/staff.ts";
import { EnglishRoot } from "#app/_ui/EnglishRoot.tsx";
import { settingsFor } from "./_kit/member.ts";
import "./desk.css";

// A page with a nonce of its own cannot be prepared beforehand.
export const dynamic = "force-dynamic";

export const viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** How the reader chose the desk to look, in the first byte of the page: nothing changes colour later. */
async function lookOfReader() {
  // Where nobody can be read, the page itself says so.
  const staff = await currentStaff().catch(() => null);
  if (!staff) return {};
  const { theme, density } = await settingsFor(staff);
  return {
    "data-theme": theme === "system" ? undefined : theme,
    "data-density": density === "roomy" ? undefined : density,
  };
}

/** The frame of the desk. Class `desk` brings the smaller type; titles are set by each page. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  return (
    <EnglishRoot look={await lookOfReader()}>
      <div className="desk">{children}</div>
    </EnglishRoot>
  );
}
