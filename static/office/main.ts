/** What every page of the office loads: its looks, and small modules of one behaviour each. */

import "./main.css";
import { answerWhileTyping } from "./answering.js";
import { copyOnClick } from "./copying.js";
import { countDown } from "./countdown.js";
import { focusErrors } from "./errors.js";
import { foldBehindButtons } from "./folding.js";
import { askKeys } from "./keys.js";
import { printOnClick } from "./printing.js";
import { goByKeys } from "./queueing.js";
import { stackTables } from "./stacking.js";
import { watchDuty } from "./watching.js";

focusErrors(document);
foldBehindButtons(document);
stackTables(document);
copyOnClick(document);
printOnClick(document);
answerWhileTyping(document);
askKeys(document);
goByKeys(document);
watchDuty(document);
countDown(document);
