/** A stylesheet is imported for what it does to the page, and gives no value. */
declare module "*.css";
