package io.millrace.local.process;

import java.util.Optional;
import java.util.stream.Stream;

/** Memory that processes hold in RAM. */
public final class ResidentMemory {
  private static final long KILOBYTE = 1024;

  private ResidentMemory() {}

  /**
   * Bytes of the process and all it has started, each shared page counted once among them (PSS); 0
   * where the system does not tell.
   */
  public static long of(ProcessRef process) {
    return process.running().stream()
        .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
        .mapToLong(handle -> bytes(handle.pid()))
        .sum();
  }

  private static long bytes(long pid) {
    return field(pid, "smaps_rollup", "Pss:").or(() -> field(pid, "status", "VmRSS:")).orElse(0L);
  }

  private static Optional<Long> field(long pid, String file, String name) {
    return ProcFs.read(pid, file).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(name))
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KILOBYTE)
        .findFirst();
  }
}
