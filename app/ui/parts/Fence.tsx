import { Component, type ReactNode } from 'react';
import { T } from '../language.ts';
import { type Trouble, troubleOf } from '../words.ts';
import { Button } from './Button.tsx';
import { TroubleNotice } from './Notice.tsx';

/** Keeps a fault of one part from taking the whole page down. */
export class Fence extends Component<{ children: ReactNode }, { trouble?: Trouble }> {
  override state: { trouble?: Trouble } = {};

  static getDerivedStateFromError(error: unknown): { trouble: Trouble } {
    return { trouble: troubleOf(error) };
  }

  override render(): ReactNode {
    const { trouble } = this.state;
    if (!trouble) return this.props.children;
    return (
      <div className="mx-auto max-w-xl py-12">
        <TroubleNotice
          trouble={trouble}
          action={<Button onClick={() => this.setState({ trouble: undefined })}>{T.parts.tryAgain}</Button>}
        />
      </div>
    );
  }
}
