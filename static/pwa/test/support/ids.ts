/** Whom the tests are about. */

export const STAFF = "0199aa00-0000-7000-8000-00000000a001";
export const DEVICE = "0199aa00-0000-7000-8000-00000000d001";
