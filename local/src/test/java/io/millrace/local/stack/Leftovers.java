package io.millrace.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Processes that have to do with a directory: found independently of how the stack finds its own.
 */
final class Leftovers {
  private Leftovers() {}

  /** Pids of other processes that were started with this directory in an argument or variable. */
  static List<Long> of(Path home) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> pid != ProcessHandle.current().pid())
        .filter(pid -> mentions(pid, "cmdline", home) || mentions(pid, "environ", home))
        .toList();
  }

  private static boolean mentions(long pid, String file, Path home) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), file));
      return new String(bytes, StandardCharsets.ISO_8859_1).contains(home.toString());
    } catch (IOException e) {
      return false;
    }
  }
}
