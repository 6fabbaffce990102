/** The header Refresh while papers come in: the page renews itself, without a script. */
export const renewAfterS = "3";
