// In the workbench's place where it could not be opened: what went wrong, and how to try again.
interface MountFailureProps {
  readonly reason: string;
  readonly retry: () => void;
}

export function MountFailure({ reason, retry }: MountFailureProps) {
  return (
    <div class="mount-failure" role="alert">
      <p>
        <b>The workbench could not be opened.</b> {reason}
      </p>
      <p>Nothing that was kept is lost. Check the connection, then try again, or reload the page.</p>
      <button type="button" class="bench-button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}
