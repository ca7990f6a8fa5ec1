'use client';

import { Component, type ReactNode } from 'react';

type BlockBoundaryProps = { fallback: ReactNode; children: ReactNode };

/** Shows a block as plain text when parsing or showing it failed, such as by an overflowing stack. */
export class BlockBoundary extends Component<BlockBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
