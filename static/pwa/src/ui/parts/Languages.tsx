/** A choice among languages, each by its own name for itself; one tap. */

import type { ConsentText } from "../../domain/tablet";
import { Choices } from "./buttons";
import { Said } from "./Said";

interface LanguagesProps {
  readonly label: string;
  readonly texts: readonly ConsentText[];
  readonly chosen: string;
  readonly onChoose: (language: string) => void;
}

/** The languages there are texts in; nothing to choose if it is one. */
export function Languages({ label, texts, chosen, onChoose }: LanguagesProps) {
  if (texts.length < 2) return null;
  return (
    <div class="languages">
      <Choices
        label={label}
        options={texts.map((text) => ({
          value: text.language,
          label: <Said text={text}>{text.name}</Said>,
        }))}
        chosen={chosen}
        onChoose={onChoose}
      />
    </div>
  );
}
