package io.millrace.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same pid.
 *
 * @param startedAt when the system says that it was started
 */
public record ProcessRef(long pid, Instant startedAt) {
  /**
   * The system reckons the instant from its boot time, which it corrects by fractions of a second.
   */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** This process, or empty if it ended before its start could be read. */
  public static Optional<ProcessRef> of(ProcessHandle handle) {
    return handle.info().startInstant().map(start -> new ProcessRef(handle.pid(), start));
  }

  /** Its handle while it runs. */
  public Optional<ProcessHandle> running() {
    return ProcessHandle.of(pid).filter(ProcFs::runs).filter(this::isThis);
  }

  private boolean isThis(ProcessHandle handle) {
    return handle
        .info()
        .startInstant()
        .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
        .orElse(false);
  }
}
