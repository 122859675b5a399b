import type { ReactNode } from "react";
import { EnglishRoot } from "#app/_ui/EnglishRoot.tsx";
import "#app/task/task.css";

export const dynamic = "force-dynamic";

export const viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** The frame of the pages of those to whom data was given. */
export default function ToldLayout({ children }: { children: ReactNode }) {
  return <EnglishRoot>{children}</EnglishRoot>;
}
