import { BookOpen } from 'lucide-react';
import { Button } from 'react-aria-components';
import { type TextKey, useText } from '../i18n/text.ts';

const GUIDES: readonly { readonly path: string; readonly title: TextKey }[] = [
  { path: 'guides/trainer.md', title: 'guides.trainer' },
  { path: 'guides/participant.md', title: 'guides.participant' },
  { path: 'guides/city.md', title: 'guides.city' },
  { path: 'guides/deployment.md', title: 'guides.deployment' },
  { path: 'data-dictionary.md', title: 'guides.dictionary' },
  { path: 'models/README.md', title: 'guides.models' },
  { path: 'glossary.md', title: 'guides.glossary' },
];

/** The guides that the help begins with; the others are reached by their links. */
export function GuideList({ onOpen }: { readonly onOpen: (path: string) => void }) {
  const t = useText();
  return (
    <ul className="guide-list">
      {GUIDES.map(({ path, title }) => (
        <li key={path}>
          <Button className="button" onPress={() => onOpen(path)}>
            <BookOpen className="icon" aria-hidden="true" />
            {t(title)}
          </Button>
        </li>
      ))}
    </ul>
  );
}
