import ask from "../messages/ar/ask.json" with { type: "json" };
import brands from "../messages/ar/brands.json" with { type: "json" };
import check from "../messages/ar/check.json" with { type: "json" };
import correct from "../messages/ar/correct.json" with { type: "json" };
import dealings from "../messages/ar/dealings.json" with { type: "json" };
import deletion from "../messages/ar/deletion.json" with { type: "json" };
import download from "../messages/ar/download.json" with { type: "json" };
import errors from "../messages/ar/errors.json" with { type: "json" };
import figures from "../messages/ar/figures.json" with { type: "json" };
import home from "../messages/ar/home.json" with { type: "json" };
import me from "../messages/ar/me.json" with { type: "json" };
import others from "../messages/ar/others.json" with { type: "json" };
import pages from "../messages/ar/pages.json" with { type: "json" };
import proofs from "../messages/ar/proofs.json" with { type: "json" };
import prove from "../messages/ar/prove.json" with { type: "json" };
import recourse from "../messages/ar/recourse.json" with { type: "json" };
import ruler from "../messages/ar/ruler.json" with { type: "json" };
import several from "../messages/ar/several.json" with { type: "json" };
import shell from "../messages/ar/shell.json" with { type: "json" };
import states from "../messages/ar/states.json" with { type: "json" };
import track from "../messages/ar/track.json" with { type: "json" };

/** Arabic: all areas of the portal's words. */
export const ar = {
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
