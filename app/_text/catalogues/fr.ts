import ask from "../messages/fr/ask.json" with { type: "json" };
import brands from "../messages/fr/brands.json" with { type: "json" };
import check from "../messages/fr/check.json" with { type: "json" };
import correct from "../messages/fr/correct.json" with { type: "json" };
import dealings from "../messages/fr/dealings.json" with { type: "json" };
import deletion from "../messages/fr/deletion.json" with { type: "json" };
import download from "../messages/fr/download.json" with { type: "json" };
import errors from "../messages/fr/errors.json" with { type: "json" };
import figures from "../messages/fr/figures.json" with { type: "json" };
import home from "../messages/fr/home.json" with { type: "json" };
import me from "../messages/fr/me.json" with { type: "json" };
import others from "../messages/fr/others.json" with { type: "json" };
import pages from "../messages/fr/pages.json" with { type: "json" };
import proofs from "../messages/fr/proofs.json" with { type: "json" };
import prove from "../messages/fr/prove.json" with { type: "json" };
import recourse from "../messages/fr/recourse.json" with { type: "json" };
import ruler from "../messages/fr/ruler.json" with { type: "json" };
import several from "../messages/fr/several.json" with { type: "json" };
import shell from "../messages/fr/shell.json" with { type: "json" };
import states from "../messages/fr/states.json" with { type: "json" };
import track from "../messages/fr/track.json" with { type: "json" };

/** French: all areas of the portal's words. */
export const fr = {
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
