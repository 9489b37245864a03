// The stub as a process of its own.
import { answerWith } from '../answer.ts';
import { type Received, startStub } from './server.ts';

const stub = await startStub();

answerWith<'url' | 'take', string | Received>((question) => (question === 'url' ? stub.url : stub.take()));
