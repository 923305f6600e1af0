/** What the map's page loads besides: `[data-map]` becomes a map of the homes. */

import "./map.css";
import { drawMaps } from "./map/drawing.js";

drawMaps(document);
