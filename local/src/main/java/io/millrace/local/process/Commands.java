package io.millrace.local.process;

import io.millrace.local.StackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Short commands of the system, waited for. */
public final class Commands {
  private static final long LIMIT_SECONDS = 120;

  private Commands() {}

  /** The command as a prefix if the system has it, nothing if not (macOS has no setsid). */
  static List<String> ifInstalled(String command) {
    return isInstalled(command) ? List.of(command) : List.of();
  }

  /** Whether a program of this name is on the PATH. */
  public static boolean isInstalled(String command) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
  }

  static void signal(long pid, String signal) throws IOException, InterruptedException {
    // The shell's own kill: slim systems have no other.
    new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
        .redirectErrorStream(true)
        .start()
        .waitFor();
  }

  /**
   * Runs a command to its end in a clean environment.
   *
   * @param output file that gets what it prints
   * @throws StackException if it fails, with the place of its output
   */
  public static void run(List<String> command, Map<String, String> environment, Path output)
      throws IOException, InterruptedException {
    Files.createDirectories(output.toAbsolutePath().getParent());
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(command))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    CleanEnvironment.apply(builder.environment(), environment);
    Process process = builder.start();
    Thread hook = new Thread(() -> end(process));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new StackException(command.get(0) + " failed; see " + output);
      }
    } finally {
      end(process);
      forget(hook);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM ends already: the hook does its work.
    }
  }

  /** Whether the command ends well, whatever it prints. */
  public static boolean succeeds(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
  }
}
