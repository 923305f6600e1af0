/** What every page of the office loads: its looks, and nothing else yet. */

import "./main.css";
