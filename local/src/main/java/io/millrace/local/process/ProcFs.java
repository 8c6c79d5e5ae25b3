package io.millrace.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What Linux tells of processes below {@code /proc}; elsewhere nothing is known. */
final class ProcFs {
  private static final Path PROC = Path.of("/proc");

  private ProcFs() {}

  /**
   * Whether the process is at work. One that has ended stays visible until its parent asks for its
   * status, which in a container without an init nobody may do.
   */
  static boolean runs(ProcessHandle handle) {
    return handle.isAlive() && !isZombie(handle.pid());
  }

  private static boolean isZombie(long pid) {
    return read(pid, "stat")
        .map(stat -> stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z"))
        .orElse(false);
  }

  /** Whether the process was started with this variable in its environment. */
  static boolean hasVariable(long pid, String assignment) {
    return read(pid, "environ")
        .map(environment -> Arrays.asList(environment.split("\0")).contains(assignment))
        .orElse(false);
  }

  /** A file of the process; empty where there is none or it may not be read. */
  static Optional<String> read(long pid, String file) {
    try {
      byte[] bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file));
      return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
