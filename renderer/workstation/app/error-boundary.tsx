import { Alert, Button, Stack, Text } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { translate } from '../i18n/i18n.ts';

interface Props {
  children: ReactNode;
}

/** Keeps a fault of one part from blanking the window, and says what to do. */
export class ErrorBoundary extends Component<Props, { error: Error | undefined }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error('render', error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.error) return this.props.children;
    return (
      <Stack p="xl" maw={520} mx="auto">
        <Alert color="red" title={translate('app:errors.crashed')} role="alert">
          <Text mb="sm">{translate('app:errors.crashedHint')}</Text>
          <Button variant="default" onClick={() => location.reload()}>
            {translate('app:errors.reload')}
          </Button>
        </Alert>
      </Stack>
    );
  }
}
