import { Bell, BellRing } from 'lucide-react';
import { useState } from 'react';
import { T } from '../language.ts';
import { Button } from '../parts/Button.tsx';
import { askForNotes, useWantsNotes } from './useneeds.ts';

/** Lets the system speak up when this tab is hidden and needs its person. Off until it is asked for. */
export function NotifyButton() {
  const isOn = useWantsNotes();
  const [refused, setRefused] = useState(false);
  if (!('Notification' in window)) return null;
  const Icon = isOn ? BellRing : Bell;
  return (
    <div>
      <Button look="quiet" aria-pressed={isOn} onClick={() => void askForNotes(!isOn).then((granted) => setRefused(!isOn && !granted))}>
        <Icon aria-hidden className="size-4" />
        {isOn ? T.needs.on : T.needs.off}
      </Button>
      {refused && (
        <p role="status" className="px-3 text-ink-3 text-xs">
          {T.needs.refused}
        </p>
      )}
    </div>
  );
}
