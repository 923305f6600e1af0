/** The published words that ask, large, in the resident's own language and direction. */

import type { ConsentText as Text } from "../../domain/tablet";
import { languageName } from "../format";
import { t } from "../tongue";

interface ConsentTextProps {
  readonly texts: readonly Text[];
  readonly text: Text;
  readonly wanted: string;
  readonly onLanguage: (language: string) => void;
}

function LanguageChoice({ texts, text, onLanguage }: Omit<ConsentTextProps, "wanted">) {
  if (texts.length < 2) return null;
  return (
    <label class="ds-field">
      <span class="ds-label">{t("consent.language")}</span>
      <select
        class="ds-input"
        value={text.language}
        onChange={(event) => onLanguage(event.currentTarget.value)}
      >
        {texts.map(({ language }) => (
          <option key={language} value={language}>
            {languageName(language)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The text, and a choice of its language. */
export function ConsentText({ texts, text, wanted, onLanguage }: ConsentTextProps) {
  const lacksOwn = wanted !== "" && !texts.some(({ language }) => language === wanted);
  return (
    <section class="stack" aria-label={t("consent.text")}>
      <LanguageChoice texts={texts} text={text} onLanguage={onLanguage} />
      {lacksOwn && <p class="panel">{t("consent.no_text", { language: languageName(wanted) })}</p>}
      <article class="words panel" lang={text.language} dir={text.direction}>
        <h2 class="ds-heading" data-size="sm">
          {text.title}
        </h2>
        {text.sections.map(({ heading, paragraphs }) => (
          <section key={heading} class="stack stack--tight">
            <h3 class="ds-heading" data-size="2xs">
              {heading}
            </h3>
            {paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </section>
        ))}
      </article>
    </section>
  );
}
