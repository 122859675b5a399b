import ask from "../messages/he/ask.json" with { type: "json" };
import brands from "../messages/he/brands.json" with { type: "json" };
import check from "../messages/he/check.json" with { type: "json" };
import correct from "../messages/he/correct.json" with { type: "json" };
import dealings from "../messages/he/dealings.json" with { type: "json" };
import deletion from "../messages/he/deletion.json" with { type: "json" };
import download from "../messages/he/download.json" with { type: "json" };
import errors from "../messages/he/errors.json" with { type: "json" };
import figures from "../messages/he/figures.json" with { type: "json" };
import home from "../messages/he/home.json" with { type: "json" };
import me from "../messages/he/me.json" with { type: "json" };
import others from "../messages/he/others.json" with { type: "json" };
import pages from "../messages/he/pages.json" with { type: "json" };
import proofs from "../messages/he/proofs.json" with { type: "json" };
import prove from "../messages/he/prove.json" with { type: "json" };
import recourse from "../messages/he/recourse.json" with { type: "json" };
import ruler from "../messages/he/ruler.json" with { type: "json" };
import several from "../messages/he/several.json" with { type: "json" };
import shell from "../messages/he/shell.json" with { type: "json" };
import states from "../messages/he/states.json" with { type: "json" };
import track from "../messages/he/track.json" with { type: "json" };

/** Hebrew: all areas of the portal's words. */
export const he = {
  ...ask,
  ...brands,
  ...check,
  ...correct,
  ...dealings,
  ...deletion,
  ...download,
  ...errors,
  ...figures,
  ...home,
  ...me,
  ...others,
  ...pages,
  ...proofs,
  ...prove,
  ...recourse,
  ...ruler,
  ...several,
  ...shell,
  ...states,
  ...track,
};
