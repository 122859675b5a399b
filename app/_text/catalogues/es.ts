import ask from "../messages/es/ask.json" with { type: "json" };
import brands from "../messages/es/brands.json" with { type: "json" };
import check from "../messages/es/check.json" with { type: "json" };
import correct from "../messages/es/correct.json" with { type: "json" };
import dealings from "../messages/es/dealings.json" with { type: "json" };
import deletion from "../messages/es/deletion.json" with { type: "json" };
import download from "../messages/es/download.json" with { type: "json" };
import errors from "../messages/es/errors.json" with { type: "json" };
import figures from "../messages/es/figures.json" with { type: "json" };
import home from "../messages/es/home.json" with { type: "json" };
import me from "../messages/es/me.json" with { type: "json" };
import others from "../messages/es/others.json" with { type: "json" };
import pages from "../messages/es/pages.json" with { type: "json" };
import proofs from "../messages/es/proofs.json" with { type: "json" };
import prove from "../messages/es/prove.json" with { type: "json" };
import recourse from "../messages/es/recourse.json" with { type: "json" };
import ruler from "../messages/es/ruler.json" with { type: "json" };
import several from "../messages/es/several.json" with { type: "json" };
import shell from "../messages/es/shell.json" with { type: "json" };
import states from "../messages/es/states.json" with { type: "json" };
import track from "../messages/es/track.json" with { type: "json" };

/** Spanish: all areas of the portal's words. */
export const es = {
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
