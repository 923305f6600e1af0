/** Houses near one another on the screen are one point with their number. */

import Supercluster from "supercluster";
import type { House } from "./fetching.js";

const RADIUS_PX = 56;
export const MOST_ZOOM = 18;

interface Held {
  readonly house: House;
  readonly homes: number;
}

/** One point of the screen: a house, or several; `zoom`: from where these fall apart. */
export interface Shown {
  readonly north: number;
  readonly east: number;
  readonly homes: number;
  readonly houses: readonly House[];
  readonly zoom: number | null;
}

export class Clusters {
  private readonly index = new Supercluster<Held, { homes: number }>({
    radius: RADIUS_PX,
    maxZoom: MOST_ZOOM,
    map: ({ homes }) => ({ homes }),
    reduce: (sum, { homes }) => {
      sum.homes += homes;
    },
  });

  constructor(houses: readonly House[]) {
    this.index.load(
      houses.map((house) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: [house[1], house[0]] },
        properties: { house, homes: house[3].length },
      })),
    );
  }

  /** What is seen of `west, south, east, north` at a zoom. */
  within(box: [number, number, number, number], zoom: number): Shown[] {
    return this.index.getClusters(box, Math.round(zoom)).map((each) => {
      const [east = 0, north = 0] = each.geometry.coordinates;
      const found = each.properties;
      if (!("cluster_id" in found)) {
        return { north, east, homes: found.homes, houses: [found.house], zoom: null };
      }
      const apart = this.index.getClusterExpansionZoom(found.cluster_id);
      return { north, east, homes: found.homes, houses: this.leaves(found.cluster_id), zoom: apart };
    });
  }

  private leaves(id: number): House[] {
    return this.index.getLeaves(id, Infinity).map((each) => each.properties.house);
  }
}
