import type { ReactNode } from "react";
import { seeOther } from "#app/_forms/post.ts";
import { nobodyHere } from "#app/_text/place.ts";
import { documentOf } from "#app/_ui/still/document.tsx";
import { answerKept } from "#app/_ui/still/kept.ts";
import { frame } from "#app/(portal)/_house/house.ts";
import EmbedPage from "#app/(portal)/about/embed/page.tsx";
import AboutPage from "#app/(portal)/about/page.tsx";
import PrivacyPage from "#app/(portal)/about/privacy/page.tsx";
import ProofPage from "#app/(portal)/about/proof/page.tsx";
import AccessibilityPage from "#app/(portal)/accessibility/page.tsx";
import CheckFilePage from "#app/(portal)/check-file/page.tsx";
import HomePage from "#app/(portal)/page.tsx";
import { brandOf, companyAs } from "#lib/map/brand/brands.ts";
import { answerLanguages } from "#lib/request/answer-language.ts";

export const dynamic = "force-dynamic";

const pages: Record<string, () => ReactNode | Promise<ReactNode>> = {
  "": HomePage,
  about: AboutPage,
  "about/embed": EmbedPage,
  "about/privacy": PrivacyPage,
  "about/proof": ProofPage,
  accessibility: AccessibilityPage,
  "check-file": () => CheckFilePage({ searchParams: Promise.resolve({}) }),
};

type Params = { params: Promise<{ brand: string; language: string; page?: string[] }> };

/**
 * The pages that are the same for everybody who reads a language: made once for each brand and language, and kept. The
 * proxy leads here from the addresses that people see (`proxy.ts`).
 */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { brand, language, page = [] } = await params;
  const make = Object.hasOwn(pages, page.join("/")) ? pages[page.join("/")] : undefined;
  const brandId = brand === "-" ? null : (brandOf(brand)?.id ?? undefined);
  if (!make || brandId === undefined || !answerLanguages(companyAs(brandId).languages).includes(language))
    return seeOther("/nothing-here");
  return answerKept(request, `${brand} ${language} ${page.join("/")}`, () =>
    nobodyHere({ brandId, language }, async () => documentOf(make(), await frame())),
  );
}
