import { complaint } from '../state/complaint.ts';
import { chosenService, type OwnService, ownService, service } from '../state/service.ts';

let connection: Promise<void> | undefined;

/** Asks the service that this page came from what it is like, once. */
export function connect(): Promise<void> {
  connection ??= ask();
  return connection;
}

async function ask(): Promise<void> {
  try {
    const response = await fetch('playground/config');
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    ownService.value = (await response.json()) as OwnService;
  } catch {
    ownService.value = null;
    if (chosenService.value === 'own')
      complaint.value = {
        message: `The service of this page, ${service.value.baseUrl}, does not answer.`,
        hint: 'Is detect-regions serve running? Load the page again when it is.',
      };
  }
}
