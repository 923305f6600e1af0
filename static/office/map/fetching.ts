/** What the office says of the map: houses with their homes, and the municipality's border. */

import type { GeoJsonObject } from "geojson";

/** Where, what the house is called, and its homes: id and number. */
export type House = readonly [
  north: number,
  east: number,
  words: string,
  homes: readonly (readonly [id: string, number: string])[],
];

async function fetched(url: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

export async function fetchHouses(url: string): Promise<readonly House[]> {
  return (await fetched(url)) as readonly House[]; // our own server's, as it writes them
}

/** Null: there is none. */
export async function fetchOutline(url: string): Promise<GeoJsonObject | null> {
  return url === "" ? null : ((await fetched(url)) as GeoJsonObject); // so is this
}
