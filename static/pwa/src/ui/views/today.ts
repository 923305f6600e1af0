/** The day's visits in the order they come, and how far it is from one to the next. */

import type { VisitView } from "../../domain/tablet";
import { isoDayOf } from "../format";

/** A visit with the way to it; None: where it or the one before lies is not known. */
export interface DayVisit {
  readonly view: VisitView;
  readonly kilometres: number | null;
}

/** The visits of another day. */
export interface OtherDay {
  readonly day: string;
  readonly visits: readonly VisitView[];
}

/** What the first screen shows. */
export interface Day {
  /** Today's, and everything begun and not finished. */
  readonly visits: readonly DayVisit[];
  readonly others: readonly OtherDay[];
}

interface Spot {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_RADIUS_KM = 6371;

function spotOf({ plan }: VisitView): Spot | null {
  if (plan === null || plan.latitude === null || plan.longitude === null) return null;
  return { latitude: plan.latitude, longitude: plan.longitude };
}

/** Kilometres between two places as the crow flies. */
export function distanceKm(from: Spot, to: Spot): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = (a: number, b: number): number => Math.sin(radians(b - a) / 2) ** 2;
  const across =
    Math.cos(radians(from.latitude)) *
    Math.cos(radians(to.latitude)) *
    half(from.longitude, to.longitude);
  const chord = half(from.latitude, to.latitude) + across;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, chord)));
}

function withWays(visits: readonly VisitView[]): DayVisit[] {
  return visits.map((view, index) => {
    const before = visits[index - 1];
    const from = before === undefined ? null : spotOf(before);
    const to = spotOf(view);
    return { view, kilometres: from && to ? distanceKm(from, to) : null };
  });
}

function byHour(one: VisitView, other: VisitView): number {
  const [a, b] = [one.plan?.planned_at ?? "9999", other.plan?.planned_at ?? "9999"];
  return Date.parse(a) - Date.parse(b) || a.localeCompare(b);
}

function isForToday(view: VisitView, today: string): boolean {
  if (view.state.is === "draft" || view.plan === null) return true;
  return isoDayOf(view.plan.planned_at) === today;
}

/** The visits sorted into today and other days, each in time order. */
export function dayOf(visits: readonly VisitView[], now: Date): Day {
  const today = isoDayOf(now);
  const ordered = [...visits].sort(byHour);
  const rest = ordered.filter((view) => !isForToday(view, today));
  const days = [...new Set(rest.map(({ plan }) => isoDayOf(plan?.planned_at ?? now)))];
  return {
    visits: withWays(ordered.filter((view) => isForToday(view, today))),
    others: days.map((day) => ({
      day,
      visits: rest.filter(({ plan }) => isoDayOf(plan?.planned_at ?? now) === day),
    })),
  };
}

/** What can be done with a visit now. */
export function offerOf({ plan, state }: VisitView): "start" | "continue" | "look" | "none" {
  if (state.is === "draft") return "continue";
  if (state.is !== "planned") return "look";
  return plan?.state === "planned" ? "start" : "none";
}
