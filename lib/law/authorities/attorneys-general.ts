import { unitedStates } from "#lib/law/places.ts";
import type { Authority } from "./authority.ts";

/** Where each state's attorney general takes complaints: site and postal address. */
const offices: Readonly<Record<string, readonly [url: string, post: string]>> = {
  AL: ["https://www.alabamaag.gov", "501 Washington Avenue, Montgomery, AL 36104"],
  CA: ["https://oag.ca.gov", "P.O. Box 944255, Sacramento, CA 94244-2550"],
  CO: ["https://coag.gov", "1300 Broadway, 10th Floor, Denver, CO 80203"],
  CT: ["https://portal.ct.gov/ag", "165 Capitol Avenue, Hartford, CT 06106"],
  DE: ["https://attorneygeneral.delaware.gov", "820 N. French Street, Wilmington, DE 19801"],
  FL: ["https://www.myfloridalegal.com", "PL-01 The Capitol, Tallahassee, FL 32399-1050"],
  IA: ["https://www.iowaattorneygeneral.gov", "1305 E. Walnut Street, Des Moines, IA 50319"],
  IN: ["https://www.in.gov/attorneygeneral", "302 W. Washington Street, 5th Floor, Indianapolis, IN 46204"],
  KY: ["https://www.ag.ky.gov", "700 Capital Avenue, Suite 118, Frankfort, KY 40601"],
  LA: ["https://www.ag.state.la.us", "P.O. Box 94005, Baton Rouge, LA 70804"],
  MD: ["https://www.marylandattorneygeneral.gov", "200 St. Paul Place, Baltimore, MD 21202"],
  MN: ["https://www.ag.state.mn.us", "445 Minnesota Street, Suite 1400, St. Paul, MN 55101"],
  MT: ["https://dojmt.gov", "215 N. Sanders, Helena, MT 59601"],
  NE: ["https://ago.nebraska.gov", "2115 State Capitol, Lincoln, NE 68509"],
  NH: ["https://www.doj.nh.gov", "1 Granite Place South, Concord, NH 03301"],
  NJ: ["https://www.njoag.gov", "25 Market Street, Trenton, NJ 08611"],
  NV: ["https://ag.nv.gov", "100 North Carson Street, Carson City, NV 89701"],
  OK: ["https://www.oag.ok.gov", "313 NE 21st Street, Oklahoma City, OK 73105"],
  OR: ["https://www.doj.state.or.us", "1162 Court Street NE, Salem, OR 97301-4096"],
  RI: ["https://riag.ri.gov", "150 South Main Street, Providence, RI 02903"],
  TN: ["https://www.tn.gov/attorneygeneral", "P.O. Box 20207, Nashville, TN 37202-0207"],
  TX: ["https://www.texasattorneygeneral.gov", "P.O. Box 12548, Austin, TX 78711-2548"],
  UT: ["https://attorneygeneral.utah.gov", "P.O. Box 142320, Salt Lake City, UT 84114-2320"],
  VA: ["https://www.oag.state.va.us", "202 North Ninth Street, Richmond, VA 23219"],
  VT: ["https://ago.vermont.gov", "109 State Street, Montpelier, VT 05609"],
};

/** Attorneys general of the states whose laws we know, by place. */
export const attorneysGeneral: Readonly<Record<string, Authority>> = Object.fromEntries(
  Object.entries(offices).map(([state, [url, post]]) => [
    `US-${state}`,
    {
      name: `Attorney General of ${unitedStates[state] ?? state}`,
      url,
      post: `${post}, United States`,
      kind: "attorney_general",
      confidence: "to_confirm",
    },
  ]),
);
