/** What every page of the office loads: its looks, and small modules of one behaviour each. */

import "./main.css";
import { focusErrors } from "./errors.js";
import { copyOnClick } from "./copying.js";
import { printOnClick } from "./printing.js";

focusErrors(document);
copyOnClick(document);
printOnClick(document);
