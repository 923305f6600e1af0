/**
 * `[data-map]`: draws the homes of the page on a map. Each point is a button, so that it is
 * reached and pressed as everything else; what it stands for is listed below the map. Nothing is
 * fetched from elsewhere but the pictures of the ground, if the page names any.
 */

import * as L from "leaflet";
import { Clusters, MOST_ZOOM, type Shown } from "./clustering.js";
import { type House, fetchHouses, fetchOutline } from "./fetching.js";

const TILES_MOST_ZOOM = 17;
const ALONE_ZOOM = 15;

export function drawMaps(page: Document): void {
  for (const panel of page.querySelectorAll<HTMLElement>("[data-map]")) {
    panel.hidden = false;
    void draw(panel).catch(() => {
      panel.textContent = panel.dataset["failed"] ?? "";
    });
  }
}

async function draw(panel: HTMLElement): Promise<void> {
  const { points = "", outline = "" } = panel.dataset;
  const [houses, border] = await Promise.all([fetchHouses(points), fetchOutline(outline)]);
  const drawing = new Drawing(panel, houses);
  if (border !== null) drawing.outline(border);
  drawing.showAll();
}

class Drawing {
  private readonly map: L.Map;
  private readonly points = L.layerGroup();
  private readonly clusters: Clusters;
  private readonly bounds = L.latLngBounds([]);
  private readonly panel: HTMLElement;

  constructor(panel: HTMLElement, houses: readonly House[]) {
    this.panel = panel;
    this.clusters = new Clusters(houses);
    for (const [north, east] of houses) this.bounds.extend([north, east]);
    this.map = L.map(this.part("ground"), {
      attributionControl: false, // theirs writes markup; ours stands below the map
      zoomControl: false, // so does theirs
      maxZoom: MOST_ZOOM,
      zoomAnimation: false,
      fadeAnimation: false,
      markerZoomAnimation: false,
    });
    this.tiles();
    this.points.addTo(this.map);
    this.map.on("moveend", () => {
      this.show();
    });
    this.listen();
  }

  outline(border: Parameters<typeof L.geoJSON>[0]): void {
    const line = L.geoJSON(border, { interactive: false, style: { className: "map-outline" } });
    line.addTo(this.map);
    this.bounds.extend(line.getBounds());
  }

  showAll(): void {
    this.map.fitBounds(this.bounds, { padding: [24, 24], maxZoom: ALONE_ZOOM });
  }

  private part(name: string): HTMLElement {
    const found = this.panel.querySelector<HTMLElement>(`[data-map-${name}]`);
    if (found === null) throw new Error(`the page has no ${name}`);
    return found;
  }

  private tiles(): void {
    const url = this.panel.dataset["tiles"] ?? "";
    if (url === "") return;
    L.tileLayer(url, { maxZoom: MOST_ZOOM, maxNativeZoom: TILES_MOST_ZOOM }).addTo(this.map);
  }

  private listen(): void {
    this.part("in").addEventListener("click", () => this.map.zoomIn());
    this.part("out").addEventListener("click", () => this.map.zoomOut());
    this.part("all").addEventListener("click", () => {
      this.showAll();
    });
  }

  private show(): void {
    const seen = this.map.getBounds();
    const box: [number, number, number, number] = [
      seen.getWest(),
      seen.getSouth(),
      seen.getEast(),
      seen.getNorth(),
    ];
    this.points.clearLayers();
    for (const each of this.clusters.within(box, this.map.getZoom())) this.point(each);
  }

  private point(shown: Shown): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "map-point";
    button.textContent = String(shown.homes);
    button.setAttribute("aria-label", this.named(shown));
    button.title = this.named(shown);
    button.addEventListener("click", () => {
      this.choose(shown);
    });
    L.DomEvent.disableClickPropagation(button);
    const icon = L.divIcon({ html: button, className: "", iconSize: [0, 0] });
    const marker = L.marker([shown.north, shown.east], {
      icon,
      interactive: false,
      keyboard: false,
    });
    marker.addTo(this.points);
  }

  private named(shown: Shown): string {
    const [house] = shown.houses;
    if (house !== undefined && shown.houses.length === 1) return house[2];
    return (this.panel.dataset["homesWords"] ?? "").replace("{count}", String(shown.homes));
  }

  /** Nearer, as long as that tells them apart; else say which homes they are. */
  private choose(shown: Shown): void {
    if (shown.zoom !== null && shown.zoom <= MOST_ZOOM) {
      this.map.setView([shown.north, shown.east], shown.zoom);
      this.part("ground").focus();
      return;
    }
    this.part("chosen").replaceChildren(...shown.houses.flatMap((house) => this.listed(house)));
  }

  private listed([, , words, homes]: House): HTMLElement[] {
    const heading = document.createElement("h2");
    heading.className = "ds-heading";
    heading.dataset["size"] = "2xs";
    heading.textContent = words;
    const list = document.createElement("ul");
    list.append(...homes.map(([id, number]) => this.link(id, number)));
    return [heading, list];
  }

  private link(id: string, number: string): HTMLElement {
    const { homes = "", homeWords = "", numberWords = "" } = this.panel.dataset;
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.className = "ds-link";
    link.href = homes + id;
    link.textContent = number === "" ? homeWords : numberWords.replace("{number}", number);
    line.append(link);
    return line;
  }
}
