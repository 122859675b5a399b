/** The form that the boxes of the rows and the bar's fields belong to, wherever on the page they stand. */
export const bulkForm = "bulk";
