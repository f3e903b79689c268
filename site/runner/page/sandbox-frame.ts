// A hidden frame of an opaque origin that holds workers. Chromium gives it a process of its own, so that a memory bomb takes
// the frame and not the page; removing the frame ends whatever runs in it, whether it answers or not.
import { frameDocument } from './frame-glue.ts';

export interface SandboxFrame {
  /** Starts a worker and hands it one end of the port. */
  spawn(script: string, boot: object): SandboxWorker;
  /** Whether the frame's own process still answers within `ms`. */
  answers(ms: number): Promise<boolean>;
  remove(): void;
}

export interface SandboxWorker {
  readonly port: MessagePort;
  end(): void;
}

export function openFrame(): Promise<SandboxFrame> {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.setAttribute('aria-hidden', 'true');
  element.tabIndex = -1;
  element.title = 'Sandbox';
  element.style.display = 'none';
  element.srcdoc = frameDocument;
  const loaded = new Promise<SandboxFrame>((resolve) => {
    element.addEventListener('load', () => resolve(frameIn(element)), { once: true });
  });
  document.body.append(element);
  return loaded;
}

function frameIn(element: HTMLIFrameElement): SandboxFrame {
  let workers = 0;
  // An opaque origin has no name to aim at; what is sent is no secret and goes to a frame of our own making.
  const tell = (message: object, ...transfer: MessagePort[]) =>
    element.contentWindow?.postMessage(message, '*', transfer);
  return {
    spawn(script, boot) {
      workers += 1;
      const id = workers;
      const { port1, port2 } = new MessageChannel();
      tell({ kind: 'spawn', id, script, boot }, port2);
      return {
        port: port1,
        end() {
          port1.close();
          tell({ kind: 'end', id });
        },
      };
    },
    answers(ms) {
      const { port1, port2 } = new MessageChannel();
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), ms);
        port1.onmessage = () => {
          clearTimeout(timer);
          resolve(true);
        };
        tell({ kind: 'ping' }, port2);
      });
    },
    remove: () => element.remove(),
  };
}
