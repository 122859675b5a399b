import type { Complaint } from "./file-rules.ts";
import type { SourceFile } from "./tree.ts";

/**
 * What product code may never do, and why: text that becomes code, a program that is started, chance that can be
 * guessed, markup past the escaping of the framework, traffic past the one outbound client.
 */
const dangers: readonly { what: RegExp; why: string; except?: RegExp }[] = [
  { what: /\beval\(|new Function\(|["']node:vm["']/, why: "makes code of text" },
  { what: /["'](?:node:)?child_process["']/, why: "starts a program" },
  { what: /\bMath\.random\(/, why: "draws lots that can be guessed" },
  {
    what: /dangerouslySetInnerHTML=/,
    why: "writes markup past the escaping",
    // The one script of two pages: a constant, allowed by its hash.
    except: /^app\/\(portal\)\/sign-in\/_parts\/PasskeyForm\.tsx$/,
  },
  {
    what: /\.(?:innerHTML|outerHTML)\s*=[^=]|insertAdjacentHTML|document\.write\(/,
    why: "writes markup as text",
  },
  {
    what: /\bfetch\(|["']undici["']/,
    why: "asks another server past the one outbound client",
    // Pages of the desk ask their own server, from the browser.
    except: /^connectors\/http\/|^app\/desk\//,
  },
  { what: /\bimport\((?!["'`\s]|typeof)/, why: "loads a module by a name that is computed" },
];

const product = /^(app|lib|connectors|drizzle|cli)\/.*\.tsx?$/;
const notShipped = /\.test\.tsx?$|\/fixture\/|^connectors\/conformance\//;

/** Lines of product code that do what it may never do. */
export function dangerous(files: readonly SourceFile[]): Complaint[] {
  return files
    .filter(({ path }) => product.test(path) && !notShipped.test(path))
    .flatMap(({ path, text }) =>
      text.split("\n").flatMap((line, index) =>
        dangers
          .filter(({ what, except }) => what.test(line) && !except?.test(path))
          .filter(() => !/^\s*(\*|\/\/)/.test(line))
          .map(({ why }) => `${path}:${index + 1} ${why}: ${line.trim().slice(0, 80)}`),
      ),
    );
}
