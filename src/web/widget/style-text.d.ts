/** `scripts/build-web.mjs` gives scripts for other sites the text of a style sheet. */
declare module "*.css" {
  const text: string;
  export default text;
}
