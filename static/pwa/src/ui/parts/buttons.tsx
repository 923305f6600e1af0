/** Things to press: buttons, and groups of answers of which one holds. */

import type { ComponentChildren } from "preact";

/** How much a button asks for; one `primary` on a page. */
export type Weight = "primary" | "secondary" | "tertiary";

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onPress: () => void;
  readonly weight?: Weight;
  readonly tone?: "danger" | "neutral";
  readonly isFull?: boolean;
  readonly isDisabled?: boolean;
  readonly describedBy?: string;
}

/** A button. */
export function Button(props: ButtonProps) {
  return (
    <button
      type="button"
      class="ds-button"
      data-variant={props.weight ?? "primary"}
      data-color={props.tone}
      data-full={props.isFull === true ? "" : undefined}
      disabled={props.isDisabled === true}
      aria-describedby={props.describedBy}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}

interface LinkButtonProps {
  readonly href: string;
  readonly children: ComponentChildren;
  readonly weight?: Weight;
  readonly tone?: "danger";
  readonly isFull?: boolean;
  /** Called besides that the link is followed. */
  readonly onPress?: () => void;
}

/** A link that looks like a button, as to call a number. */
export function LinkButton(props: LinkButtonProps) {
  return (
    <a
      class="ds-button"
      href={props.href}
      data-variant={props.weight ?? "primary"}
      data-color={props.tone}
      data-full={props.isFull === true ? "" : undefined}
      onClick={props.onPress}
    >
      {props.children}
    </a>
  );
}

/** One answer of a group. */
export interface Option<T extends string> {
  readonly value: T;
  readonly label: ComponentChildren;
  readonly tone?: "warning";
  readonly isDisabled?: boolean;
}

interface ChoicesProps<T extends string> {
  /** The id of the element that names the group. */
  readonly labelledBy?: string;
  readonly label?: string;
  readonly options: readonly Option<T>[];
  readonly chosen: T | null;
  readonly onChoose: (value: T) => void;
  readonly isWide?: boolean;
  readonly isDisabled?: boolean;
}

/** A group of answers of which at most one holds; each is one press, by thumb or key. */
export function Choices<T extends string>(props: ChoicesProps<T>) {
  return (
    <div
      role="group"
      class={props.isWide === true ? "choices choices--wide" : "choices"}
      aria-labelledby={props.labelledBy}
      aria-label={props.label}
    >
      {props.options.map(({ value, label, tone, isDisabled }) => (
        <button
          key={value}
          type="button"
          class="choice"
          data-tone={tone}
          data-value={value}
          aria-pressed={props.chosen === value}
          disabled={props.isDisabled === true || isDisabled === true}
          onClick={() => props.onChoose(value)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
