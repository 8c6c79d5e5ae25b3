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

  /** Fields of /proc/PID/stat, counted from behind the name. */
  private static final int STATE = 0;

  private static final int THREADS = 17;

  private ProcFs() {}

  /**
   * Whether the process is at work. One that has ended stays visible until its parent asks for its
   * status, which in a container without an init nobody may do.
   */
  static boolean runs(ProcessHandle handle) {
    return handle.isAlive() && !isZombie(handle.pid());
  }

  /**
   * Whether nothing of it is left but its status. While threads of a killed process still end, its
   * first thread counts as a zombie already, and ports and files are still held.
   */
  private static boolean isZombie(long pid) {
    return read(pid, "stat").map(ProcFs::isZombie).orElse(false);
  }

  /**
   * @param stat what /proc/PID/stat says: see proc(5); the name before the last bracket may hold
   *     anything
   */
  static boolean isZombie(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    return fields[STATE].equals("Z") && Integer.parseInt(fields[THREADS]) <= 1;
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
