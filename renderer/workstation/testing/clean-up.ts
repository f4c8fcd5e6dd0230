import { notifications } from '@mantine/notifications';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// Test files share their modules (`test/vitest.config.ts`): what one has shown is not the next one's.
afterEach(() => {
  cleanup();
  notifications.clean();
});
